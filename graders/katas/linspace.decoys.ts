import { decoys } from "arena/grader";
import { arange, linspace, tf, unsqueeze } from "arena/tools";
import * as Solution from "../../exercises/katas/linspace/solution.ts";

const { strengths, learningRates, latentWalk, clock, integratedGradients } = Solution;

type Model = (x: tf.Tensor2D) => tf.Tensor1D;

/** The mean of the gradients at chosen shares of the way, times the way. */
function attribution(f: Model, x: tf.Tensor1D, baseline: tf.Tensor1D, shares: tf.Tensor): tf.Tensor {
  const way = x.sub(baseline); // [feature]
  const points = baseline.add(unsqueeze(shares, 1).mul(way)); // [point, feature]
  return tf
    .grad((p) => f(p as tf.Tensor2D).sum())(points)
    .mean(0)
    .mul(way);
}

export default decoys<typeof Solution>([
  {
    name: "n-gaps",
    teaches: "You divided by n, so the last value is one gap short of the end. n values have n - 1 gaps.",
    caughtBy: ["plain/five-strengths-by-hand", "plain/downwards", "plain/two-one-and-none"],
    subProblem: "plain",
    implementation: {
      strengths: (low: number, high: number, n: number) =>
        Array.from({ length: n }, (_, i) => low + (i * (high - low)) / n),
    },
  },
  {
    name: "one-is-nan",
    teaches:
      "A sweep of one has no gap: you divided by zero, and 0 · Infinity is NaN. Let one value be the beginning.",
    caughtBy: ["plain/two-one-and-none"],
    subProblem: "plain",
    implementation: {
      strengths: (low: number, high: number, n: number) =>
        Array.from({ length: n }, (_, i) => low + i * ((high - low) / (n - 1))),
    },
  },
  {
    name: "a-tensor",
    teaches: "You gave a tensor. A sweep is looped over, so a plain array of numbers is asked.",
    caughtBy: ["plain/five-strengths-by-hand", "plain/downwards"],
    subProblem: "plain",
    implementation: { strengths: (low: number, high: number, n: number) => linspace(low, high, n) },
  },
  {
    name: "evenly-spaced-rates",
    teaches:
      "You spaced the rates themselves evenly, so that nearly all are close to the largest. Space their exponents.",
    caughtBy: ["exponents/three-rates-by-hand", "exponents/between-powers-of-ten"],
    subProblem: "exponents",
    implementation: { learningRates: strengths },
  },
  {
    name: "exponents-for-rates",
    teaches: "You gave the exponents. Raise the base to each of them.",
    caughtBy: ["exponents/three-rates-by-hand", "exponents/one-rate"],
    subProblem: "exponents",
    implementation: {
      learningRates: (low: number, high: number, n: number) =>
        learningRates(low, high, n).map((rate) => Math.log10(rate)),
    },
  },
  {
    name: "two-bases",
    teaches: "You took the logarithm to base e and then powers of 10. Use one base both times.",
    caughtBy: ["exponents/three-rates-by-hand", "exponents/between-powers-of-ten", "exponents/one-rate"],
    subProblem: "exponents",
    implementation: {
      learningRates: (low: number, high: number, n: number) =>
        learningRates(low, high, n).map((rate) => 10 ** Math.log(rate)),
    },
  },
  {
    name: "points-in-front",
    teaches: "Your points stand in front of the batch, [point, batch, latent]. Give them the axis behind it.",
    caughtBy: ["walk/four-points-two-pairs", "walk/as-many-points-as-pairs-and-latents"],
    subProblem: "walk",
    implementation: {
      latentWalk: (start: tf.Tensor2D, end: tf.Tensor2D, n: number) =>
        latentWalk(start, end, n).transpose([1, 0, 2]),
    },
  },
  {
    name: "points-behind",
    teaches:
      "Your points stand behind the latents, [batch, latent, point]. Give the shares of the way an axis in front of the latents.",
    caughtBy: ["walk/four-points-two-pairs", "walk/as-many-points-as-pairs-and-latents"],
    subProblem: "walk",
    implementation: {
      latentWalk: (start: tf.Tensor2D, end: tf.Tensor2D, n: number) =>
        latentWalk(start, end, n).transpose([0, 2, 1]),
    },
  },
  {
    name: "walked-backwards",
    teaches: "You walk from the end to the start.",
    caughtBy: ["walk/four-points-two-pairs", "walk/as-many-points-as-pairs-and-latents"],
    subProblem: "walk",
    implementation: {
      latentWalk: (start: tf.Tensor2D, end: tf.Tensor2D, n: number) => latentWalk(end, start, n),
    },
  },
  {
    name: "end-not-reached",
    teaches: "Your last point is one step before the end. n points have n - 1 steps between them.",
    caughtBy: ["walk/four-points-two-pairs", "walk/as-many-points-as-pairs-and-latents"],
    subProblem: "walk",
    implementation: {
      latentWalk: (start: tf.Tensor2D, end: tf.Tensor2D, n: number) =>
        latentWalk(start, end, n + 1).slice([0, 0, 0], [-1, n, -1]),
    },
  },
  {
    name: "start-not-added",
    teaches: "You gave how far each point is from the start. Add the start.",
    caughtBy: ["walk/four-points-two-pairs", "walk/as-many-points-as-pairs-and-latents"],
    subProblem: "walk",
    implementation: {
      latentWalk: (start: tf.Tensor2D, end: tf.Tensor2D, n: number) =>
        latentWalk(tf.zerosLike(start), end.sub(start), n),
    },
  },
  {
    name: "end-is-the-start",
    teaches:
      "Your last angle is a full turn, so the last remainder lies on the first. Make one angle more and drop it.",
    caughtBy: ["circle/four-remainders-by-hand", "circle/seven-remainders-and-one"],
    subProblem: "circle",
    implementation: {
      clock: (p: number) => {
        const angles = linspace(0, 2 * Math.PI, p); // [remainder]
        return tf.stack([angles.cos(), angles.sin()], 1);
      },
    },
  },
  {
    name: "half-a-turn",
    teaches: "You went half around. A full turn is 2π.",
    caughtBy: ["circle/four-remainders-by-hand", "circle/seven-remainders-and-one"],
    subProblem: "circle",
    implementation: { clock: (p: number) => clock(2 * p).slice([0, 0], [p, 2]) },
  },
  {
    name: "sine-before-cosine",
    teaches: "You put the sine first: remainder 0 belongs at (1, 0).",
    caughtBy: ["circle/four-remainders-by-hand", "circle/seven-remainders-and-one"],
    subProblem: "circle",
    implementation: { clock: (p: number) => clock(p).reverse(1) },
  },
  {
    name: "ends-for-middles",
    teaches: "You took the gradients from the baseline to x, both ends among them. Take them in the middles.",
    caughtBy: ["middles/two-pieces-by-hand", "middles/a-network", "middles/one-piece"],
    subProblem: "middles",
    implementation: {
      integratedGradients: (f: Model, x: tf.Tensor1D, baseline: tf.Tensor1D, n: number) =>
        attribution(f, x, baseline, linspace(0, 1, n)),
    },
  },
  {
    name: "beginnings-for-middles",
    teaches: "You took the gradient where each piece begins. Its middle is half a piece further.",
    caughtBy: ["middles/two-pieces-by-hand", "middles/a-network", "middles/one-piece"],
    subProblem: "middles",
    implementation: {
      integratedGradients: (f: Model, x: tf.Tensor1D, baseline: tf.Tensor1D, n: number) =>
        attribution(f, x, baseline, arange(n).toFloat().div(n)),
    },
  },
  {
    name: "pieces-ends-for-middles",
    teaches: "You took the gradient where each piece ends. Its middle is half a piece earlier.",
    caughtBy: ["middles/two-pieces-by-hand", "middles/a-network", "middles/one-piece"],
    subProblem: "middles",
    implementation: {
      integratedGradients: (f: Model, x: tf.Tensor1D, baseline: tf.Tensor1D, n: number) =>
        attribution(f, x, baseline, linspace(1 / n, 1, n)),
    },
  },
  {
    name: "gradient-alone",
    teaches: "You gave the mean of the gradients. Multiply it by how far each feature went.",
    caughtBy: ["middles/two-pieces-by-hand", "middles/a-network", "middles/one-piece"],
    subProblem: "middles",
    implementation: {
      integratedGradients: (f: Model, x: tf.Tensor1D, baseline: tf.Tensor1D, n: number) =>
        integratedGradients(f, x, baseline, n).div(x.sub(baseline)),
    },
  },
  {
    name: "summed-gradients",
    teaches: "You summed the gradients of the pieces. Each piece is only 1 / n of the way: take the mean.",
    caughtBy: ["middles/two-pieces-by-hand", "middles/a-network"],
    subProblem: "middles",
    implementation: {
      integratedGradients: (f: Model, x: tf.Tensor1D, baseline: tf.Tensor1D, n: number) =>
        integratedGradients(f, x, baseline, n).mul(n),
    },
  },
  {
    name: "baseline-forgotten",
    teaches: "You multiplied by x. The feature went from the baseline to x: multiply by the difference.",
    caughtBy: ["middles/two-pieces-by-hand", "middles/a-network", "middles/one-piece"],
    subProblem: "middles",
    implementation: {
      integratedGradients: (f: Model, x: tf.Tensor1D, baseline: tf.Tensor1D, n: number) =>
        integratedGradients(f, x, baseline, n).div(x.sub(baseline)).mul(x),
    },
  },
]);
