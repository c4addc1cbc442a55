// Windows as shifted slices, stacked; contraction as one matrix product (im2col).
import { pad, tf } from "arena/tools";

type IntOrPair = number | [number, number];
const pair = (value: IntOrPair): [number, number] => (typeof value === "number" ? [value, value] : value);

export function windows1d(x: tf.Tensor1D, k: number): tf.Tensor2D {
  const count = x.size - k + 1;
  const shifted = Array.from({ length: k }, (_, offset) => x.slice(offset, count)); // k of [start]
  return tf.stack(shifted, 1) as tf.Tensor2D; // [start, offset]
}

export function conv1dMinimal(x: tf.Tensor3D, weights: tf.Tensor3D): tf.Tensor3D {
  return conv2d(x.expandDims(2) as tf.Tensor4D, weights.expandDims(2) as tf.Tensor4D).squeeze([
    2,
  ]) as tf.Tensor3D;
}

export function pad2d(
  x: tf.Tensor4D,
  left: number,
  right: number,
  top: number,
  bottom: number,
  value: number,
): tf.Tensor4D {
  return pad(x, [left, right, top, bottom], { value });
}

export function conv2d(
  x: tf.Tensor4D,
  weights: tf.Tensor4D,
  stride: IntOrPair = 1,
  padding: IntOrPair = 0,
): tf.Tensor4D {
  const [sh, sw] = pair(stride);
  const [ph, pw] = pair(padding);
  const [out, channels, kh, kw] = weights.shape;
  const padded = pad2d(x, pw, pw, ph, ph, 0); // [batch, in, height, width]
  const [batch, , height, width] = padded.shape;
  const oh = Math.floor((height - kh) / sh) + 1;
  const ow = Math.floor((width - kw) / sw) + 1;
  const patches: tf.Tensor[] = [];
  for (let c = 0; c < channels; c++)
    for (let i = 0; i < kh; i++)
      for (let j = 0; j < kw; j++)
        patches.push(
          padded
            .stridedSlice(
              [0, c, i, j],
              [batch, c + 1, i + (oh - 1) * sh + 1, j + (ow - 1) * sw + 1],
              [1, 1, sh, sw],
            )
            .reshape([batch * oh * ow]),
        );
  const columns = tf.stack(patches, 1); // [batch·oh·ow, in·kh·kw]
  const product = columns.matMul(weights.reshape([out, -1]).transpose()); // [batch·oh·ow, out]
  return product.reshape([batch, oh, ow, out]).transpose([0, 3, 1, 2]) as tf.Tensor4D; // [batch, out, oh, ow]
}
