/** Bytes of a float32. */
export const FLOAT: usize = 4;

/** a * b + c in each lane: rounded once where the engine has relaxed SIMD, else twice. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}
