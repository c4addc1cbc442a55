import { decoys } from "arena/grader";
import { index, reduce, type tf } from "arena/tools";
import * as Solution from "../../exercises/katas/einops-reduce/solution.ts";

const { meanActivation, averagePool, strongestHead, centre } = Solution;

export default decoys<typeof Solution>([
  {
    name: "summed",
    teaches: "You summed. The mean divides by how many entries went into it.",
    caughtBy: ["mean-ablation/three-neurons", "mean-ablation/one-example-by-hand"],
    subProblem: "mean-ablation",
    implementation: {
      meanActivation: (activations: tf.Tensor3D) =>
        reduce(activations, "batch position neuron -> neuron", "sum"),
    },
  },
  {
    name: "positions-kept",
    teaches: "You averaged over the examples only and kept the positions apart.",
    caughtBy: ["mean-ablation/three-neurons", "mean-ablation/one-example-by-hand"],
    subProblem: "mean-ablation",
    implementation: {
      meanActivation: (activations: tf.Tensor3D) =>
        reduce(activations, "batch position neuron -> position neuron", "mean"),
    },
  },
  {
    name: "everything-averaged",
    teaches: "You averaged the neurons too, into one number. Each neuron has a mean of its own.",
    caughtBy: ["mean-ablation/three-neurons", "mean-ablation/one-example-by-hand"],
    subProblem: "mean-ablation",
    implementation: {
      meanActivation: (activations: tf.Tensor3D) => activations.mean(),
    },
  },
  {
    name: "divided-by-positions",
    teaches: "You divided the sum by the positions alone. Examples count too.",
    caughtBy: ["mean-ablation/three-neurons"],
    subProblem: "mean-ablation",
    implementation: {
      meanActivation: (activations: tf.Tensor3D) => meanActivation(activations).mul(activations.shape[0]),
    },
  },
  {
    name: "corner-taken",
    teaches: "You took the first pixel of each block. The mean of all of them is asked.",
    caughtBy: ["pool/two-blocks-by-hand", "pool/every-channel-by-itself"],
    subProblem: "pool",
    implementation: {
      averagePool: (images: tf.Tensor4D, size: number) => index(images, ":", ":", `::${size}`, `::${size}`),
    },
  },
  {
    name: "strided-blocks",
    teaches:
      "You split as (p h): your blocks are made of pixels that lie far apart. The place in a block moves fastest.",
    caughtBy: ["pool/two-blocks-by-hand", "pool/every-channel-by-itself"],
    subProblem: "pool",
    implementation: {
      averagePool: (images: tf.Tensor4D, size: number) =>
        reduce(images, "b c (p h) (q w) -> b c h w", "mean", { p: size, q: size }),
    },
  },
  {
    name: "largest-of-each-block",
    teaches: "You took the largest entry of each block; this is max pooling.",
    caughtBy: ["pool/two-blocks-by-hand", "pool/every-channel-by-itself"],
    subProblem: "pool",
    implementation: {
      averagePool: (images: tf.Tensor4D, size: number) =>
        reduce(images, "b c (h p) (w q) -> b c h w", "max", { p: size, q: size }),
    },
  },
  {
    name: "channels-averaged-too",
    teaches: "You averaged the channels as well. Each keeps a picture of its own.",
    caughtBy: ["pool/every-channel-by-itself"],
    subProblem: "pool",
    implementation: {
      averagePool: (images: tf.Tensor4D, size: number) => averagePool(images, size).mean(1, true),
    },
  },
  {
    name: "largest-query",
    teaches: "You kept the queries and searched the keys: this is how strongly each query looks at anything.",
    caughtBy: ["strongest/two-heads", "strongest/as-many-queries-as-keys", "strongest/scores-below-zero"],
    subProblem: "strongest",
    implementation: {
      strongestHead: (pattern: tf.Tensor4D) => reduce(pattern, "batch head query key -> batch query", "max"),
    },
  },
  {
    name: "attention-summed",
    teaches: "You summed the attention. Asked is the largest.",
    caughtBy: ["strongest/two-heads", "strongest/as-many-queries-as-keys", "strongest/scores-below-zero"],
    subProblem: "strongest",
    implementation: {
      strongestHead: (pattern: tf.Tensor4D) => reduce(pattern, "batch head query key -> batch key", "sum"),
    },
  },
  {
    name: "starts-at-zero",
    teaches:
      "Your search starts at 0, so scores below zero are lost. Start at -Infinity, or at the first entry.",
    caughtBy: ["strongest/scores-below-zero"],
    subProblem: "strongest",
    implementation: {
      strongestHead: (pattern: tf.Tensor4D) => strongestHead(pattern).relu(),
    },
  },
  {
    name: "heads-averaged-first",
    teaches: "You averaged over the heads before you searched. The strongest single one is asked.",
    caughtBy: ["strongest/two-heads", "strongest/as-many-queries-as-keys", "strongest/scores-below-zero"],
    subProblem: "strongest",
    implementation: {
      strongestHead: (pattern: tf.Tensor4D) => pattern.mean(1).max(1),
    },
  },
  {
    name: "mean-over-positions",
    teaches:
      "You took the mean over the positions. Each position is centred by its own mean over the model axis.",
    caughtBy: ["centre/every-position-by-itself", "centre/as-many-positions-as-the-model-is-wide"],
    subProblem: "centre",
    implementation: {
      centre: (resid: tf.Tensor3D) => resid.sub(resid.mean(1, true)),
    },
  },
  {
    name: "mean-of-everything",
    teaches: "You subtracted one mean for all. Each position has its own.",
    caughtBy: ["centre/every-position-by-itself", "centre/as-many-positions-as-the-model-is-wide"],
    subProblem: "centre",
    implementation: {
      centre: (resid: tf.Tensor3D) => resid.sub(resid.mean()),
    },
  },
  {
    name: "broadcast-by-luck",
    teaches:
      "Without an axis of one your means line up with the last axis: entry i lost the mean of position i.",
    caughtBy: ["centre/as-many-positions-as-the-model-is-wide"],
    subProblem: "centre",
    implementation: {
      centre: (resid: tf.Tensor3D) =>
        resid.shape[1] === resid.shape[2] ? resid.sub(resid.mean(2)) : centre(resid),
    },
  },
]);
