// Slices, joined again.
import { concatenate, index, rearrange, stack, type tf } from "arena/tools";

export const joinHeads = (z: tf.Tensor4D) =>
  concatenate(
    Array.from({ length: z.shape[2] }, (_, h) => index(z, ":", ":", h)),
    -1,
  );

export const splitHeads = (x: tf.Tensor3D, heads: number) => {
  const d = x.shape[2] / heads;
  return stack(
    Array.from({ length: heads }, (_, h) => index(x, ":", ":", `${h * d}:${(h + 1) * d}`)),
    1,
  );
};

export const patches = (images: tf.Tensor4D, size: number) => {
  const rows: tf.Tensor[] = [];
  for (let i = 0; i < images.shape[2]; i += size)
    for (let j = 0; j < images.shape[3]; j += size)
      rows.push(
        rearrange(index(images, ":", ":", `${i}:${i + size}`, `${j}:${j + size}`), "b ... -> b (...)"),
      );
  return stack(rows, 1);
};

export const splitQkv = (qkv: tf.Tensor3D, heads: number) => {
  const width = qkv.shape[2] / 3;
  return [0, 1, 2].map((part) =>
    rearrange(index(qkv, "...", `${part * width}:${(part + 1) * width}`), "b s (h d) -> b s h d", {
      h: heads,
    }),
  );
};
