/** Rows that one unit of work of the gradient takes; each unit adds up its own part for weight and bias. */
const ROWS_EACH = 128;

/** Addresses of x, weight, bias and the result. */
export type LayerNormAddresses = readonly [x: number, weight: number, bias: number, y: number];

/** Addresses of dy, x, weight, the result for x, and the units' parts for weight and bias. [unit, width] */
export type GradientAddresses = readonly [
  dy: number,
  x: number,
  weight: number,
  dx: number,
  weightParts: number,
  biasParts: number,
];

/** The fields of the SIMD kernel's class Normalisation, in its order. */
export const layerNormJob = (addresses: LayerNormAddresses, width: number, eps: number): number[] => [
  ...addresses,
  width,
  bitsOf(eps),
];

/** The fields of the SIMD kernel's class NormalisationGradient, in its order. */
export const gradientJob = (
  addresses: GradientAddresses,
  rows: number,
  width: number,
  eps: number,
): number[] => [...addresses, rows, width, ROWS_EACH, bitsOf(eps)];

/** Units of work of the gradient. */
export const gradientUnits = (rows: number): number => Math.ceil(rows / ROWS_EACH);

/** A float32 as the integer of the same bits, as which a job carries it. */
const bitsOf = (value: number): number => new Int32Array(Float32Array.of(value).buffer)[0] as number;
