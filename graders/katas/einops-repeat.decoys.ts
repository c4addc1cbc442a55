import { decoys } from "arena/grader";
import { concatenate, repeat, type tf } from "arena/tools";
import * as Solution from "../../exercises/katas/einops-repeat/solution.ts";

const { everyPair } = Solution;

export default decoys<typeof Solution>([
  {
    name: "copies-last",
    teaches:
      "You put the copies last: [position, model, batch]. The place of the name on the right is the place of the axis.",
    caughtBy: ["batch/three-examples", "batch/a-batch-of-one"],
    subProblem: "batch",
    implementation: {
      forEveryExample: (resid: tf.Tensor2D, batch: number) => repeat(resid, "s m -> s m b", { b: batch }),
    },
  },
  {
    name: "joined-to-the-positions",
    teaches: "You laid the copies one after the other along the positions. Give them an axis of their own.",
    caughtBy: ["batch/three-examples", "batch/a-batch-of-one"],
    subProblem: "batch",
    implementation: {
      forEveryExample: (resid: tf.Tensor2D, batch: number) => repeat(resid, "s m -> (b s) m", { b: batch }),
    },
  },
  {
    name: "heads-in-turn",
    teaches: "Your heads come in turn, ABAB. In (head group) the copies of one head lie side by side, AABB.",
    caughtBy: ["grouped/two-key-heads-by-hand", "grouped/groups-of-two"],
    subProblem: "grouped",
    implementation: {
      keysForQueryHeads: (k: tf.Tensor4D, group: number) =>
        repeat(k, "b s head d -> b s (group head) d", { group }),
    },
  },
  {
    name: "widened",
    teaches: "You copied along d: the keys got longer, and there are as few as before.",
    caughtBy: ["grouped/two-key-heads-by-hand", "grouped/groups-of-two"],
    subProblem: "grouped",
    implementation: {
      keysForQueryHeads: (k: tf.Tensor4D, group: number) =>
        repeat(k, "b s head d -> b s head (d group)", { group }),
    },
  },
  {
    name: "group-apart",
    teaches: "Your group is an axis of its own. Merge it with the heads.",
    caughtBy: ["grouped/two-key-heads-by-hand", "grouped/groups-of-two"],
    subProblem: "grouped",
    implementation: {
      keysForQueryHeads: (k: tf.Tensor4D, group: number) =>
        repeat(k, "b s head d -> b s head group d", { group }),
    },
  },
  {
    name: "tiled",
    teaches:
      "You laid whole images side by side. For a larger pixel its copies move fastest: (h p), not (p h).",
    caughtBy: ["enlarge/a-row-of-two-by-hand", "enlarge/three-times-as-large"],
    subProblem: "enlarge",
    implementation: {
      enlarge: (images: tf.Tensor4D, factor: number) =>
        repeat(images, "b c h w -> b c (p h) (q w)", { p: factor, q: factor }),
    },
  },
  {
    name: "wider-only",
    teaches: "You copied the columns only. A pixel becomes a square.",
    caughtBy: ["enlarge/a-row-of-two-by-hand", "enlarge/three-times-as-large"],
    subProblem: "enlarge",
    implementation: {
      enlarge: (images: tf.Tensor4D, factor: number) =>
        repeat(images, "b c h w -> b c h (w q)", { q: factor }),
    },
  },
  {
    name: "rows-tiled",
    teaches: "You enlarged the columns and laid the lines one after the other: (h p) for the height too.",
    caughtBy: ["enlarge/three-times-as-large"],
    subProblem: "enlarge",
    implementation: {
      enlarge: (images: tf.Tensor4D, factor: number) =>
        repeat(images, "b c h w -> b c (p h) (w q)", { p: factor, q: factor }),
    },
  },
  {
    name: "keys-first",
    teaches: "In your rows the key comes first. Asked is the query, then the key.",
    caughtBy: ["pairs/three-queries-and-two-keys", "pairs/as-many-queries-as-keys"],
    subProblem: "pairs",
    implementation: {
      everyPair: (q: tf.Tensor2D, k: tf.Tensor2D) =>
        concatenate(
          [everyPair(q, k).slice([0, 0, q.shape[1]]), everyPair(q, k).slice([0, 0, 0], [-1, -1, q.shape[1]])],
          -1,
        ),
    },
  },
  {
    name: "axes-of-the-pairs-swapped",
    teaches: "Your result is [key, query, …]. The queries are its first axis.",
    caughtBy: ["pairs/three-queries-and-two-keys", "pairs/as-many-queries-as-keys"],
    subProblem: "pairs",
    implementation: {
      everyPair: (q: tf.Tensor2D, k: tf.Tensor2D) => everyPair(q, k).transpose([1, 0, 2]),
    },
  },
  {
    name: "same-place-only",
    teaches: "You put each query beside the key of the same place. Every query meets every key.",
    caughtBy: ["pairs/as-many-queries-as-keys"],
    subProblem: "pairs",
    implementation: {
      everyPair: (q: tf.Tensor2D, k: tf.Tensor2D) =>
        q.shape[0] === k.shape[0] ? concatenate([q, k], -1) : everyPair(q, k),
    },
  },
]);
