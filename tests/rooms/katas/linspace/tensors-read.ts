// Tensors throughout, read where plain numbers are asked.
import { arange, einsum, linspace, tf } from "arena/tools";

export async function strengths(low: number, high: number, n: number): Promise<number[]> {
  return Array.from(await linspace(low, high, n).data());
}

export async function learningRates(low: number, high: number, n: number): Promise<number[]> {
  return (await linspace(Math.log10(low), Math.log10(high), n).array()).map((exponent) => 10 ** exponent);
}

export function latentWalk(start: tf.Tensor2D, end: tf.Tensor2D, n: number) {
  const t = linspace(0, 1, n); // [point]
  return einsum("b l, p -> b p l", start, tf.sub(1, t)).add(einsum("b l, p -> b p l", end, t));
}

export function clock(p: number) {
  const turns = arange(p)
    .toFloat()
    .mul((2 * Math.PI) / p); // [remainder]
  return tf.concat([tf.cos(turns).expandDims(1), tf.sin(turns).expandDims(1)], 1);
}

export function integratedGradients(
  f: (x: tf.Tensor2D) => tf.Tensor1D,
  x: tf.Tensor1D,
  baseline: tf.Tensor1D,
  n: number,
) {
  const edges = linspace(0, 1, n + 1); // [edge]
  const t = edges.slice(0, n).add(edges.slice(1, n)).div(2).expandDims(1); // [piece, 1]
  const points = t.mul(x).add(tf.sub(1, t).mul(baseline)); // [piece, feature]
  const value = (at: tf.Tensor) => f(at as tf.Tensor2D).sum() as tf.Scalar;
  return tf.mul(tf.valueAndGrad(value)(points).grad.mean(0), x.sub(baseline));
}
