// Ranges of index, triangles and einops where the solution counts.
import { einsum, index, linspace, repeat, stack, tf, tril, triu } from "arena/tools";

export const embedPlaces = (wPos: tf.Tensor2D, cached: number, n: number) =>
  index(wPos, `${cached}:${cached + n}`);

export const isReal = (lengths: tf.Tensor1D, width: number) =>
  repeat(tf.range(0, width, 1, "int32"), "s -> b s", { b: lengths.shape[0] })
    .sub(lengths.expandDims(-1))
    .less(0);

export function windows(text: tf.Tensor1D, size: number, stride: number) {
  const rows: tf.Tensor[] = [];
  for (let start = 0; start + size <= text.shape[0]; start += stride)
    rows.push(index(text, `${start}:${start + size}`));
  return stack(rows);
}

export const nearPast = (n: number, reach: number) => {
  const ones = tf.ones([n, n]);
  return tril(ones)
    .mul(triu(ones, 1 - reach))
    .toBool();
};

export const rotaryAngles = (n: number, d: number, base: number) => {
  const speeds = linspace(0, 2 - d, d / 2).mul(Math.log(base) / d); // [pair]
  return einsum("s, pair -> s pair", tf.range(0, n), speeds.exp());
};
