/** Tensors as text, the way PyTorch prints them. */
export { formatTensor, type PrintOptions } from "./format-tensor.ts";
export { print } from "./print.ts";
export { type BarStream, progressBar } from "./progress-bar.ts";
