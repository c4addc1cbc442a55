/** What a learner imports as "arena/tools". */
export * from "./einops/index.ts";
export * from "./einsum/index.ts";
export { ToolError } from "./lesson.ts";
export * from "./shape/index.ts";
export { tf } from "./tensorflow.ts";
