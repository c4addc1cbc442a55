import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { type PoolAttributes, poolInfo } from "./gradients/pooling.ts";
import { forEachWinner } from "./pooling-winners.ts";
import { provideKernel } from "./registry.ts";
import { product, sizeOf } from "./shapes.ts";
import type { ValuesOf } from "./values.ts";

export interface MaxPoolWithArgmaxAttributes extends PoolAttributes {
  /** Whether places count on from image to image. */
  readonly includeBatchInIndex: boolean;
}

/**
 * The largest entry of each window and its place, on which max pooling's second derivative rests. wasm's stock starts from
 * the smallest positive float, so that a window of negative entries has neither; NaN wins, as in PyTorch.
 */
export function mendMaxPoolWithArgmax(backendName: string, valuesOf: ValuesOf): void {
  provideKernel<{ x: TensorInfo }, MaxPoolWithArgmaxAttributes>(
    "MaxPoolWithArgmax",
    backendName,
    ({ inputs: { x }, attrs, backend }) => {
      const info = poolInfo(x.shape, attrs);
      const values = valuesOf(backend, x);
      const image = attrs.includeBatchInIndex ? sizeOf(x.shape) : product(x.shape, 1);
      const largest = new Float32Array(sizeOf(info.outShape));
      const places = new Int32Array(largest.length);
      forEachWinner(values, info, (winner, place) => {
        largest[place] = values[winner] as number;
        places[place] = winner % image;
      });
      return [tfjs.tensor(largest, info.outShape, x.dtype), tfjs.tensor(places, info.outShape, "int32")];
    },
  );
}
