/** The names behind `nn.` */
export { clipGradNorm } from "./clip-gradients.ts";
export * as functional from "./functional/index.ts";
export * as init from "./init/index.ts";
export * from "./layers/activations.ts";
export { BatchNorm2d, type BatchNormSettings } from "./layers/batch-norm2d.ts";
export { ConvTranspose2d, type ConvTranspose2dSettings } from "./layers/conv-transpose2d.ts";
export { Conv2d, type Conv2dSettings } from "./layers/conv2d.ts";
export { Dropout } from "./layers/dropout.ts";
export { Embedding } from "./layers/embedding.ts";
export { Flatten } from "./layers/flatten.ts";
export { GroupNorm, type GroupNormSettings } from "./layers/group-norm.ts";
export { Identity } from "./layers/identity.ts";
export { LayerNorm, type LayerNormSettings } from "./layers/layer-norm.ts";
export { Linear, type LinearSettings } from "./layers/linear.ts";
export { ModuleList } from "./layers/module-list.ts";
export {
  type AveragePoolSettings,
  AvgPool2d,
  MaxPool2d,
  type MaxPoolSettings,
  type PoolSettings,
} from "./layers/pooling.ts";
export { RMSNorm, type RmsNormSettings } from "./layers/rms-norm.ts";
export { Sequential } from "./layers/sequential.ts";
export { Unflatten } from "./layers/unflatten.ts";
export { Buffer } from "./module/buffer.ts";
export type { ForwardHook, ForwardPreHook, HookHandle } from "./module/hooks.ts";
export type { LoadReport, StateDict } from "./module/load-state.ts";
export { Module } from "./module/module.ts";
export { Parameter } from "./module/parameter.ts";
