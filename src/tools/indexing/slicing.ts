import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { shapeText } from "../lesson.ts";
import { reshaped } from "../shape/reshaped.ts";
import { outOfRange } from "./bounds.ts";
import type { AxisSelector } from "./selection.ts";

/** The entries that one axis keeps: `first`, `first + step`, ... */
interface Kept {
  readonly first: number;
  readonly count: number;
  readonly step: number;
}

/** Carries out numbers, ranges and new axes; axes with positions stay whole, for later. */
export function sliced(x: Tensor, selection: readonly AxisSelector[]): Tensor {
  const ofAxes = selection.filter(({ kind }) => kind !== "newaxis");
  const kept = ofAxes.map((selector, axis) => keptBy(selector, x.shape[axis] ?? 1, x.shape));
  const y = stepped(reversed(cut(x, kept), kept), kept);
  let axis = 0;
  const shape = selection.flatMap(({ kind }) => {
    if (kind === "newaxis") return [1];
    const { count } = kept[axis++] ?? { count: 1 };
    return kind === "at" ? [] : [count];
  });
  return reshaped(y, shape);
}

function keptBy(selector: AxisSelector, length: number, shape: readonly number[]): Kept {
  if (selector.kind === "at") {
    const { position } = selector;
    if (position < -length || position >= length)
      throw outOfRange("index", position, -length, length, { shape: shapeText(shape) });
    return { first: position < 0 ? position + length : position, count: 1, step: 1 };
  }
  return selector.kind === "range" ? rangeWithin(selector, length) : { first: 0, count: length, step: 1 };
}

/** Python's rules: parts beyond the ends are cut to them, negative ones count from the end. */
function rangeWithin({ begin, end, step }: Extract<AxisSelector, { kind: "range" }>, length: number): Kept {
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (at: number) => Math.min(Math.max(at < 0 ? at + length : at, low), high);
  const first = begin === undefined ? (step > 0 ? low : high) : clamp(begin);
  const stop = end === undefined ? (step > 0 ? high : low) : clamp(end);
  const count = Math.max(0, Math.ceil((stop - first) / step));
  return { first: count === 0 ? 0 : first, count, step };
}

/** The shortest stretch of each axis that holds what is kept. */
function cut(x: Tensor, kept: readonly Kept[]): Tensor {
  const spans = kept.map(({ count, step }) => (count === 0 ? 0 : (count - 1) * Math.abs(step) + 1));
  if (spans.every((span, axis) => span === x.shape[axis])) return x;
  const begins = kept.map(({ first, count, step }) =>
    step > 0 || count === 0 ? first : first + (count - 1) * step,
  );
  return tf.slice(x, begins, spans);
}

function reversed(x: Tensor, kept: readonly Kept[]): Tensor {
  const axes = kept.flatMap(({ step, count }, axis) => (step < 0 && count > 1 ? [axis] : []));
  return axes.length === 0 ? x : tf.reverse(x, axes);
}

function stepped(x: Tensor, kept: readonly Kept[]): Tensor {
  const steps = kept.map(({ step, count }) => (count > 1 ? Math.abs(step) : 1));
  return steps.every((step) => step === 1)
    ? x
    : tf.stridedSlice(
        x,
        steps.map(() => 0),
        x.shape,
        steps,
      );
}
