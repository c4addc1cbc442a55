import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { described } from "../arguments/described.ts";
import { requireNumber, requireOneOf } from "../arguments/number.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";

export interface PadOptions {
  /**
   * What stands in the new places: `value` (constant), the image mirrored without its edge (reflect), its
   * edge again (replicate) or its other side (circular). Default "constant".
   */
  readonly mode?: "constant" | "reflect" | "replicate" | "circular";
  /** For mode "constant". Default 0. */
  readonly value?: number;
}

const OPTIONS: OptionExamples<PadOptions> = { mode: '"reflect"', value: "0" };

/**
 * Adds entries around a tensor, as torch.nn.functional.pad: `padding` lists [before, after] for the last
 * axis, then for the one before it, and so on. Differentiable.
 *
 * ```ts
 * pad(x, [1, 1]);                             // [2, 3] -> [2, 5]
 * pad(x, [left, right, top, bottom]);         // the last two axes of [b, c, h, w]
 * pad(x, [1, 1], { mode: "reflect" });        // [1, 2, 3] -> [2, 1, 2, 3, 2]
 * pad(x, [1, 1], { value: -Infinity });
 * ```
 * @throws ToolError if the list is no list of pairs, or longer than the tensor has axes, or a mode has too
 * little to copy.
 */
export function pad<R extends Rank = Rank>(
  x: Tensor<R>,
  padding: readonly number[],
  options: PadOptions = {},
): Tensor<R> {
  requireTensor("pad", x);
  requireOptions<PadOptions>("pad", options, OPTIONS);
  const { mode = "constant", value = 0 } = options;
  requireOneOf("pad", "mode", mode, ["constant", "reflect", "replicate", "circular"]);
  requireNumber("pad", "the value", value);
  const pairs = pairsOf(x, padding);
  if (x.rank === 0) return tf.clone(x);
  if (mode === "constant") return tf.pad(x, pairs, value);
  return tf.tidy(
    () =>
      tf.clone(
        pairs.reduce<Tensor>((y, [before, after], axis) => extended(y, axis, before, after, mode), x),
      ) as Tensor<R>,
  );
}

/** [before, after] for each axis, first axis first. */
function pairsOf(x: Tensor, padding: readonly number[]): [number, number][] {
  const isList = Array.isArray(padding);
  const whole = isList && padding.every((length) => Number.isInteger(length) && length >= 0);
  if (!isList || padding.length % 2 !== 0 || padding.length > 2 * x.rank || !whole) {
    throw lesson("pad", {
      what: `${isList ? shapeText(padding) : described(padding)} is no padding for a tensor ${shapeText(x.shape)}.`,
      fits: `pairs [before, after] of whole numbers, the last axis first, for at most ${x.rank} axes`,
      example: "pad(images, [left, right, top, bottom])",
    });
  }
  return x.shape.map((_, axis) => {
    const at = 2 * (x.rank - 1 - axis);
    return [padding[at] ?? 0, padding[at + 1] ?? 0];
  });
}

type Mode = "reflect" | "replicate" | "circular";

/** One axis made longer by copies of its own entries. */
function extended(x: Tensor, axis: number, before: number, after: number, mode: Mode): Tensor {
  if (before === 0 && after === 0) return x;
  const length = x.shape[axis] ?? 1;
  const most = {
    reflect: length - 1,
    replicate: length === 0 ? 0 : Number.POSITIVE_INFINITY,
    circular: length,
  }[mode];
  if (before > most || after > most) {
    throw lesson("pad", {
      what: `mode "${mode}" can add at most ${most} on each side of axis ${axis} of ${shapeText(x.shape)}, not ${Math.max(before, after)}.`,
    });
  }
  const part = (begin: number, size: number) => sliceOf(x, axis, begin, size);
  switch (mode) {
    case "reflect":
      return joined(
        [tf.reverse(part(1, before), axis), x, tf.reverse(part(length - 1 - after, after), axis)],
        axis,
      );
    case "replicate":
      return joined(
        [repeated(part(0, 1), axis, before), x, repeated(part(length - 1, 1), axis, after)],
        axis,
      );
    case "circular":
      return joined([part(length - before, before), x, part(0, after)], axis);
  }
}

const joined = (parts: Tensor[], axis: number): Tensor =>
  tf.concat(
    parts.filter(({ size }) => size > 0),
    axis,
  );

function sliceOf(x: Tensor, axis: number, begin: number, size: number): Tensor {
  return tf.slice(
    x,
    x.shape.map((_, i) => (i === axis ? begin : 0)),
    x.shape.map((length, i) => (i === axis ? size : length)),
  );
}

const repeated = (x: Tensor, axis: number, times: number): Tensor =>
  tf.tile(
    x,
    x.shape.map((_, i) => (i === axis ? times : 1)),
  );
