import type { Tensor4D } from "#tfjs";
import { tf } from "../../../src/tools/tensorflow.ts";
import type { Operations } from "./case.ts";

/** Images, [batch, height, width, channel]. */
export const IMAGE: Operations = {
  "tf.image.resizeBilinear":
    ({ size, align = false, half = false }) =>
    (x) =>
      tf.image.resizeBilinear(x as Tensor4D, size as [number, number], align, half),
  "tf.image.resizeNearestNeighbor":
    ({ size }) =>
    (x) =>
      tf.image.resizeNearestNeighbor(x as Tensor4D, size as [number, number]),
  "tf.image.flipLeftRight": () => (x) => tf.image.flipLeftRight(x as Tensor4D),
  "tf.depthToSpace":
    ({ block }) =>
    (x) =>
      tf.depthToSpace(x as Tensor4D, block as number),
};
