import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { described } from "../arguments/described.ts";
import { lesson } from "../lesson.ts";

/**
 * What `index` takes for an axis: a number; a range "begin:end:step" with any part left out; "..." for the
 * axes in between; null or "newaxis" for a new axis of length 1; an int32 tensor (or a list of numbers) of
 * positions; a bool tensor, which stands for as many axes as it has.
 */
export type IndexSpec = number | string | null | Tensor | readonly number[];

/** A spec, understood. */
export type Selector =
  | { readonly kind: "at"; readonly position: number }
  | {
      readonly kind: "range";
      readonly begin: number | undefined;
      readonly end: number | undefined;
      readonly step: number;
    }
  | { readonly kind: "newaxis" }
  | { readonly kind: "ellipsis" }
  | { readonly kind: "positions"; readonly indices: Tensor }
  | { readonly kind: "mask"; readonly mask: Tensor };

export const WHOLE_AXIS: Selector = { kind: "range", begin: undefined, end: undefined, step: 1 };

export function selectorOf(spec: IndexSpec): Selector {
  if (spec === null) return { kind: "newaxis" };
  if (typeof spec === "string") return selectorFromText(spec.trim());
  if (spec instanceof tf.Tensor)
    return spec.dtype === "bool" ? { kind: "mask", mask: spec } : { kind: "positions", indices: spec };
  if (typeof spec === "number" && Number.isInteger(spec)) return { kind: "at", position: spec };
  if (Array.isArray(spec) && spec.length > 0 && spec.every((each) => typeof each === "boolean"))
    return { kind: "mask", mask: tf.tensor1d(spec as unknown as boolean[], "bool") };
  if (Array.isArray(spec) && spec.every(Number.isInteger))
    return { kind: "positions", indices: tf.tensor1d([...spec], "int32") };
  throw unreadable(described(spec));
}

const RANGE = /^(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(-?\d+)?)?$/;

function selectorFromText(text: string): Selector {
  if (text === "..." || text === "…") return { kind: "ellipsis" };
  if (text === "newaxis") return { kind: "newaxis" };
  const match = RANGE.exec(text);
  if (match === null) throw unreadable(`"${text}"`);
  const [begin, end, step] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (step === 0) throw lesson("index", { what: `the step of "${text}" is 0, which leads nowhere.` });
  return { kind: "range", begin, end, step: step ?? 1 };
}

function unreadable(spec: string): Error {
  return lesson("index", {
    what: `${spec} is no index.`,
    fits: 'a whole number, ":", "1:5", "::2", "::-1", "...", null (or "newaxis"), an int32 tensor, a bool tensor, a list of whole numbers',
    example: 'index(x, 0, "...", "1:3")',
  });
}

/** How many axes of the tensor a selector takes up. */
export function axesTaken(selector: Selector): number {
  switch (selector.kind) {
    case "newaxis":
    case "ellipsis":
      return 0;
    case "mask":
      return selector.mask.rank;
    default:
      return 1;
  }
}
