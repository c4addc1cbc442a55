/** What a learner imports as "arena/tools". */
export * from "./convolution/index.ts";
export * from "./einops/index.ts";
export * from "./einsum/index.ts";
export * from "./indexing/index.ts";
export { ToolError } from "./lesson.ts";
export * from "./shape/index.ts";
export * from "./statistics/index.ts";
export { tf } from "./tensorflow.ts";
