import type { Tensor, Tensor1D } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { axisOf } from "../shape/axis.ts";

export interface Unique {
  /** Each different entry once, ascending: [count], or x's shape with count along the axis. */
  readonly values: Tensor;
  /** Which of the values each entry is, int32: x's shape, or [length of the axis]. */
  readonly inverse: Tensor;
  /** How often each value occurs, int32: [count]. */
  readonly counts: Tensor1D;
}

/**
 * The different entries of a tensor, as torch.unique with all that it can return. With an axis the slices along it are
 * compared as wholes and put in order by their first entry, of equals by their second, and so on. NaN equals nothing, not
 * even another NaN, and comes last.
 *
 * How many there are depends on the values, so it waits for them and works on every backend. Not differentiable.
 *
 * ```ts
 * const { values, inverse, counts } = await unique(labels); // [3, 1, 3] -> [1, 3]; [1, 0, 1]; [1, 2]
 * (await unique(table, 0)).values;                          // [8, 2] -> [number of different rows, 2]
 * ```
 * @throws ToolError if there is no such axis.
 */
export async function unique(x: Tensor, axis?: number): Promise<Unique> {
  const along = axis === undefined ? undefined : axisOf("unique", axis, x.shape);
  const count = along === undefined ? x.size : (x.shape[along] ?? 0);
  const lines = await linesAlong(x, along);
  const { first, inverse, counts } = grouped(lines, count, lines.length / Math.max(1, count));
  return tf.tidy(() => ({
    values: tf.gather(along === undefined ? tf.reshape(x, [-1]) : x, tf.tensor1d(first, "int32"), along ?? 0),
    inverse: tf.tensor(inverse, along === undefined ? x.shape : [count], "int32"),
    counts: tf.tensor1d(counts, "int32"),
  }));
}

type Values = Float32Array | Int32Array | Uint8Array;

/** The values with the axis first, [entry of the axis, everything else]. */
async function linesAlong(x: Tensor, along: number | undefined): Promise<Values> {
  if (along === undefined || along === 0) return x.data();
  const others = [...x.shape.keys()].filter((axis) => axis !== along);
  const moved = tf.tidy(() => tf.transpose(x, [along, ...others]));
  const values = await moved.data();
  moved.dispose();
  return values;
}

/** Puts `count` lines of `width` entries in order and numbers the different ones. */
function grouped(lines: Values, count: number, width: number) {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  order.sort((a, b) => compared(lines, a * width, b * width, width) || a - b);
  const inverse = new Int32Array(count);
  const first: number[] = [];
  const counts: number[] = [];
  order.forEach((line, i) => {
    const previous = order[i - 1];
    if (previous === undefined || !areEqual(lines, previous * width, line * width, width)) {
      first.push(line);
      counts.push(0);
    }
    inverse[line] = first.length - 1;
    counts[first.length - 1] = (counts.at(-1) ?? 0) + 1;
  });
  return { first, inverse, counts };
}

/** Which of two lines is less, by the first entry in which they differ; NaN is larger than every number. */
function compared(lines: Values, a: number, b: number, width: number): number {
  for (let i = 0; i < width; i++) {
    const [x, y] = [lines[a + i] as number, lines[b + i] as number];
    if (x === y) continue;
    if (Number.isNaN(x) || Number.isNaN(y)) {
      const order = Number(Number.isNaN(x)) - Number(Number.isNaN(y));
      if (order !== 0) return order;
    } else return x < y ? -1 : 1; // not the difference: that of infinities is no number
  }
  return 0;
}

function areEqual(lines: Values, a: number, b: number, width: number): boolean {
  for (let i = 0; i < width; i++) if (lines[a + i] !== lines[b + i]) return false;
  return true;
}
