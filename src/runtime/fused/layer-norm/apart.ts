import { type SimdApart, simdApart } from "../../simd/apart.ts";
import { gradientJob, gradientUnits, layerNormJob } from "./jobs.ts";
import { layerNormGradientLoop, layerNormLoop } from "./loops.ts";

/** Float32s that take as much room as a float64, in which the parts of a column are added up. */
const DOUBLE = 2;

/** Layer normalisation of numbers in JavaScript, by our SIMD kernel where it can be had. */
export function layerNormOf(
  x: Float32Array,
  weight: Float32Array,
  bias: Float32Array,
  eps: number,
): Float32Array {
  const simd = simdApart();
  const width = weight.length;
  if (simd?.begin(2 * x.length + 2 * width)) {
    const y = simd.room(x.length);
    const job = layerNormJob([simd.place(x), simd.place(weight), simd.place(bias), y], width, eps);
    simd.run("layerNorm", job, x.length / width);
    return simd.values(y, x.length);
  }
  const y = new Float32Array(x.length);
  layerNormLoop(x, weight, bias, eps, y);
  return y;
}

/** What flows back from dy to x, weight and bias. */
export function layerNormGradientOf(
  dy: Float32Array,
  x: Float32Array,
  weight: Float32Array,
  eps: number,
): [dx: Float32Array, dWeight: Float32Array, dBias: Float32Array] {
  const simd = simdApart();
  const width = weight.length;
  const units = gradientUnits(x.length / width);
  if (simd?.begin(3 * x.length + (3 + 2 * units + DOUBLE) * width))
    return bySimd(simd, dy, x, weight, units, eps);
  const [dx, dWeight, dBias] = [new Float32Array(x.length), new Float32Array(width), new Float32Array(width)];
  layerNormGradientLoop(dy, x, weight, eps, dx, dWeight, dBias);
  return [dx, dWeight, dBias];
}

function bySimd(
  simd: SimdApart,
  dy: Float32Array,
  x: Float32Array,
  weight: Float32Array,
  units: number,
  eps: number,
): [Float32Array, Float32Array, Float32Array] {
  const width = weight.length;
  const scratch = simd.room(DOUBLE * width); // first, where it is aligned for float64
  const [dx, weightParts, biasParts] = [
    simd.room(x.length),
    simd.room(units * width),
    simd.room(units * width),
  ];
  const [flow, source, factors] = [simd.place(dy), simd.place(x), simd.place(weight)];
  const job = gradientJob([flow, source, factors, dx, weightParts, biasParts], x.length / width, width, eps);
  simd.run("layerNormGradient", job, units);
  const [dWeight, dBias] = [weightParts, biasParts].map((parts) => {
    const total = simd.room(width);
    simd.run("sum", [parts, total, units, width, 0], 1, scratch);
    return simd.values(total, width);
  }) as [Float32Array, Float32Array];
  return [simd.values(dx, x.length), dWeight, dBias];
}
