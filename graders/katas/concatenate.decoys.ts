import { decoys } from "arena/grader";
import { tf } from "arena/tools";
import * as Solution from "../../exercises/katas/concatenate/solution.ts";

const { prependBos, appendToCache, padTo, rotateHalf } = Solution;

export default decoys<typeof Solution>([
  {
    name: "numbers-turned-to-float",
    teaches: "Your tokens are float32 now. Make the column int32, and the whole stays int32.",
    caughtBy: ["bos/two-texts", "bos/as-many-texts-as-tokens"],
    subProblem: "bos",
    implementation: {
      prependBos: (tokens: tf.Tensor2D, bos: number) =>
        tf.concat([tf.fill([tokens.shape[0], 1], bos), tokens.toFloat()], 1),
    },
  },
  {
    name: "at-the-end",
    teaches: "You put the token at the end. The beginning comes first.",
    caughtBy: ["bos/two-texts", "bos/as-many-texts-as-tokens"],
    subProblem: "bos",
    implementation: {
      prependBos: (tokens: tf.Tensor2D, bos: number) =>
        tf.concat([tokens, tf.fill([tokens.shape[0], 1], bos, "int32")], 1),
    },
  },
  {
    name: "a-text-in-front",
    teaches: "You put a whole text of this token in front of the batch. Join along the positions, axis 1.",
    caughtBy: ["bos/two-texts", "bos/as-many-texts-as-tokens"],
    subProblem: "bos",
    implementation: {
      prependBos: (tokens: tf.Tensor2D, bos: number) =>
        tf.concat([tf.fill([1, tokens.shape[1]], bos, "int32"), tokens], 0),
    },
  },
  {
    name: "first-token-replaced",
    teaches: "You replaced the first token. It stays, one place later.",
    caughtBy: ["bos/two-texts", "bos/as-many-texts-as-tokens"],
    subProblem: "bos",
    implementation: {
      prependBos: (tokens: tf.Tensor2D, bos: number) => prependBos(tokens.slice([0, 1]), bos),
    },
  },
  {
    name: "new-keys-first",
    teaches: "You put the new keys in front. They come behind those that are there.",
    caughtBy: ["cache/three-keys-and-two-new-ones", "cache/everything-equally-long"],
    subProblem: "cache",
    implementation: {
      appendToCache: (cache: tf.Tensor4D, fresh: tf.Tensor4D) => appendToCache(fresh, cache),
    },
  },
  {
    name: "joined-along-d",
    teaches: "You joined along d: the keys got longer. It ran since the cache was as long as the news.",
    caughtBy: ["cache/everything-equally-long"],
    subProblem: "cache",
    implementation: {
      appendToCache: (cache: tf.Tensor4D, fresh: tf.Tensor4D) =>
        cache.shape[2] === fresh.shape[2] ? tf.concat([cache, fresh], 3) : appendToCache(cache, fresh),
    },
  },
  {
    name: "joined-along-the-heads",
    teaches: "You joined along the heads: twice as many of them. The positions grow.",
    caughtBy: ["cache/everything-equally-long"],
    subProblem: "cache",
    implementation: {
      appendToCache: (cache: tf.Tensor4D, fresh: tf.Tensor4D) =>
        cache.shape[2] === fresh.shape[2] ? tf.concat([cache, fresh], 1) : appendToCache(cache, fresh),
    },
  },
  {
    name: "cache-replaced",
    teaches: "You gave only the new keys. What was there stays.",
    caughtBy: ["cache/three-keys-and-two-new-ones", "cache/everything-equally-long"],
    subProblem: "cache",
    implementation: {
      appendToCache: (_cache: tf.Tensor4D, fresh: tf.Tensor4D) => fresh,
    },
  },
  {
    name: "begins-with-zeros",
    teaches: "You begin the cache with a position of zeros, and every query attends to it. It begins empty.",
    caughtBy: ["cache/an-empty-cache"],
    subProblem: "cache",
    implementation: {
      appendToCache: (cache: tf.Tensor4D, fresh: tf.Tensor4D) =>
        cache.shape[2] === 0
          ? tf.pad(fresh, [
              [0, 0],
              [0, 0],
              [1, 0],
              [0, 0],
            ])
          : appendToCache(cache, fresh),
    },
  },
  {
    name: "padded-in-front",
    teaches: "You padded in front. The zeros come behind the last position.",
    caughtBy: ["pad/two-positions-are-missing"],
    subProblem: "pad",
    implementation: {
      padTo: (x: tf.Tensor3D, length: number) =>
        tf.concat([tf.zeros([x.shape[0], length - x.shape[1], x.shape[2]]), x], 1),
    },
  },
  {
    name: "as-many-as-the-length",
    teaches: "You added `length` zeros. Only the missing ones are added.",
    caughtBy: ["pad/two-positions-are-missing", "pad/nothing-is-missing"],
    subProblem: "pad",
    implementation: {
      padTo: (x: tf.Tensor3D, length: number) =>
        tf.concat([x, tf.zeros([x.shape[0], length, x.shape[2]])], 1),
    },
  },
  {
    name: "last-position-repeated",
    teaches: "You repeated the last position. Zeros are asked.",
    caughtBy: ["pad/two-positions-are-missing"],
    subProblem: "pad",
    implementation: {
      padTo: (x: tf.Tensor3D, length: number) => {
        const missing = length - x.shape[1];
        return tf.concat([x, x.slice([0, x.shape[1] - 1]).tile([1, missing, 1])], 1); // [batch, length, model]
      },
    },
  },
  {
    name: "one-at-least",
    teaches: "You add at least one position of zeros, also where none is missing.",
    caughtBy: ["pad/nothing-is-missing"],
    subProblem: "pad",
    implementation: {
      padTo: (x: tf.Tensor3D, length: number) => padTo(x, Math.max(length, x.shape[1] + 1)),
    },
  },
  {
    name: "sign-of-the-first-half",
    teaches: "You turned the sign of the first half. The second one gets it.",
    caughtBy: ["half/one-row-by-hand", "half/every-head"],
    subProblem: "half",
    implementation: {
      rotateHalf: (x: tf.Tensor4D) => rotateHalf(x).neg(),
    },
  },
  {
    name: "halves-not-swapped",
    teaches: "You turned a sign and left the halves where they were.",
    caughtBy: ["half/one-row-by-hand", "half/every-head"],
    subProblem: "half",
    implementation: {
      rotateHalf: (x: tf.Tensor4D) =>
        tf.concat(
          [x.slice([0, 0, 0, 0], [-1, -1, -1, x.shape[3] / 2]).neg(), x.slice([0, 0, 0, x.shape[3] / 2])],
          -1,
        ),
    },
  },
  {
    name: "no-sign-turned",
    teaches: "You swapped the halves and turned no sign.",
    caughtBy: ["half/one-row-by-hand", "half/every-head"],
    subProblem: "half",
    implementation: {
      rotateHalf: (x: tf.Tensor4D) =>
        tf.concat(
          [x.slice([0, 0, 0, x.shape[3] / 2]), x.slice([0, 0, 0, 0], [-1, -1, -1, x.shape[3] / 2])],
          -1,
        ),
    },
  },
  {
    name: "pairs-for-halves",
    teaches: "You turned neighbours against each other, as GPT-J does. Here the halves are a pair.",
    caughtBy: ["half/one-row-by-hand", "half/every-head"],
    subProblem: "half",
    implementation: {
      rotateHalf: (x: tf.Tensor4D) =>
        tf
          .stack([tf.neg(x.reshape([-1, 2]).slice([0, 1])), x.reshape([-1, 2]).slice([0, 0], [-1, 1])], 1)
          .reshape(x.shape),
    },
  },
]);
