import type { Tensor, Tensor3D } from "#tfjs";
import { tf } from "../../../runtime/tf.ts";
import { countOf } from "../matrices.ts";
import { matricesOf, sidesOf } from "./matrices-of.ts";

/** Rows and columns of each factor of a matrix. */
export type Sides = readonly (readonly [rows: number, columns: number])[];

/** A batch [..., rows, columns] as [count, rows, columns]. */
export function asBatch(tool: string, a: Tensor): Tensor3D {
  const [rows, columns] = sidesOf(tool, a);
  return tf.reshape(a, [countOf(a), rows, columns]);
}

/** Several factors [count, rows, columns] as one tensor [...batch, size], for a gradient of all of them. */
export function packed(batch: readonly number[], factors: readonly Tensor[]): Tensor {
  const flat = factors.map((factor) => {
    const [count = 1, rows = 1, columns = 1] = factor.shape;
    return tf.reshape(factor, [count, rows * columns]);
  });
  const packet = tf.concat(flat, -1); // [count, size]
  return tf.reshape(packet, [...batch, packet.shape[1] ?? 0]);
}

/** The factors of every matrix of a batch, computed on the processor one matrix after another, as `packed` packs them. */
export function packedOneByOne(
  tool: string,
  a: Tensor,
  sides: Sides,
  factorsOf: (matrix: Float64Array) => readonly Float64Array[],
): Tensor {
  const size = sizesOf(sides).reduce((sum, length) => sum + length, 0);
  const result = new Float32Array(countOf(a) * size);
  let place = 0;
  for (const matrix of matricesOf(tool, a)) {
    for (const factor of factorsOf(matrix)) {
      result.set(factor, place);
      place += factor.length;
    }
  }
  return tf.tensor(result, [...a.shape.slice(0, -2), size]);
}

/** What `packed` has put together, with the last two axes of each. */
export function unpacked(packet: Tensor, sides: Sides): readonly Tensor[] {
  const batch = packet.shape.slice(0, -1);
  const parts = tf.split(packet, sizesOf(sides), -1);
  return parts.map((part, i) => tf.reshape(part, [...batch, ...(sides[i] ?? [])]));
}

const sizesOf = (sides: Sides): number[] => sides.map(([rows, columns]) => rows * columns);
