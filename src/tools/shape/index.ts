/** Making ranges, joining tensors, adding and dropping axes of length 1. */
export { broadcastShapes } from "./broadcast.ts";
export { concatenate, stack, vstack } from "./join.ts";
export { arange, linspace } from "./ranges.ts";
export { squeeze, unsqueeze } from "./unit-axes.ts";
