import { described } from "../../arguments/described.ts";
import { requireWhole } from "../../arguments/number.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { lesson, shapeText } from "../../lesson.ts";
import type { tf } from "../../tensorflow.ts";
import { Module } from "../module/module.ts";

/**
 * Splits one axis, counted from the end if negative, into several: the reverse of Flatten, as a decoder needs before its
 * convolutions (`torch.nn.Unflatten`).
 *
 * ```ts
 * new nn.Unflatten(1, [32, 7, 7]).call(x); // [batch, 1568] -> [batch, 32, 7, 7]
 * ```
 */
export class Unflatten extends Module {
  readonly axis: number;
  readonly lengths: readonly number[];

  constructor(axis: number, lengths: readonly number[]) {
    super();
    requireWhole("Unflatten", "axis", axis);
    requireLengths(lengths);
    this.axis = axis;
    this.lengths = [...lengths];
  }

  /** @throws ToolError unless the axis has as many entries as the lengths make. */
  forward(x: tf.Tensor): tf.Tensor {
    requireTensor("Unflatten", x, "its input");
    const axis = this.axis < 0 ? this.axis + x.rank : this.axis;
    const size = this.lengths.reduce((product, length) => product * length, 1);
    if (x.shape[axis] !== size) throw doesNotFit(x, this, size);
    return x.reshape([...x.shape.slice(0, axis), ...this.lengths, ...x.shape.slice(axis + 1)]); // [..., lengths, ...]
  }

  override extraRepr(): string {
    return `axis=${this.axis}, lengths=${shapeText(this.lengths)}`;
  }
}

function doesNotFit(x: tf.Tensor, { axis, lengths }: Unflatten, size: number): Error {
  return lesson("Unflatten", {
    what: `axis ${axis} has to have ${size} entries to become ${shapeText(lengths)}.`,
    given: { input: shapeText(x.shape) },
    fits: `${size} entries along axis ${axis}`,
  });
}

function requireLengths(lengths: unknown): void {
  const isLength = (length: unknown) => Number.isInteger(length) && (length as number) >= 0;
  if (Array.isArray(lengths) && lengths.every(isLength)) return;
  throw lesson("Unflatten", {
    what: `the lengths are an array of whole numbers, none left to be worked out; this is ${described(lengths)}.`,
    example: "new nn.Unflatten(1, [32, 7, 7])",
  });
}
