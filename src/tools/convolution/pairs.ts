import { described } from "../arguments/described.ts";
import { lesson } from "../lesson.ts";

/** One number for both axes, or [height, width]. */
export type IntOrPair = number | readonly [number, number];

/** [height, width] of a setting, checked to be whole and at least `least`. */
export function pairOf(tool: string, name: string, value: IntOrPair, least: number): [number, number] {
  const pair: readonly unknown[] = Array.isArray(value) ? value : [value, value];
  const isWhole = (number: unknown) => Number.isInteger(number) && (number as number) >= least;
  if (pair.length === 2 && pair.every(isWhole)) return [pair[0] as number, pair[1] as number];
  throw lesson(tool, {
    what: `${name} must be a whole number of at least ${least} or a pair of them, not ${described(value)}.`,
    fits: `${Math.max(1, least)}, or [height, width]`,
  });
}
