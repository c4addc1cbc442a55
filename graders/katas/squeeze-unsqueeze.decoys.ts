import { decoys } from "arena/grader";
import { tf } from "arena/tools";
import * as Solution from "../../exercises/katas/squeeze-unsqueeze/solution.ts";

const { addBias, mix, applyEach } = Solution;

export default decoys<typeof Solution>([
  {
    name: "all-squeezed",
    teaches: "You squeezed every axis of length one: the batch of one is gone too. Name the axis.",
    caughtBy: ["drop/a-batch-of-one", "drop/one-text-of-one-token"],
    subProblem: "drop",
    implementation: {
      scores: (probe: tf.Tensor3D) => probe.squeeze(),
    },
  },
  {
    name: "nothing-squeezed",
    teaches: "You left the axis of the unit in: [batch, position, 1].",
    caughtBy: ["drop/a-batch-of-texts", "drop/a-batch-of-one", "drop/one-text-of-one-token"],
    subProblem: "drop",
    implementation: {
      scores: (probe: tf.Tensor3D) => probe,
    },
  },
  {
    name: "joined-to-one-row",
    teaches: "You flattened everything to one row. The batch and the positions stay apart.",
    caughtBy: ["drop/a-batch-of-texts", "drop/a-batch-of-one", "drop/one-text-of-one-token"],
    subProblem: "drop",
    implementation: {
      scores: (probe: tf.Tensor3D) => probe.flatten(),
    },
  },
  {
    name: "bias-over-the-width",
    teaches: "Your bias lies over the width, and each column got one. It ran since both are equally long.",
    caughtBy: ["bias/everything-equally-long"],
    subProblem: "bias",
    implementation: {
      addBias: (maps: tf.Tensor4D, bias: tf.Tensor1D) =>
        maps.shape[1] === maps.shape[3] ? maps.add(bias) : addBias(maps, bias),
    },
  },
  {
    name: "bias-over-the-height",
    teaches: "With one axis behind it your bias lies over the height. It takes two.",
    caughtBy: ["bias/everything-equally-long"],
    subProblem: "bias",
    implementation: {
      addBias: (maps: tf.Tensor4D, bias: tf.Tensor1D) =>
        maps.shape[1] === maps.shape[2] ? maps.add(bias.expandDims(-1)) : addBias(maps, bias),
    },
  },
  {
    name: "bias-over-the-batch",
    teaches: "Your bias lies over the batch: each example got one.",
    caughtBy: ["bias/everything-equally-long"],
    subProblem: "bias",
    implementation: {
      addBias: (maps: tf.Tensor4D, bias: tf.Tensor1D) =>
        maps.shape[0] === maps.shape[1] ? maps.add(bias.reshape([-1, 1, 1, 1])) : addBias(maps, bias),
    },
  },
  {
    name: "bias-multiplied",
    teaches: "You multiplied. A bias is added.",
    caughtBy: ["bias/three-channels", "bias/everything-equally-long"],
    subProblem: "bias",
    implementation: {
      addBias: (maps: tf.Tensor4D, bias: tf.Tensor1D) => maps.mul(bias.reshape([-1, 1, 1])),
    },
  },
  {
    name: "weights-along-the-features",
    teaches: "You put the axis of one in the middle: the weights scaled features, not vectors.",
    caughtBy: ["mix/as-many-keys-as-features"],
    subProblem: "mix",
    implementation: {
      mix: (weights: tf.Tensor2D, vectors: tf.Tensor3D) =>
        vectors.shape[1] === vectors.shape[2]
          ? weights.expandDims(1).mul(vectors).sum(1)
          : mix(weights, vectors),
    },
  },
  {
    name: "features-summed",
    teaches: "You summed the features. The keys are what is mixed.",
    caughtBy: ["mix/three-keys", "mix/as-many-keys-as-features"],
    subProblem: "mix",
    implementation: {
      mix: (weights: tf.Tensor2D, vectors: tf.Tensor3D) => weights.expandDims(-1).mul(vectors).sum(2),
    },
  },
  {
    name: "axis-of-one-left",
    teaches: "You kept the summed axis: [batch, 1, d].",
    caughtBy: ["mix/three-keys", "mix/as-many-keys-as-features"],
    subProblem: "mix",
    implementation: {
      mix: (weights: tf.Tensor2D, vectors: tf.Tensor3D) => mix(weights, vectors).expandDims(1),
    },
  },
  {
    name: "mean-for-sum",
    teaches: "You took the mean over the keys. The weights see to that already.",
    caughtBy: ["mix/three-keys", "mix/as-many-keys-as-features"],
    subProblem: "mix",
    implementation: {
      mix: (weights: tf.Tensor2D, vectors: tf.Tensor3D) => weights.expandDims(-1).mul(vectors).mean(1),
    },
  },
  {
    name: "transposed-matrices",
    teaches: "You applied the transposed matrices. The axis that is summed is the last one of each.",
    caughtBy: ["each-matrix/as-many-examples-as-rows-and-columns"],
    subProblem: "each-matrix",
    implementation: {
      applyEach: (matrices: tf.Tensor3D, vectors: tf.Tensor2D) =>
        matrices.shape[1] === matrices.shape[2]
          ? applyEach(matrices.transpose([0, 2, 1]), vectors)
          : applyEach(matrices, vectors),
    },
  },
  {
    name: "every-matrix-to-every-vector",
    teaches:
      "You read the whole batch of vectors as one matrix, so each matrix met the vectors of all examples.",
    caughtBy: ["each-matrix/as-many-examples-as-rows-and-columns"],
    subProblem: "each-matrix",
    implementation: {
      applyEach: (matrices: tf.Tensor3D, vectors: tf.Tensor2D) =>
        matrices.shape[0] === matrices.shape[2]
          ? tf.matMul(matrices, vectors.expandDims(0))
          : applyEach(matrices, vectors),
    },
  },
  {
    name: "all-squeezed-again",
    teaches: "You squeezed without naming the axis: where out or the batch is 1, it is gone as well.",
    caughtBy: ["each-matrix/one-row-and-one-example"],
    subProblem: "each-matrix",
    implementation: {
      applyEach: (matrices: tf.Tensor3D, vectors: tf.Tensor2D) =>
        tf.matMul(matrices, vectors.expandDims(-1)).squeeze(),
    },
  },
  {
    name: "a-column-left",
    teaches: "Your result is a column for each example. Squeeze the last axis.",
    caughtBy: [
      "each-matrix/matrices-that-are-not-square",
      "each-matrix/as-many-examples-as-rows-and-columns",
      "each-matrix/one-row-and-one-example",
    ],
    subProblem: "each-matrix",
    implementation: {
      applyEach: (matrices: tf.Tensor3D, vectors: tf.Tensor2D) => tf.matMul(matrices, vectors.expandDims(-1)),
    },
  },
]);
