/** The names behind `nn.` */
export * from "./layers/activations.ts";
export { Flatten } from "./layers/flatten.ts";
export { Identity } from "./layers/identity.ts";
export { Linear } from "./layers/linear.ts";
export { ModuleList } from "./layers/module-list.ts";
export { Sequential } from "./layers/sequential.ts";
export { Buffer } from "./module/buffer.ts";
export type { ForwardHook, ForwardPreHook, HookHandle } from "./module/hooks.ts";
export type { LoadReport, StateDict } from "./module/load-state.ts";
export { Module } from "./module/module.ts";
export { Parameter } from "./module/parameter.ts";
