/**
 * Convolution and pooling in PyTorch's layout: images [batch, channel, height, width], weights [out, in,
 * height, width].
 */

export { type ConvTranspose2dOptions, convTranspose2d } from "./conv-transpose2d.ts";
export { type Conv1dOptions, conv1d } from "./conv1d.ts";
export { type Conv2dOptions, conv2d } from "./conv2d.ts";
export { type PadOptions, pad } from "./pad.ts";
export type { IntOrPair } from "./pairs.ts";
export {
  type AveragePoolOptions,
  avgPool2d,
  type MaxPoolOptions,
  maxPool2d,
  type PoolOptions,
} from "./pooling.ts";
