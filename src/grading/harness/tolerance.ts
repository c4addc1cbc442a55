/** Relative rounding unit of float32. */
const EPSILON = 2 ** -23;

/** How far a backend's elementary functions may stray: WGSL allows sin and exp errors that IEEE does not. */
const BASE: Readonly<Record<string, number>> = { cpu: 1e-5, wasm: 1e-5, tensorflow: 1e-5, webgpu: 2e-4 };

/**
 * How far two float32 results of the same formula may differ, as `atol` and as `rtol`: a base for the backend plus the
 * rounding of a sum of `reductionLength` terms, which grows like its square root when the errors are independent
 * (Higham, Accuracy and Stability of Numerical Algorithms, ch. 4). Integers and booleans must be equal.
 */
export function toleranceFor(dtype: string, reductionLength: number, backend: string): number {
  if (dtype !== "float32") return 0;
  return (BASE[backend] ?? 1e-5) + 8 * EPSILON * Math.sqrt(Math.max(1, reductionLength));
}
