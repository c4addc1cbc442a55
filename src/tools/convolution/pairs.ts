import { lesson } from "../lesson.ts";

/** One number for both axes, or [height, width]. */
export type IntOrPair = number | readonly [number, number];

/** [height, width] of a setting, checked to be whole and at least `least`. */
export function pairOf(tool: string, name: string, value: IntOrPair, least: number): [number, number] {
  const [height, width] = typeof value === "number" ? [value, value] : value;
  for (const number of [height, width]) {
    if (!Number.isInteger(number) || number < least) {
      throw lesson(tool, {
        what: `${name} must be a whole number of at least ${least} or a pair of them, not ${JSON.stringify(value)}.`,
      });
    }
  }
  return [height, width];
}
