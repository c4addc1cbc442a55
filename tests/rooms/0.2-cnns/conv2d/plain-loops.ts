// Plain numbers and loops: slow, and right.
import { tf } from "arena/tools";

type IntOrPair = number | [number, number];

export function windows1d(x: tf.Tensor1D, k: number): tf.Tensor2D {
  const values = x.arraySync();
  const rows: number[][] = [];
  for (let start = 0; start + k <= values.length; start++) rows.push(values.slice(start, start + k));
  return tf.tensor2d(rows);
}

export function conv1dMinimal(x: tf.Tensor3D, weights: tf.Tensor3D): tf.Tensor3D {
  const kernels = weights.arraySync();
  const k = weights.shape[2];
  const rows = x.arraySync().map((channels) =>
    kernels.map((kernel) => {
      const out: number[] = [];
      for (let s = 0; s + k <= x.shape[2]; s++) {
        out.push(
          kernel.reduce(
            (sum, row, c) => sum + row.reduce((inner, w, j) => inner + w * channels[c]![s + j]!, 0),
            0,
          ),
        );
      }
      return out;
    }),
  );
  return tf.tensor3d(rows);
}

export function pad2d(
  x: tf.Tensor4D,
  left: number,
  right: number,
  top: number,
  bottom: number,
  value: number,
): tf.Tensor4D {
  const [b, c, h, w] = x.shape;
  const old = x.dataSync();
  const [high, wide] = [h + top + bottom, w + left + right];
  const out = new Float32Array(b * c * high * wide).fill(value);
  for (let image = 0; image < b * c; image++)
    for (let i = 0; i < h; i++)
      for (let j = 0; j < w; j++)
        out[(image * high + i + top) * wide + j + left] = old[(image * h + i) * w + j]!;
  return tf.tensor4d(out, [b, c, high, wide]);
}

export function conv2d(
  x: tf.Tensor4D,
  weights: tf.Tensor4D,
  stride: IntOrPair = 1,
  padding: IntOrPair = 0,
): tf.Tensor4D {
  const [sh, sw] =
    [stride].flat().length === 2 ? (stride as [number, number]) : [stride as number, stride as number];
  const [ph, pw] = Array.isArray(padding) ? padding : [padding, padding];
  const [b, c, h, w] = x.shape;
  const [o, , kh, kw] = weights.shape;
  const [oh, ow] = [Math.floor((h + 2 * ph - kh) / sh) + 1, Math.floor((w + 2 * pw - kw) / sw) + 1];
  const [image, kernel, out] = [x.arraySync(), weights.arraySync(), tf.buffer([b, o, oh, ow])];
  for (let n = 0; n < b; n++)
    for (let f = 0; f < o; f++)
      for (let r = 0; r < oh; r++)
        for (let s = 0; s < ow; s++) {
          let sum = 0;
          for (let ch = 0; ch < c; ch++)
            for (let i = 0; i < kh; i++)
              for (let j = 0; j < kw; j++) {
                sum += (image[n]![ch]![r * sh + i - ph]?.[s * sw + j - pw] ?? 0) * kernel[f]![ch]![i]![j]!;
              }
          out.set(sum, n, f, r, s);
        }
  return out.toTensor() as tf.Tensor4D;
}
