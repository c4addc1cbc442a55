import { decoys } from "arena/grader";
import { einsum, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/function-vs-method/solution.ts";

const { reconstructionError, positionsBetween, layerMeans } = Solution;

type Activation = Solution.Activation;

/** An MLP with whatever stands in the middle. */
const withMiddle =
  (middle: (y: tf.Tensor, activation: Activation) => tf.Tensor) =>
  (x: tf.Tensor3D, wIn: tf.Tensor2D, wOut: tf.Tensor2D, activation: Activation) =>
    einsum("b s n, n m -> b s m", middle(einsum("b s m, m n -> b s n", x, wIn), activation), wOut);

/** The right function of each name. */
const activated = (y: tf.Tensor, activation: Activation): tf.Tensor =>
  ({ relu: y.relu(), silu: y.mul(y.sigmoid()), solu: y.mul(y.softmax()) })[activation];

export default decoys<typeof Solution>([
  {
    name: "summed-over-everything",
    teaches: "You summed over every axis. Only the features go: `sum(-1)`.",
    caughtBy: ["chain/two-activations-by-hand", "chain/an-activation-at-every-position"],
    subProblem: "chain",
    implementation: {
      reconstructionError: (x: tf.Tensor, reconstruction: tf.Tensor) => x.sub(reconstruction).square().sum(),
    },
  },
  {
    name: "averaged-over-features",
    teaches: "You averaged over the features. Their squares are summed.",
    caughtBy: ["chain/two-activations-by-hand", "chain/an-activation-at-every-position"],
    subProblem: "chain",
    implementation: {
      reconstructionError: (x: tf.Tensor, reconstruction: tf.Tensor) =>
        x.sub(reconstruction).square().mean(-1),
    },
  },
  {
    name: "summed-before-squared",
    teaches: "You summed first and squared the sum: misses of both signs cancel out. Square first.",
    caughtBy: ["chain/an-activation-at-every-position"],
    subProblem: "chain",
    implementation: {
      reconstructionError: (x: tf.Tensor, reconstruction: tf.Tensor) =>
        x.sub(reconstruction).sum(-1).square(),
    },
  },
  {
    name: "first-axis-reduced",
    teaches: "You summed over the batch. The features are the last axis, -1.",
    caughtBy: ["chain/two-activations-by-hand", "chain/an-activation-at-every-position"],
    subProblem: "chain",
    implementation: {
      reconstructionError: (x: tf.Tensor, reconstruction: tf.Tensor) => x.sub(reconstruction).square().sum(0),
    },
  },
  {
    name: "root-taken",
    teaches: "You took the root: this is the distance. Its square is asked.",
    caughtBy: ["chain/two-activations-by-hand", "chain/an-activation-at-every-position"],
    subProblem: "chain",
    implementation: {
      reconstructionError: (x: tf.Tensor, reconstruction: tf.Tensor) =>
        reconstructionError(x, reconstruction).sqrt(),
    },
  },
  {
    name: "number-for-a-tensor",
    teaches: "You gave a plain number. `tf.mean` takes the array and gives a scalar tensor.",
    caughtBy: ["array/four-losses-by-hand", "array/the-losses-of-a-run"],
    subProblem: "array",
    implementation: {
      meanLoss: (losses: number[], start: number, end: number) =>
        losses.slice(start, end).reduce((sum, loss) => sum + loss, 0) / (end - start),
    },
  },
  {
    name: "every-loss",
    teaches: "You averaged all losses, also those from before the start.",
    caughtBy: ["array/four-losses-by-hand", "array/the-losses-of-a-run"],
    subProblem: "array",
    implementation: {
      meanLoss: (losses: number[]) => tf.mean(losses),
    },
  },
  {
    name: "end-included",
    teaches: "You took the loss of step `end`, too. An array's `slice` stops before its second number.",
    caughtBy: ["array/four-losses-by-hand", "array/the-losses-of-a-run"],
    subProblem: "array",
    implementation: {
      meanLoss: (losses: number[], start: number, end: number) => tf.mean(losses.slice(start, end + 1)),
    },
  },
  {
    name: "size-for-the-end",
    teaches:
      "You gave the array's `slice` a size, as a tensor's takes it. An array's takes the end, so some losses are missing, or all of them, and the mean of nothing is NaN.",
    caughtBy: ["array/four-losses-by-hand", "array/the-losses-of-a-run"],
    subProblem: "array",
    implementation: {
      meanLoss: (losses: number[], start: number, end: number) => tf.mean(losses.slice(start, end - start)),
    },
  },
  {
    name: "end-for-the-size",
    teaches:
      "You gave the tensor's `slice` the end, as an array's takes it. It takes the size: how many positions there are, `end - start`.",
    caughtBy: ["stretch/two-positions-of-seven"],
    subProblem: "stretch",
    implementation: {
      positionsBetween: (resid: tf.Tensor3D, start: number, end: number) =>
        resid.slice([0, start, 0], [-1, end, -1]),
    },
  },
  {
    name: "batch-cut",
    teaches: "You cut the batch. A single number is meant for axis 0; the positions are axis 1.",
    caughtBy: ["stretch/two-positions-of-seven"],
    subProblem: "stretch",
    implementation: {
      positionsBetween: (resid: tf.Tensor3D, start: number, end: number) => resid.slice(start, end - start),
    },
  },
  {
    name: "features-cut",
    teaches: "You cut the features. The positions are axis 1, the one in the middle.",
    caughtBy: ["stretch/two-positions-of-seven"],
    subProblem: "stretch",
    implementation: {
      positionsBetween: (resid: tf.Tensor3D, start: number, end: number) =>
        resid.slice([0, 0, start], [-1, -1, end - start]),
    },
  },
  {
    name: "from-the-beginning",
    teaches: "You kept everything before the end, also what lies before the start.",
    caughtBy: ["stretch/two-positions-of-seven", "stretch/all-positions-but-the-first"],
    subProblem: "stretch",
    implementation: {
      positionsBetween: (resid: tf.Tensor3D, _start: number, end: number) => positionsBetween(resid, 0, end),
    },
  },
  {
    name: "number-of-the-layer-as-axis",
    teaches:
      "`map` hands `tf.mean` three things: the layer, its number, which becomes the axis, and the whole array, which counts as true and keeps that axis. Hand over `(layer) => tf.mean(layer)`.",
    caughtBy: ["each/three-layers-of-several-widths"],
    subProblem: "each",
    implementation: {
      layerMeans: (activations: tf.Tensor3D[]) =>
        activations.map((layer, axis) => tf.mean(layer, axis, true)),
    },
  },
  {
    name: "mean-of-each-feature",
    teaches: "You averaged over one axis only. Without an axis, `mean` takes everything.",
    caughtBy: ["each/three-layers-of-several-widths"],
    subProblem: "each",
    implementation: {
      layerMeans: (activations: tf.Tensor3D[]) => activations.map((layer) => layer.mean(-1)),
    },
  },
  {
    name: "one-tensor-of-means",
    teaches: "You stacked the means into one tensor. An array with one scalar for each layer is asked.",
    caughtBy: ["each/three-layers-of-several-widths"],
    subProblem: "each",
    implementation: {
      layerMeans: (activations: tf.Tensor3D[]) => tf.stack(layerMeans(activations)),
    },
  },
  {
    name: "always-relu",
    teaches: "You ran a ReLU whatever the setting said. Look the function up by its name.",
    caughtBy: ["activation/silu", "activation/solu"],
    subProblem: "activation",
    implementation: { mlp: withMiddle((y) => y.relu()) },
  },
  {
    name: "gate-alone",
    teaches: "You gave the sigmoid, or the softmax, alone. Both SiLU and SoLU multiply y by it.",
    caughtBy: ["activation/silu", "activation/solu"],
    subProblem: "activation",
    implementation: {
      mlp: withMiddle(
        (y, activation) => ({ relu: y.relu(), silu: y.sigmoid(), solu: y.softmax() })[activation],
      ),
    },
  },
  {
    name: "softmax-over-positions",
    teaches:
      "Your softmax runs over the positions. In SoLU the neurons of one position compete, the last axis.",
    caughtBy: ["activation/solu"],
    subProblem: "activation",
    implementation: {
      mlp: withMiddle((y, activation) =>
        activation === "solu"
          ? y.mul(y.transpose([0, 2, 1]).softmax().transpose([0, 2, 1]))
          : activated(y, activation),
      ),
    },
  },
  {
    name: "after-the-second-product",
    teaches: "You ran the activation after the second product. It stands between the two.",
    caughtBy: ["activation/relu", "activation/silu", "activation/solu"],
    subProblem: "activation",
    implementation: {
      mlp: (x: tf.Tensor3D, wIn: tf.Tensor2D, wOut: tf.Tensor2D, activation: Activation) =>
        activated(withMiddle((y) => y)(x, wIn, wOut, activation), activation),
    },
  },
]);
