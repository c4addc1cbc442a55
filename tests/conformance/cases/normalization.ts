import type { Tensor, Tensor1D, Tensor4D } from "#tfjs";
import { linalg, rearrange, std, tf, variance } from "../../../src/tools/index.ts";
import type { Operations } from "./case.ts";

const EPSILON = 1e-5;

/** (x - mean) / √(variance + ε) over `axes`. */
function normalised(x: Tensor, axes: number[]): Tensor {
  const centred = x.sub(x.mean(axes, true)); // x's shape
  return centred.div(variance(x, axes, { correction: 0, keepDims: true }).add(EPSILON).sqrt()); // x's shape
}

const perChannel = (w: Tensor): Tensor => w.reshape([1, -1, 1, 1]); // [1, channel, 1, 1]

/** Normalisation written with operations. */
export const NORMALIZATION: Operations = {
  batchNorm: () => (x, w, b) => normalised(x, [0, 2, 3]).mul(perChannel(w)).add(perChannel(b)),
  layerNorm: () => (x, w, b) =>
    normalised(x, [x.rank - 1])
      .mul(w)
      .add(b),
  groupNorm:
    ({ groups = 1 }) =>
    (x, w, b) => {
      const split = rearrange(x, "b (g c) h w -> b g c h w", { g: groups }); // [batch, group, channel, h, w]
      const joined = rearrange(normalised(split, [2, 3, 4]), "b g c h w -> b (g c) h w");
      return joined.mul(perChannel(w)).add(perChannel(b)); // x's shape
    },
  instanceNorm: () => (x) => normalised(x, [2, 3]),
  rmsNorm: () => (x, w) => x.div(x.square().mean(-1, true).add(EPSILON).sqrt()).mul(w),
  "tf.batchNorm": () => (x, mean, spread, w, b) =>
    tf.batchNorm(x as Tensor4D, mean as Tensor1D, spread as Tensor1D, b as Tensor1D, w as Tensor1D, 1e-3),
  "tf.localResponseNormalization":
    ({ radius }) =>
    (x) =>
      tf.localResponseNormalization(x as Tensor4D, radius, 1, 0.5, 0.75),
  standardized: () => (x) => x.sub(x.mean(0)).div(std(x, 0)),
  cosineSimilarity: () => (a, b) =>
    a
      .mul(b)
      .sum(-1)
      .div(linalg.norm(a, -1).mul(linalg.norm(b, -1))),
};
