import type { Tensor1D } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { described } from "../arguments/described.ts";
import { requireNumber, requireOneOf } from "../arguments/number.ts";
import { lesson } from "../lesson.ts";

/** Kernels take sizes as int32. */
const MOST_ENTRIES = 2 ** 31 - 1;

type NumericType = "int32" | "float32";

/**
 * Numbers from `start` up to, not including, `end`: `arange(end)`, `arange(start, end)`, `arange(start, end,
 * step)`. int32 if all arguments are whole, else float32, as in PyTorch (which has int64).
 *
 * ```ts
 * arange(4);           // [0, 1, 2, 3], int32
 * arange(0, 1, 0.25);  // [0, 0.25, 0.5, 0.75], float32
 * arange(3, 0, -1);    // [3, 2, 1], int32
 * ```
 * @throws ToolError if the step is 0 or leads away from `end`.
 */
export function arange(end: number): Tensor1D;
/**
 * Numbers from `start` up to, not including, `end`, `step` apart (1 unless given; it may be negative or a fraction). int32
 * if all arguments are whole, else float32.
 *
 * ```ts
 * arange(0, 1, 0.25);  // [0, 0.25, 0.5, 0.75], float32
 * arange(3, 0, -1);    // [3, 2, 1], int32
 * ```
 * @throws ToolError if the step is 0 or leads away from `end`.
 */
export function arange(start: number, end: number, step?: number, dtype?: NumericType): Tensor1D;
export function arange(first: number, second?: number, step = 1, dtype?: NumericType): Tensor1D {
  const [start, end] = second === undefined ? [0, first] : [first, second];
  for (const [name, value] of Object.entries({ start, end, step })) requireNumber("arange", name, value);
  if (dtype !== undefined) requireOneOf("arange", "dtype", dtype, ["int32", "float32"]);
  if (step === 0 || !Number.isFinite((end - start) / step) || (end - start) / step < 0) {
    throw lesson("arange", {
      what: `steps of ${step} do not lead from ${start} to ${end}.`,
      fits: "a positive step towards a larger end, a negative one towards a smaller end",
      example: "arange(3, 0, -1)  // [3, 2, 1]",
    });
  }
  const length = Math.ceil((end - start) / step);
  if (length > MOST_ENTRIES)
    throw lesson("arange", { what: `${length} numbers are more than a tensor can hold.` });
  const values = Array.from({ length }, (_, i) => start + i * step);
  const whole = [start, end, step].every(Number.isInteger);
  return tf.tensor1d(values, dtype ?? (whole ? "int32" : "float32"));
}

/**
 * `steps` evenly spaced float32 numbers from `start` to `end`, both of them exactly there. `steps` = 1 gives
 * `[start]`.
 *
 * Computed in double precision from both ends, so the middle of (-1, 1) is 0; `tf.linspace` adds up float32
 * steps and drifts.
 *
 * ```ts
 * linspace(-1, 1, 5); // [-1, -0.5, 0, 0.5, 1]
 * ```
 * @throws ToolError unless `steps` is a whole number of at least 0.
 */
export function linspace(start: number, end: number, steps: number): Tensor1D {
  requireNumber("linspace", "start", start);
  requireNumber("linspace", "end", end);
  if (!Number.isInteger(steps) || steps < 0) {
    throw lesson("linspace", {
      what: `steps must be a whole number of at least 0, not ${described(steps)}.`,
      example: "linspace(-1, 1, 5)  // [-1, -0.5, 0, 0.5, 1]",
    });
  }
  const gap = steps > 1 ? (end - start) / (steps - 1) : 0;
  const value = (_: unknown, i: number) => (2 * i < steps ? start + i * gap : end - (steps - 1 - i) * gap);
  return tf.tensor1d(Array.from({ length: steps }, value), "float32");
}
