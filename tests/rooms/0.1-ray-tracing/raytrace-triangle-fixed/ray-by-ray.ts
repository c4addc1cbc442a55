// Each ray by itself, by Cramer's rule; the masks are put together at the end.
import { index, linalg, stack, type tf } from "arena/tools";

export const raytraceTriangleFixed = (rays: tf.Tensor3D, triangle: tf.Tensor2D): tf.Tensor1D => {
  const hits = Array.from({ length: rays.shape[0] }, (_, ray) => {
    const [O, D] = [index(rays, ray, 0), index(rays, ray, 1)]; // each [xyz]
    const A = index(triangle, 0); // [xyz]
    const columns = [D.neg(), index(triangle, 1).sub(A), index(triangle, 2).sub(A)]; // each [xyz]
    const det = (k?: number) =>
      linalg.det(
        stack(
          columns.map((column, i) => (i === k ? O.sub(A) : column)),
          1,
        ),
      ); // []
    const whole = det(); // []
    const [s, u, v] = [0, 1, 2].map((k) => det(k).div(whole)) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each []
    return [s.greaterEqual(0), u.greaterEqual(0), v.greaterEqual(0), u.add(v).lessEqual(1)]
      .reduce((all, one) => all.logicalAnd(one))
      .logicalAnd(whole.abs().greater(1e-8)); // []
  });
  return stack(hits) as tf.Tensor1D; // [ray]
};
