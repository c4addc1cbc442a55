import type { Tensor } from "#tfjs";
import { type Conv2dOptions, tf } from "../../../src/tools/index.ts";

const pair = (value: number | readonly [number, number]): readonly [number, number] =>
  typeof value === "number" ? [value, value] : value;

/** conv2d by its definition: for each output pixel, a sum over channels and kernel. */
export function naiveConv2d(
  x: Tensor,
  weight: Tensor,
  options: Conv2dOptions & { padding?: number | readonly [number, number] },
): Tensor {
  const [stride, padding, dilation] = [
    pair(options.stride ?? 1),
    pair(options.padding ?? 0),
    pair(options.dilation ?? 1),
  ];
  const [images, filters] = [x.arraySync() as number[][][][], weight.arraySync() as number[][][][]];
  const kernel = [weight.shape[2] ?? 1, weight.shape[3] ?? 1] as const;
  const size = (axis: 0 | 1) =>
    Math.floor(
      ((x.shape[2 + axis] ?? 1) + 2 * padding[axis] - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis],
    ) + 1;
  const perGroup = filters.length / (options.groups ?? 1);
  const pixel = (image: number[][][], out: number, row: number, column: number): number => {
    let sum = 0;
    for (const [channel, rows] of (filters[out] ?? []).entries()) {
      const plane = image[Math.floor(out / perGroup) * (weight.shape[1] ?? 1) + channel];
      for (const [i, weights] of rows.entries()) {
        const line = plane?.[row * stride[0] + i * dilation[0] - padding[0]];
        for (const [j, number] of weights.entries())
          sum += number * (line?.[column * stride[1] + j * dilation[1] - padding[1]] ?? 0);
      }
    }
    return sum;
  };
  return tf.tensor(
    images.map((image) =>
      filters.map((_, out) =>
        Array.from({ length: size(0) }, (_, row) =>
          Array.from({ length: size(1) }, (_, column) => pixel(image, out, row, column)),
        ),
      ),
    ),
  );
}
