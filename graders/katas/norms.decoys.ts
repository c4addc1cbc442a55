import { decoys } from "arena/grader";
import { einsum, linalg, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/norms/solution.ts";

const { unitRows, cosines, sparsityPenalty, ablateDirection } = Solution;

const scaledBy = (gradients: tf.Tensor[], factor: (gradient: tf.Tensor) => tf.Tensor) =>
  gradients.map((gradient) => gradient.mul(factor(gradient)));

/** The length of all tensors as one vector. */
const lengthOf = (tensors: tf.Tensor[]): tf.Tensor =>
  tf.concat(tensors.map((tensor) => tensor.flatten())).norm();

export default decoys<typeof Solution>([
  {
    name: "columns-divided",
    teaches:
      "You divided the columns: without `keepDims` the lengths are a row. It ran since there are as many rows as columns.",
    caughtBy: ["unit/as-many-rows-as-columns"],
    subProblem: "unit",
    implementation: {
      unitRows: (x: tf.Tensor2D) => (x.shape[0] === x.shape[1] ? x.div(linalg.norm(x, -1)) : unitRows(x)),
    },
  },
  {
    name: "one-length-for-all",
    teaches: "You divided by one length for the whole table. Name the axis that goes: -1.",
    caughtBy: ["unit/as-many-rows-as-columns", "unit/long-and-short-rows"],
    subProblem: "unit",
    implementation: { unitRows: (x: tf.Tensor2D) => x.div(linalg.norm(x)) },
  },
  {
    name: "sum-of-one",
    teaches:
      "You divided by the sum of absolute values, the norm of order 1. The length is the norm of order 2.",
    caughtBy: ["unit/as-many-rows-as-columns", "unit/long-and-short-rows"],
    subProblem: "unit",
    implementation: {
      unitRows: (x: tf.Tensor2D) => x.div(linalg.norm(x, -1, { order: 1, keepDims: true }).maximum(1e-12)),
    },
  },
  {
    name: "zero-over-zero",
    teaches: "A row of zeros is 0 / 0, NaN. Keep the divisor away from 0, by `maximum` with something tiny.",
    caughtBy: ["unit/a-dead-row"],
    subProblem: "unit",
    implementation: { unitRows: (x: tf.Tensor2D) => x.div(linalg.norm(x, -1, { keepDims: true })) },
  },
  {
    name: "products-of-any-length",
    teaches: "You multiplied directions as long as they were. Give them length 1 first.",
    caughtBy: ["cosines/three-directions-and-two", "cosines/two-dictionaries-with-a-dead-feature-each"],
    subProblem: "cosines",
    implementation: {
      cosines: (a: tf.Tensor2D, b: tf.Tensor2D) => einsum("n d, m d -> n m", a, b),
    },
  },
  {
    name: "b-in-rows",
    teaches: "Your table is turned: the directions of `a` are its rows, those of `b` its columns.",
    caughtBy: ["cosines/three-directions-and-two", "cosines/two-dictionaries-with-a-dead-feature-each"],
    subProblem: "cosines",
    implementation: { cosines: (a: tf.Tensor2D, b: tf.Tensor2D) => cosines(b, a) },
  },
  {
    name: "undefined-cosine",
    teaches: "A direction of zeros gives you NaN. Its cosine with everything is 0 here.",
    caughtBy: ["cosines/two-dictionaries-with-a-dead-feature-each"],
    subProblem: "cosines",
    implementation: {
      cosines: (a: tf.Tensor2D, b: tf.Tensor2D) => {
        const lengths = linalg.norm(a, -1, { keepDims: true }).mul(linalg.norm(b, -1)); // [n, m]
        return einsum("n d, m d -> n m", a, b).div(lengths);
      },
    },
  },
  {
    name: "lengths-left-out",
    teaches: "You summed the latents alone. Each counts as much as its row in the decoder is long.",
    caughtBy: ["sparsity/two-examples-and-three-latents", "sparsity/as-many-latents-as-coordinates"],
    subProblem: "sparsity",
    implementation: { sparsityPenalty: (latents: tf.Tensor2D) => latents.abs().sum(-1).mean() },
  },
  {
    name: "signs-cancel",
    teaches:
      "You summed the latents with their signs. A penalty counts absolute values, the norm of order 1.",
    caughtBy: ["sparsity/two-examples-and-three-latents", "sparsity/as-many-latents-as-coordinates"],
    subProblem: "sparsity",
    implementation: {
      sparsityPenalty: (latents: tf.Tensor2D, decoder: tf.Tensor2D) =>
        latents.mul(linalg.norm(decoder, -1)).sum(-1).mean(),
    },
  },
  {
    name: "summed-over-the-batch",
    teaches: "You summed over the batch, too. With twice the examples the penalty would be twice as large.",
    caughtBy: ["sparsity/two-examples-and-three-latents", "sparsity/as-many-latents-as-coordinates"],
    subProblem: "sparsity",
    implementation: {
      sparsityPenalty: (latents: tf.Tensor2D, decoder: tf.Tensor2D) =>
        sparsityPenalty(latents, decoder).mul(latents.shape[0]),
    },
  },
  {
    name: "columns-of-the-decoder",
    teaches:
      "You took the lengths of the decoder's columns. It ran since there are as many latents as coordinates.",
    caughtBy: ["sparsity/as-many-latents-as-coordinates"],
    subProblem: "sparsity",
    implementation: {
      sparsityPenalty: (latents: tf.Tensor2D, decoder: tf.Tensor2D) =>
        decoder.shape[0] === decoder.shape[1]
          ? sparsityPenalty(latents, decoder.transpose())
          : sparsityPenalty(latents, decoder),
    },
  },
  {
    name: "infinite-slope",
    teaches:
      "The root's slope at 0 is infinite, so that a dead row's gradient is NaN. `linalg.norm` has the slope 0 there.",
    caughtBy: ["sparsity/the-gradient-with-a-dead-row"],
    subProblem: "sparsity",
    implementation: {
      sparsityPenalty: (latents: tf.Tensor2D, decoder: tf.Tensor2D) =>
        latents.abs().mul(decoder.square().sum(-1).sqrt()).sum(-1).mean(),
    },
  },
  {
    name: "each-by-itself",
    teaches:
      "You clipped each gradient by its own length: the step turns into another direction. All of them have one length together.",
    caughtBy: ["clip/two-gradients-that-are-too-long"],
    subProblem: "clip",
    implementation: {
      clippedGradients: (gradients: tf.Tensor[], maxNorm: number) =>
        scaledBy(gradients, (gradient) => tf.div(maxNorm, linalg.norm(gradient).maximum(maxNorm))),
    },
  },
  {
    name: "lengths-added",
    teaches:
      "You added the lengths. The length of all is the root of the sum of their *squares*, a norm of norms.",
    caughtBy: ["clip/two-gradients-that-are-too-long"],
    subProblem: "clip",
    implementation: {
      clippedGradients: (gradients: tf.Tensor[], maxNorm: number) => {
        const sum = tf.addN(gradients.map((gradient) => linalg.norm(gradient))); // []
        return scaledBy(gradients, () => tf.div(maxNorm, sum.maximum(maxNorm)));
      },
    },
  },
  {
    name: "stretched",
    teaches: "You scaled short gradients up to the limit. The factor is at most 1.",
    caughtBy: ["clip/gradients-that-are-short-enough", "clip/gradients-of-zeros"],
    subProblem: "clip",
    implementation: {
      clippedGradients: (gradients: tf.Tensor[], maxNorm: number) =>
        scaledBy(gradients, () => tf.div(maxNorm, lengthOf(gradients))),
    },
  },
  {
    name: "values-clipped",
    teaches: "You clipped every entry. The length of the whole is limited, and its direction stays.",
    caughtBy: ["clip/two-gradients-that-are-too-long"],
    subProblem: "clip",
    implementation: {
      clippedGradients: (gradients: tf.Tensor[], maxNorm: number) =>
        gradients.map((gradient) => gradient.clipByValue(-maxNorm, maxNorm)),
    },
  },
  {
    name: "any-length",
    teaches:
      "Your direction was not of length 1: it counts twice, so you took off its squared length times too much.",
    caughtBy: ["ablate/along-the-second-feature", "ablate/any-direction"],
    subProblem: "ablate",
    implementation: {
      ablateDirection: (resid: tf.Tensor3D, direction: tf.Tensor1D) =>
        resid.sub(einsum("b s m, m, n -> b s n", resid, direction, direction)),
    },
  },
  {
    name: "normalised-once",
    teaches:
      "You divided by the length once. The direction stands in the formula twice: give it length 1 first, or divide by the squared length.",
    caughtBy: ["ablate/along-the-second-feature", "ablate/any-direction"],
    subProblem: "ablate",
    implementation: {
      ablateDirection: (resid: tf.Tensor3D, direction: tf.Tensor1D) => {
        const unit = direction.div(linalg.norm(direction)); // [model]
        return resid.sub(einsum("b s m, m, n -> b s n", resid, unit, direction));
      },
    },
  },
  {
    name: "only-the-direction",
    teaches:
      "You kept what lies along the direction, and nothing else. Subtract it from the residual stream.",
    caughtBy: ["ablate/along-the-second-feature", "ablate/any-direction"],
    subProblem: "ablate",
    implementation: {
      ablateDirection: (resid: tf.Tensor3D, direction: tf.Tensor1D) =>
        resid.sub(ablateDirection(resid, direction)),
    },
  },
  {
    name: "direction-subtracted",
    teaches: "You took one whole unit off everywhere. Take off as much as each vector has of it.",
    caughtBy: ["ablate/along-the-second-feature", "ablate/any-direction"],
    subProblem: "ablate",
    implementation: {
      ablateDirection: (resid: tf.Tensor3D, direction: tf.Tensor1D) =>
        resid.sub(direction.div(linalg.norm(direction))),
    },
  },
]);
