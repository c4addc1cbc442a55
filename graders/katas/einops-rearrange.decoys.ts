import { decoys } from "arena/grader";
import { rearrange, type tf, unbind } from "arena/tools";
import * as Solution from "../../exercises/katas/einops-rearrange/solution.ts";

const { splitHeads } = Solution;

export default decoys<typeof Solution>([
  {
    name: "heads-interleaved",
    teaches:
      "You wrote (d h): the heads alternate. In (h d) the last axis moves fastest, so head 0 comes whole.",
    caughtBy: ["join-heads/two-heads-by-hand", "join-heads/three-heads-of-two"],
    subProblem: "join-heads",
    implementation: {
      joinHeads: (z: tf.Tensor4D) => rearrange(z, "b s h d -> b s (d h)"),
    },
  },
  {
    name: "heads-and-positions-joined",
    teaches: "You merged the positions with the heads. Each position keeps a row of its own.",
    caughtBy: ["join-heads/two-heads-by-hand", "join-heads/three-heads-of-two"],
    subProblem: "join-heads",
    implementation: {
      joinHeads: (z: tf.Tensor4D) => rearrange(z, "b s h d -> b (s h) d"),
    },
  },
  {
    name: "interleaved-heads",
    teaches: "You split as (d h): each head gets every third number instead of a block of its own.",
    caughtBy: ["split-heads/three-heads-of-two", "split-heads/as-many-positions-as-heads"],
    subProblem: "split-heads",
    implementation: {
      splitHeads: (x: tf.Tensor3D, heads: number) => rearrange(x, "b s (d h) -> b h s d", { h: heads }),
    },
  },
  {
    name: "reshaped-only",
    teaches:
      "You reshaped to [batch, head, position, d] without a transpose: positions are torn apart and dealt to the heads.",
    caughtBy: ["split-heads/three-heads-of-two", "split-heads/as-many-positions-as-heads"],
    subProblem: "split-heads",
    implementation: {
      splitHeads: (x: tf.Tensor3D, heads: number) => {
        const [b, s, m] = x.shape;
        return x.reshape([b, heads, s, m / heads]); // [batch, head, position, d]
      },
    },
  },
  {
    name: "head-after-position",
    teaches: "Your result is [batch, position, head, d]. Asked is the head axis in front of the positions.",
    caughtBy: ["split-heads/three-heads-of-two", "split-heads/as-many-positions-as-heads"],
    subProblem: "split-heads",
    implementation: {
      splitHeads: (x: tf.Tensor3D, heads: number) => splitHeads(x, heads).transpose([0, 2, 1, 3]),
    },
  },
  {
    name: "length-of-the-wrong-part",
    teaches: "You gave the number of heads to d: there are d heads of that length.",
    caughtBy: ["split-heads/three-heads-of-two"],
    subProblem: "split-heads",
    implementation: {
      splitHeads: (x: tf.Tensor3D, heads: number) => rearrange(x, "b s (h d) -> b h s d", { d: heads }),
    },
  },
  {
    name: "patches-down-the-columns",
    teaches: "Your patches go down the columns first. In (h w) the column moves fastest, as in reading.",
    caughtBy: ["patches/three-channels-and-more-lines-than-columns", "patches/patches-of-one-pixel"],
    subProblem: "patches",
    implementation: {
      patches: (images: tf.Tensor4D, size: number) =>
        rearrange(images, "b c (h p) (w q) -> b (w h) (c p q)", { p: size, q: size }),
    },
  },
  {
    name: "channel-last",
    teaches:
      "In your rows the channel moves fastest. Asked is channel by channel: it comes first in the merge.",
    caughtBy: ["patches/three-channels-and-more-lines-than-columns"],
    subProblem: "patches",
    implementation: {
      patches: (images: tf.Tensor4D, size: number) =>
        rearrange(images, "b c (h p) (w q) -> b (h w) (p q c)", { p: size, q: size }),
    },
  },
  {
    name: "place-and-patch-swapped",
    teaches:
      "You split as (p h): neighbouring pixels went to different patches. The place in a patch moves fastest.",
    caughtBy: ["patches/a-line-of-two-patches-by-hand", "patches/three-channels-and-more-lines-than-columns"],
    subProblem: "patches",
    implementation: {
      patches: (images: tf.Tensor4D, size: number) =>
        rearrange(images, "b c (p h) (q w) -> b (h w) (c p q)", { p: size, q: size }),
    },
  },
  {
    name: "reshaped-patches",
    teaches: "You reshaped the image as it lies in memory: your rows are strips of lines, not squares.",
    caughtBy: ["patches/a-line-of-two-patches-by-hand", "patches/three-channels-and-more-lines-than-columns"],
    subProblem: "patches",
    implementation: {
      patches: (images: tf.Tensor4D, size: number) => {
        const [b, c] = images.shape;
        return images.reshape([b, -1, c * size * size]); // [batch, patch, channel·size·size]
      },
    },
  },
  {
    name: "by-head",
    teaches: "You took q, k and v apart inside each head. Here all queries stand before all keys.",
    caughtBy: ["qkv/two-heads-of-three", "qkv/three-heads"],
    subProblem: "qkv",
    implementation: {
      splitQkv: (qkv: tf.Tensor3D, heads: number) =>
        unbind(rearrange(qkv, "b s (h three d) -> three b s h d", { three: 3, h: heads })),
    },
  },
  {
    name: "every-third",
    teaches:
      "You gave every third number to the queries. The three parts are blocks: `three` comes first in the merge.",
    caughtBy: ["qkv/two-heads-of-three", "qkv/three-heads"],
    subProblem: "qkv",
    implementation: {
      splitQkv: (qkv: tf.Tensor3D, heads: number) =>
        unbind(rearrange(qkv, "b s (h d three) -> three b s h d", { three: 3, h: heads })),
    },
  },
  {
    name: "one-tensor",
    teaches: "You gave one tensor with the three on its first axis. Asked are three tensors: take it apart.",
    caughtBy: ["qkv/two-heads-of-three", "qkv/three-heads"],
    subProblem: "qkv",
    implementation: {
      splitQkv: (qkv: tf.Tensor3D, heads: number) =>
        rearrange(qkv, "b s (three h d) -> three b s h d", { three: 3, h: heads }),
    },
  },
]);
