import type { TensorInfo } from "#tfjs";

export type Values = Float32Array | Int32Array | Uint8Array;

/** A tensor's values, to be looked at only until the next tensor is made. */
export type ValuesOf = (backend: unknown, info: TensorInfo) => Values;

/** Whether stock's kernel is right for an input; then it is left to that, which may be quicker. */
export type StockIsRight = (x: TensorInfo) => boolean;
