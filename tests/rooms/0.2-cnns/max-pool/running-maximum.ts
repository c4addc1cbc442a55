// One elementwise maximum for each place of the window, starting at minus infinity.
import { pad, tf } from "arena/tools";

type IntOrPair = number | [number, number];

export const maxPool2d = (
  x: tf.Tensor4D,
  kernelSize: IntOrPair,
  stride: IntOrPair | null = null,
  padding: IntOrPair = 0,
): tf.Tensor4D => {
  const [kh, kw] = typeof kernelSize === "number" ? [kernelSize, kernelSize] : kernelSize;
  const step = stride ?? kernelSize;
  const [sh, sw] = typeof step === "number" ? [step, step] : step;
  const [ph, pw] = typeof padding === "number" ? [padding, padding] : padding;
  const around = pad(x, [pw, pw, ph, ph], { value: Number.NEGATIVE_INFINITY }); // [batch, channel, height, width]
  const [b, c, h, w] = around.shape;
  const oh = Math.floor((h - kh) / sh) + 1;
  const ow = Math.floor((w - kw) / sw) + 1;
  let best: tf.Tensor = tf.fill([b, c, oh, ow], Number.NEGATIVE_INFINITY); // [batch, channel, oh, ow]
  for (let i = 0; i < kh; i++)
    for (let j = 0; j < kw; j++) {
      const entry = around.stridedSlice(
        [0, 0, i, j],
        [b, c, i + (oh - 1) * sh + 1, j + (ow - 1) * sw + 1],
        [1, 1, sh, sw],
      );
      best = tf.maximum(best, entry); // [batch, channel, oh, ow]
    }
  return best as tf.Tensor4D;
};
