import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { shapeText } from "../lesson.ts";
import { sizeOf } from "../shape/axis.ts";
import { broadcastShapesFor } from "../shape/broadcast.ts";
import { reshaped } from "../shape/reshaped.ts";
import { fromFront } from "./bounds.ts";

/** Positions along one axis of the tensor. */
export interface Picks {
  readonly axis: number;
  readonly indices: Tensor;
}

/**
 * Picks entries by positions along one or several axes, which broadcast together. Their common shape takes
 * the place of the axes if these are neighbours, else it comes first, as in PyTorch and NumPy.
 */
export function picked(x: Tensor, picks: readonly Picks[]): Tensor {
  const checked = picks.map(({ axis, indices }) => ({
    axis,
    indices: fromFront("index", indices, x.shape[axis] ?? 1, {
      shape: shapeText(x.shape),
      axis: String(axis),
    }),
  }));
  const [first] = checked;
  if (first === undefined) return x;
  if (checked.length === 1) return tf.gather(x, first.indices, first.axis);
  const axes = checked.map(({ axis }) => axis);
  const neighbours = axes.every((axis, i) => axis === first.axis + i);
  const at = neighbours ? first.axis : 0;
  return pickedTogether(
    neighbours ? x : broughtToFront(x, axes),
    at,
    checked.map(({ indices }) => indices),
  );
}

/** One gather for neighbouring axes, counted row by row as if they were one. */
function pickedTogether(x: Tensor, at: number, indices: readonly Tensor[]): Tensor {
  const [before, lengths, behind] = [
    x.shape.slice(0, at),
    x.shape.slice(at, at + indices.length),
    x.shape.slice(at + indices.length),
  ];
  const common = broadcastShapesFor(
    "index",
    indices.map(({ shape }) => shape),
  );
  const flat = indices.reduce(
    (sum, positions, i) => tf.add(tf.mul(sum, tf.scalar(lengths[i] ?? 1, "int32")), positions),
    tf.scalar(0, "int32") as Tensor,
  );
  const merged = tf.reshape(x, [...before, sizeOf(lengths), ...behind]);
  return tf.gather(merged, reshaped(flat, common), at); // [...before, ...common, ...behind]
}

function broughtToFront(x: Tensor, axes: readonly number[]): Tensor {
  return tf.transpose(x, [...axes, ...[...x.shape.keys()].filter((axis) => !axes.includes(axis))]);
}
