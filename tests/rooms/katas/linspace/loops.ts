// One value after the other.
import { stack, tf } from "arena/tools";

export function strengths(low: number, high: number, n: number): number[] {
  const values: number[] = [];
  for (let i = 0; i < n; i++) {
    const t = n === 1 ? 0 : i / (n - 1);
    values.push(low * (1 - t) + high * t);
  }
  return values;
}

export function learningRates(low: number, high: number, n: number): number[] {
  const factor = n > 1 ? (high / low) ** (1 / (n - 1)) : 1;
  return Array.from({ length: n }, (_, i) => low * factor ** i);
}

export const latentWalk = (start: tf.Tensor2D, end: tf.Tensor2D, n: number) =>
  stack(
    strengths(0, 1, n).map((t) => start.mul(1 - t).add(end.mul(t))),
    1,
  );

export const clock = (p: number) =>
  tf.tensor2d(
    Array.from({ length: p }, (_, i) => {
      const angle = (2 * Math.PI * i) / p;
      return [Math.cos(angle), Math.sin(angle)];
    }),
  );

export const integratedGradients = (
  f: (x: tf.Tensor2D) => tf.Tensor1D,
  x: tf.Tensor1D,
  baseline: tf.Tensor1D,
  n: number,
) => {
  const gradient = tf.grad((point) => f(point.reshape([1, -1]) as tf.Tensor2D).sum());
  let sum = tf.zerosLike(x); // [feature]
  for (let piece = 0; piece < n; piece++) {
    const middle = baseline.add(x.sub(baseline).mul((piece + 0.5) / n)); // [feature]
    sum = sum.add(gradient(middle));
  }
  return sum.div(n).mul(x.sub(baseline));
};
