import type { IntOrPair } from "../../convolution/index.ts";

/** [height, width] of a setting that may be one number for both. */
export const pairOf = (value: IntOrPair): readonly [number, number] =>
  typeof value === "number" ? [value, value] : value;

/** As printed in a module's tree. */
export const pairText = (value: IntOrPair): string => `[${pairOf(value).join(", ")}]`;
