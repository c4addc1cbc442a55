import { described } from "../arguments/described.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { tf } from "../tensorflow.ts";

/** Numbers to be drawn: a plain list or a tensor, which is read first. */
export type Numbers = readonly number[] | tf.Tensor;

/** All the numbers of a list or tensor in row-major order. */
export async function numbersOf(numbers: Numbers): Promise<number[]> {
  if (numbers instanceof tf.Tensor) {
    requireTensor("plots", numbers, "the tensor");
    return Array.from(await numbers.data<"float32">());
  }
  if (Array.isArray(numbers) && numbers.every((number) => typeof number === "number")) return [...numbers];
  throw lesson("plots", {
    what: `numbers are needed, in an array or a tensor, not ${described(numbers)}.`,
    example: "await plots.curve({ train: [0.9, 0.5, 0.3], test: [1, 0.6, 0.5] })",
  });
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * The smallest and the largest finite number; 0 to 1 if there are none, and a little room if they are equal.
 */
export function rangeOf(numbers: readonly number[]): Range {
  const finite = numbers.filter(Number.isFinite);
  if (finite.length === 0) return { min: 0, max: 1 };
  const min = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const max = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  return min === max ? { min: min - 0.5, max: max + 0.5 } : { min, max };
}

/** Where a number lies in a range: 0 at the bottom, 1 at the top. */
export const shareOf = (value: number, { min, max }: Range): number => (value - min) / (max - min);

/** A number for a label: four digits at most. */
export const label = (value: number): string => String(Number(value.toPrecision(4)));

/** Round numbers within a range, about `count` of them, evenly spaced by 1, 2 or 5 times a power of ten. */
export function ticksOf({ min, max }: Range, count: number): number[] {
  const rough = (max - min) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((times) => times * power >= rough * 0.99) ?? 10);
  const first = Math.ceil(min / step - 1e-6);
  const length = Math.floor(max / step + 1e-6) - first + 1;
  return Array.from({ length }, (_, i) => (first + i) * step);
}

/** @throws ToolError unless the tensor has one of these ranks. */
export function requireRank(tool: string, x: tf.Tensor, ranks: readonly number[], fits: string): void {
  requireTensor(tool, x);
  if (ranks.includes(x.rank)) return;
  throw lesson(tool, {
    what: `it cannot draw a tensor with ${x.rank} axes.`,
    given: { shape: shapeText(x.shape) },
    fits,
  });
}
