import { lesson, shapeText } from "../../lesson.ts";
import type { tf } from "../../tensorflow.ts";

/** @throws ToolError unless the input's last axes are those that a layer normalises. */
export function requireLastAxes(layer: string, x: tf.Tensor, expected: readonly number[]): void {
  if (shapeText(x.shape.slice(-expected.length)) === shapeText(expected)) return;
  throw lesson(`${layer}(${shapeText(expected)})`, {
    what: "the last axes of its input have to be the normalised ones.",
    given: { input: shapeText(x.shape) },
    fits: `[..., ${expected.join(", ")}]`,
  });
}
