import { concatenate, einsum, linalg, stack, tf, unbind, unsqueeze, where } from "arena/tools";

/** So many rays at a time: with 400 triangles a tensor of matrices is about a megabyte. */
const RAYS_AT_ONCE = 100;

/** The brightness of the nearest triangle of each ray by Lambert's law; 0 where the ray hits none. */
export function raytraceMeshLambert(
  rays: tf.Tensor3D,
  triangles: tf.Tensor3D,
  light: tf.Tensor1D,
  ambientIntensity: number,
): tf.Tensor1D {
  return tf.tidy(() => {
    const intensities = intensityOf(triangles, light).add(ambientIntensity); // [triangle]
    const starts = Array.from(
      { length: Math.ceil(rays.shape[0] / RAYS_AT_ONCE) },
      (_, i) => i * RAYS_AT_ONCE,
    );
    const parts = starts.map((start) => {
      const count = Math.min(RAYS_AT_ONCE, rays.shape[0] - start);
      return tf.tidy(() => shaded(distancesOf(rays.slice([start], [count]), triangles), intensities)); // [count]
    });
    return concatenate(parts) as tf.Tensor1D; // [ray]
  });
}

/** How much of the light each triangle's outer side catches: max(0, normal · light), [triangle]. */
function intensityOf(triangles: tf.Tensor3D, light: tf.Tensor1D): tf.Tensor {
  const [A, B, C] = unbind(triangles, 1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [triangle, 3]
  const normals = linalg.cross(B.sub(A), C.sub(A)); // [triangle, 3]
  const lengths = linalg.norm(normals, -1, { keepDims: true }); // [triangle, 1]
  const facing = einsum("triangle x, x -> triangle", normals.div(lengths), light); // [triangle]
  return tf.maximum(facing, 0); // [triangle]
}

/** The brightness of the nearest triangle: distances [ray, triangle], intensities [triangle] -> [ray] */
function shaded(distances: tf.Tensor, intensities: tf.Tensor): tf.Tensor {
  const nearest = distances.argMin(1) as tf.Tensor1D; // [ray], int32
  const lit = tf.gather(intensities, nearest); // [ray]
  return where(distances.min(1).less(Number.POSITIVE_INFINITY), lit, 0); // [ray]
}

/** s for each hit, Infinity for each miss: rays [ray, 2, 3], triangles [triangle, 3, 3] -> [ray, triangle] */
function distancesOf(rays: tf.Tensor3D, triangles: tf.Tensor3D): tf.Tensor {
  const pairs = [rays.shape[0], triangles.shape[0], 3];
  const [O, D] = unbind(unsqueeze(rays, 1), 2) as [tf.Tensor, tf.Tensor]; // each [ray, 1, 3]
  const [A, B, C] = unbind(triangles, 1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [triangle, 3]
  const columns = [D.neg(), B.sub(A), C.sub(A)].map((column) => tf.broadcastTo(column, pairs)); // [ray, triangle, 3]
  const matrices = stack(columns, -1); // [ray, triangle, 3, 3]
  const singular = linalg.det(matrices).abs().less(1e-8); // [ray, triangle]
  const solvable = where(unsqueeze(unsqueeze(singular, -1), -1), tf.eye(3), matrices); // [ray, triangle, 3, 3]
  const suv = unbind(linalg.solve(solvable, O.sub(A)), -1);
  const [s, u, v] = suv as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [ray, triangle]
  const inside = u.greaterEqual(0).logicalAnd(v.greaterEqual(0)).logicalAnd(u.add(v).lessEqual(1)); // [ray, triangle]
  const hit = inside.logicalAnd(s.greaterEqual(0)).logicalAnd(singular.logicalNot()); // [ray, triangle]
  return where(hit, s, Number.POSITIVE_INFINITY); // [ray, triangle]
}
