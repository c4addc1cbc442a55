import type { Tensor, Tensor2D } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient } from "../registry.ts";

interface Attributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly size: readonly [number, number];
}

/**
 * Bilinear resizing is a matrix per axis; its gradient is their transposes. Stock ignores `halfPixelCenters`.
 */
export function mendResize(): void {
  mendGradient<Attributes, "images">("ResizeBilinear", {
    inputs: ["images"],
    gradient: (dy, { images }, { size, ...grid }) => ({
      images: () => {
        const [batch, height, width, channels] = images.shape as [number, number, number, number];
        const [outHeight, outWidth] = size;
        const rows = interpolation(height, outHeight, grid); // [outHeight, height]
        const columns = interpolation(width, outWidth, grid); // [outWidth, width]
        const tall = tfjs.reshape(dy, [batch, outHeight, outWidth * channels]);
        const short = tfjs.reshape(tfjs.matMul(rows as Tensor, tall, true), [
          batch * height,
          outWidth,
          channels,
        ]);
        return tfjs.reshape(tfjs.matMul(columns as Tensor, short, true), images.shape);
      },
    }),
  });
}

/** The matrix that interpolates `from` samples at `to` places: two weights a row. [to, from] */
function interpolation(from: number, to: number, grid: Omit<Attributes, "size">): Tensor2D {
  const scale = grid.alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  const matrix = tfjs.buffer([to, from]);
  for (let place = 0; place < to; place++) {
    const exact = Math.max(0, grid.halfPixelCenters ? scale * (place + 0.5) - 0.5 : scale * place);
    const low = Math.min(from - 1, Math.floor(exact));
    const high = Math.min(from - 1, Math.ceil(exact));
    const weight = exact - Math.floor(exact);
    matrix.set(matrix.get(place, low) + 1 - weight, place, low);
    matrix.set(matrix.get(place, high) + weight, place, high);
  }
  return matrix.toTensor() as Tensor2D;
}
