import { index, pad, reduce, stack, type tf } from "arena/tools";

/** One number for both axes, or [height, width]. */
export type IntOrPair = number | [number, number];

/** The largest entry of each window, as torch.nn.functional.max_pool2d: `stride` is the kernel size unless given. */
export function maxPool2d(
  x: tf.Tensor4D,
  kernelSize: IntOrPair,
  stride: IntOrPair | null = null,
  padding: IntOrPair = 0,
): tf.Tensor4D {
  const [kernelH, kernelW] = pair(kernelSize);
  const [strideH, strideW] = pair(stride ?? kernelSize);
  const [padH, padW] = pair(padding);
  const padded = pad(x, [padW, padW, padH, padH], { value: -Infinity }); // [batch, channel, height, width]
  const rows = shifts(padded.shape[2], kernelH, strideH); // kh ranges of oh places
  const columns = shifts(padded.shape[3], kernelW, strideW); // kw ranges of ow places
  const entries = rows.flatMap((row) => columns.map((column) => index(padded, ":", ":", row, column)));
  const windows = stack(entries); // [entry, batch, channel, oh, ow]
  return reduce(windows, "entry b c oh ow -> b c oh ow", "max") as tf.Tensor4D;
}

/** For each offset inside a window the range "begin:end:step" of the places where all windows have that entry. */
function shifts(length: number, kernel: number, stride: number): string[] {
  const count = Math.floor((length - kernel) / stride) + 1;
  const reach = (count - 1) * stride + 1;
  return Array.from({ length: kernel }, (_, offset) => `${offset}:${offset + reach}:${stride}`);
}

function pair(value: IntOrPair): [number, number] {
  return typeof value === "number" ? [value, value] : value;
}
