import { described } from "../../arguments/described.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { lesson, shapeText } from "../../lesson.ts";
import type { tf } from "../../tensorflow.ts";

/** @throws ToolError unless the input's last axes are those that a layer normalises. */
export function requireLastAxes(layer: string, x: tf.Tensor, expected: readonly number[]): void {
  requireTensor(`${layer}(${shapeText(expected)})`, x, "its input");
  if (shapeText(x.shape.slice(-expected.length)) === shapeText(expected)) return;
  throw lesson(`${layer}(${shapeText(expected)})`, {
    what: "the last axes of its input have to be the normalised ones.",
    given: { input: shapeText(x.shape) },
    fits: `[..., ${expected.join(", ")}]`,
  });
}

/** The shape that a layer normalises: one length, or one for each of the last axes. */
export function shapeOf(layer: string, normalizedShape: number | readonly number[]): number[] {
  const shape = Array.isArray(normalizedShape)
    ? [...(normalizedShape as number[])]
    : [normalizedShape as number];
  if (shape.length > 0 && shape.every((length) => Number.isInteger(length) && length >= 0)) return shape;
  throw lesson(layer, {
    what: `the shape to normalise is a whole number, or an array of them, not ${described(normalizedShape)}.`,
    example: `new nn.${layer}(64), or new nn.${layer}([28, 28])`,
  });
}
