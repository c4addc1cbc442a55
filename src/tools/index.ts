/** What a learner imports as "arena/tools". */
import "./ready.ts";

export * from "./autograd/index.ts";
export * from "./convolution/index.ts";
export * from "./data/index.ts";
export * from "./devices/index.ts";
export * from "./einops/index.ts";
export * from "./einsum/index.ts";
export * from "./indexing/index.ts";
export { ToolError } from "./lesson.ts";
export * as linalg from "./linalg/index.ts";
export * as meshes from "./meshes/index.ts";
export * as nn from "./nn/index.ts";
export { NotYetError, notYet } from "./not-yet.ts";
export * as optim from "./optim/index.ts";
export * as plots from "./plots/index.ts";
export * from "./printing/index.ts";
export * from "./random/index.ts";
export * as runlog from "./runlog/index.ts";
export * from "./safetensors/index.ts";
export * from "./scopes/index.ts";
export * from "./shape/index.ts";
export * from "./statistics/index.ts";
export { tf } from "./tensorflow.ts";
