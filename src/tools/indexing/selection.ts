import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { lesson, shapeText } from "../lesson.ts";
import { readableNow, valuesOf } from "./reading.ts";
import { axesTaken, type IndexSpec, type Selector, selectorOf, WHOLE_AXIS } from "./specs.ts";

/** One selector an axis of the tensor, new axes in between; no `...` and no masks are left. */
export type AxisSelector = Exclude<Selector, { kind: "ellipsis" | "mask" }>;

/** Writes the specs out for a tensor of this shape. */
export function selectionFor(specs: readonly IndexSpec[], shape: readonly number[]): AxisSelector[] {
  const selectors = specs.map(selectorOf);
  const taken = selectors.reduce((sum, selector) => sum + axesTaken(selector), 0);
  if (taken > shape.length) {
    throw lesson("index", {
      what: `the indices stand for ${taken} axes, but the tensor has ${shape.length}: ${shapeText(shape)}.`,
    });
  }
  if (selectors.filter(({ kind }) => kind === "ellipsis").length > 1)
    throw lesson("index", { what: '"..." may stand once.' });
  const rest = new Array<Selector>(shape.length - taken).fill(WHOLE_AXIS);
  const ellipsis = selectors.findIndex(({ kind }) => kind === "ellipsis");
  const complete =
    ellipsis < 0
      ? [...selectors, ...rest]
      : [...selectors.slice(0, ellipsis), ...rest, ...selectors.slice(ellipsis + 1)];
  return withoutMasks(complete, shape);
}

/** Replaces a mask by the positions where it is true, one vector for each of its axes. */
function withoutMasks(selectors: readonly Selector[], shape: readonly number[]): AxisSelector[] {
  let axis = 0;
  return selectors.flatMap((selector): AxisSelector[] => {
    const begin = axis;
    axis += axesTaken(selector);
    if (selector.kind === "ellipsis") return [];
    if (selector.kind !== "mask") return [selector];
    checkMask(selector.mask, shape.slice(begin, axis), shape);
    return truePositions(selector.mask).map((indices) => ({ kind: "positions", indices }));
  });
}

export function checkMask(mask: Tensor, covered: readonly number[], shape: readonly number[]): void {
  if (mask.rank > 0 && shapeText(mask.shape) === shapeText(covered)) return;
  throw lesson("index", {
    what: `a mask ${shapeText(mask.shape)} does not fit the axes ${shapeText(covered)} that it stands for.`,
    given: { shape: shapeText(shape) },
    fits: `a bool tensor ${shapeText(covered)}; where(mask, x, 0) keeps the shape and broadcasts`,
  });
}

function truePositions(mask: Tensor): Tensor[] {
  if (!readableNow()) {
    throw lesson("index", {
      what: "on webgpu a mask's values come later, so how many entries it picks is not known yet.",
      example: "await indexByMask(x, mask)",
    });
  }
  return positionsWhere(valuesOf(mask), mask.shape);
}

/** Row-major positions of the entries that are not 0, a vector for each axis. */
export function positionsWhere(values: ArrayLike<number>, shape: readonly number[]): Tensor[] {
  const flat = Array.from({ length: values.length }, (_, i) => i).filter((i) => values[i] !== 0);
  let stride = values.length;
  return shape.map((length) => {
    stride = length === 0 ? 0 : stride / length;
    const step = stride;
    return tf.tensor1d(
      flat.map((at) => Math.floor(at / step) % length),
      "int32",
    );
  });
}
