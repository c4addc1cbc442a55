import * as tfjs from "#tfjs";
import { type PoolAttributes, poolInfo } from "../gradients/pooling.ts";
import { forEachWinner, giveToWinners } from "../pooling-winners.ts";
import { provideKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";
import { type CpuBackend, type Values, valuesOf } from "./storage.ts";

/** Max pooling and its gradient, in which NaN wins as in PyTorch: every comparison of stock's with it fails. */
export function mendPooling(): void {
  provideKernel<{ x: tfjs.TensorInfo }, PoolAttributes>(
    "MaxPool",
    "cpu",
    ({ inputs: { x }, attrs, backend }) => {
      const info = poolInfo(x.shape, attrs);
      const largest = emptyLike(x, info.outShape);
      const values = valuesOf(backend, x);
      forEachWinner(values, info, (winner, place) => {
        largest[place] = values[winner] as number;
      });
      return (backend as CpuBackend).makeTensorInfo(info.outShape, x.dtype, largest);
    },
  );
  provideKernel<{ dy: tfjs.TensorInfo; input: tfjs.TensorInfo }, PoolAttributes>(
    "MaxPoolGrad",
    "cpu",
    ({ inputs: { dy, input }, attrs, backend }) => {
      const gradient = emptyLike(dy, input.shape);
      giveToWinners(valuesOf(backend, input), valuesOf(backend, dy), poolInfo(input.shape, attrs), gradient);
      return (backend as CpuBackend).makeTensorInfo(input.shape, "float32", gradient);
    },
  );
}

const emptyLike = ({ dtype }: tfjs.TensorInfo, shape: readonly number[]): Values =>
  tfjs.util.getTypedArrayFromDType(dtype as "float32", sizeOf(shape));
