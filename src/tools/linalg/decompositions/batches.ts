import type { Tensor, Tensor3D } from "#tfjs";
import { tf } from "../../../runtime/tf.ts";
import { countOf } from "../matrices.ts";
import { sidesOf } from "./matrices-of.ts";

/** A batch [..., rows, columns] as [count, rows, columns]. */
export function asBatch(tool: string, a: Tensor): Tensor3D {
  const [rows, columns] = sidesOf(tool, a);
  return tf.reshape(a, [countOf(a), rows, columns]);
}

/** Several factors [..., rows, columns] with equal batch axes as one tensor [..., size], for a gradient of all of them. */
export function packed(factors: readonly Tensor[]): Tensor {
  return tf.concat(
    factors.map((factor) => tf.reshape(factor, [...factor.shape.slice(0, -2), -1])),
    -1,
  );
}

/** What `packed` has put together, with the last two axes of each. */
export function unpacked(
  packet: Tensor,
  sides: readonly (readonly [rows: number, columns: number])[],
): readonly Tensor[] {
  const batch = packet.shape.slice(0, -1);
  const sizes = sides.map(([rows, columns]) => rows * columns);
  const parts = tf.split(packet, sizes, -1);
  return parts.map((part, i) => tf.reshape(part, [...batch, ...(sides[i] ?? [])]));
}

/** The product of matrices, batch by batch; `transpose` says for each whether it is turned first. */
export const times = (a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor =>
  tf.matMul(a, b, transposeA, transposeB);
