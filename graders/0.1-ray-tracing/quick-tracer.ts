import { tf } from "arena/tools";
import { raytraceMesh } from "../../exercises/0.1-ray-tracing/raytrace-mesh/solution.ts";

/**
 * `raytraceMesh` for pictures, ten times as fast: plain loops over numbers that are read at once, a pair at a time. On
 * webgpu, which cannot read at once, it is `raytraceMesh` itself. rays [ray, 2, 3], triangles [triangle, 3, 3] -> [ray]
 */
export function quickTracer(rays: tf.Tensor3D, triangles: tf.Tensor3D): tf.Tensor1D {
  if (tf.getBackend() === "webgpu") return raytraceMesh(rays, triangles);
  const [lines, corners] = [rays.dataSync<"float32">(), triangles.dataSync<"float32">()];
  const depths = Float32Array.from({ length: rays.shape[0] }, (_, ray) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (let at = 0; at < corners.length; at += 9) {
      const s = shareAlong(lines, 6 * ray, corners, at);
      if (s < nearest) nearest = s;
    }
    return nearest === Number.POSITIVE_INFINITY ? nearest : nearest * (lines[6 * ray + 3] as number);
  });
  return tf.tensor1d(depths);
}

/**
 * How many directions from its origin a ray meets a triangle, Infinity if nowhere (Möller and Trumbore, Fast, Minimum
 * Storage Ray/Triangle Intersection, 1997). `r` and `t` are where ray and triangle begin.
 */
function shareAlong(rays: Float32Array, r: number, triangles: Float32Array, t: number): number {
  const ax = number(triangles, t);
  const ay = number(triangles, t + 1);
  const az = number(triangles, t + 2);
  const ux = number(triangles, t + 3) - ax;
  const uy = number(triangles, t + 4) - ay;
  const uz = number(triangles, t + 5) - az;
  const vx = number(triangles, t + 6) - ax;
  const vy = number(triangles, t + 7) - ay;
  const vz = number(triangles, t + 8) - az;
  const dx = number(rays, r + 3);
  const dy = number(rays, r + 4);
  const dz = number(rays, r + 5);
  const px = dy * vz - dz * vy; // D × (C - A)
  const py = dz * vx - dx * vz;
  const pz = dx * vy - dy * vx;
  const determinant = ux * px + uy * py + uz * pz;
  if (Math.abs(determinant) < 1e-8) return Number.POSITIVE_INFINITY;
  const ox = number(rays, r) - ax;
  const oy = number(rays, r + 1) - ay;
  const oz = number(rays, r + 2) - az;
  const u = (ox * px + oy * py + oz * pz) / determinant;
  if (!(u >= 0 && u <= 1)) return Number.POSITIVE_INFINITY;
  const qx = oy * uz - oz * uy; // (O - A) × (B - A)
  const qy = oz * ux - ox * uz;
  const qz = ox * uy - oy * ux;
  const v = (dx * qx + dy * qy + dz * qz) / determinant;
  if (!(v >= 0 && u + v <= 1)) return Number.POSITIVE_INFINITY;
  const s = (vx * qx + vy * qy + vz * qz) / determinant;
  return s >= 0 ? s : Number.POSITIVE_INFINITY;
}

const number = (from: Float32Array, at: number): number => from[at] as number;
