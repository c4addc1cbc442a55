/**
 * Layer normalisation (Ba et al., 2016) of each row of `x`, which are as long as `weight` and `bias`, into `y`. Moments
 * in double precision, as everywhere where rows are added up.
 */
export function layerNormLoop(
  x: Float32Array,
  weight: Float32Array,
  bias: Float32Array,
  eps: number,
  y: Float32Array,
): void {
  const width = weight.length;
  for (let begin = 0; begin < x.length; begin += width) {
    const mean = meanOfRow(x, begin, width);
    const scale = scaleOfRow(x, begin, width, mean, eps);
    for (let j = 0; j < width; j++) {
      const normalised = ((x[begin + j] as number) - mean) * scale;
      y[begin + j] = normalised * (weight[j] as number) + (bias[j] as number);
    }
  }
}

/** What flows back from `dy` to x, weight and bias, into `dx`, `dWeight` and `dBias`; see `layerNormGradientFormula`. */
export function layerNormGradientLoop(
  dy: Float32Array,
  x: Float32Array,
  weight: Float32Array,
  eps: number,
  dx: Float32Array,
  dWeight: Float32Array,
  dBias: Float32Array,
): void {
  const width = weight.length;
  const [toWeight, toBias] = [new Float64Array(width), new Float64Array(width)];
  for (let begin = 0; begin < x.length; begin += width) {
    const mean = meanOfRow(x, begin, width);
    const scale = scaleOfRow(x, begin, width, mean, eps);
    let [total, along] = [0, 0]; // of g and of g times the normalised x
    for (let j = 0; j < width; j++) {
      const flow = dy[begin + j] as number;
      const normalised = ((x[begin + j] as number) - mean) * scale;
      const g = flow * (weight[j] as number);
      total += g;
      along += g * normalised;
      toWeight[j] = (toWeight[j] as number) + flow * normalised;
      toBias[j] = (toBias[j] as number) + flow;
    }
    const [shift, slope] = [total / width, along / width];
    for (let j = 0; j < width; j++) {
      const normalised = ((x[begin + j] as number) - mean) * scale;
      const g = (dy[begin + j] as number) * (weight[j] as number);
      dx[begin + j] = (g - shift - normalised * slope) * scale;
    }
  }
  dWeight.set(toWeight);
  dBias.set(toBias);
}

function meanOfRow(x: Float32Array, begin: number, width: number): number {
  let total = 0;
  for (let j = begin; j < begin + width; j++) total += x[j] as number;
  return total / width;
}

/** 1 / √(variance + eps), the variance over `width` entries. */
function scaleOfRow(x: Float32Array, begin: number, width: number, mean: number, eps: number): number {
  let total = 0;
  for (let j = begin; j < begin + width; j++) {
    const centred = (x[j] as number) - mean;
    total += centred * centred;
  }
  return 1 / Math.sqrt(total / width + eps);
}
