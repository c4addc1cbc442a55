import type { IntOrPair } from "../../convolution/index.ts";
import { pairOf } from "../../convolution/pairs.ts";

/** A setting as it was given, one number or [height, width], once it is checked to be whole and at least `least`. */
export function checkedPair(layer: string, name: string, value: IntOrPair, least: number): IntOrPair {
  const [height, width] = pairOf(layer, name, value, least);
  return typeof value === "number" ? value : [height, width];
}

/** As printed in a module's tree. */
export function pairText(value: IntOrPair | "same"): string {
  if (value === "same") return '"same"';
  return `[${(typeof value === "number" ? [value, value] : value).join(", ")}]`;
}
