// No solver: u and v as quotients of cross products, by broadcasting.
import { any, index, type tf, unsqueeze, where } from "arena/tools";

export function intersectRays1d(rays: tf.Tensor3D, segments: tf.Tensor3D): tf.Tensor1D {
  const ray = (point: number, axis: number) => unsqueeze(index(rays, ":", point, axis), 1); // [ray, 1]
  const end = (point: number, axis: number) => index(segments, ":", point, axis); // [segment]
  const [dx, dy] = [ray(1, 0), ray(1, 1)]; // two of [ray, 1]
  const [bx, by] = [end(0, 0).sub(end(1, 0)), end(0, 1).sub(end(1, 1))]; // two of [segment]
  const [sx, sy] = [end(0, 0).sub(ray(0, 0)), end(0, 1).sub(ray(0, 1))]; // two of [ray, segment]
  const determinant = dx.mul(by).sub(dy.mul(bx)); // [ray, segment]
  const good = determinant.abs().greaterEqual(1e-8); // [ray, segment]
  const divisor = where(good, determinant, 1); // [ray, segment]
  const u = sx.mul(by).sub(sy.mul(bx)).div(divisor); // [ray, segment]
  const v = dx.mul(sy).sub(dy.mul(sx)).div(divisor); // [ray, segment]
  const inside = u.greaterEqual(0).logicalAnd(v.greaterEqual(0)).logicalAnd(v.lessEqual(1)); // [ray, segment]
  return any(inside.logicalAnd(good), 1);
}
