/** Gradients in PyTorch's manner. */
export { backward } from "./backward.ts";
export { detach, noGrad } from "./no-grad.ts";
