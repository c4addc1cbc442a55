import { decoys } from "arena/grader";
import { arange, index, tf, tril, unsqueeze } from "arena/tools";
import * as Solution from "../../exercises/katas/arange/solution.ts";

const { embedPlaces, isReal, windows, nearPast, rotaryAngles } = Solution;

export default decoys<typeof Solution>([
  {
    name: "cache-forgotten",
    teaches: "You counted from 0, as if nothing were in the cache. The new tokens stand behind the old ones.",
    caughtBy: ["places/four-tokens-behind-three", "places/one-token-at-the-last-place"],
    subProblem: "places",
    implementation: {
      embedPlaces: (wPos: tf.Tensor2D, _cached: number, n: number) => embedPlaces(wPos, 0, n),
    },
  },
  {
    name: "n-for-the-end",
    teaches: "You stopped at place n. There are n places from the first new one on: stop at `cached + n`.",
    caughtBy: ["places/four-tokens-behind-three"],
    subProblem: "places",
    implementation: {
      embedPlaces: (wPos: tf.Tensor2D, cached: number, n: number) => index(wPos, arange(cached, n)),
    },
  },
  {
    name: "one-place-more",
    teaches:
      "You gave one place too many. The end that `arange` is told is the first place left out: `cached + n`.",
    caughtBy: ["places/four-tokens-behind-three", "places/nothing-in-the-cache"],
    subProblem: "places",
    implementation: {
      embedPlaces: (wPos: tf.Tensor2D, cached: number, n: number) => embedPlaces(wPos, cached, n + 1),
    },
  },
  {
    name: "length-counted-in",
    teaches:
      "One position too many is real: with a length of 2, place 2 is padding already. Less, not less or equal.",
    caughtBy: ["real/two-sequences-by-hand", "real/as-many-sequences-as-positions"],
    subProblem: "real",
    implementation: {
      isReal: (lengths: tf.Tensor1D, width: number) => arange(width).lessEqual(unsqueeze(lengths, 1)),
    },
  },
  {
    name: "padding-is-real",
    teaches: "Your mask is true for the padding. Turn it round.",
    caughtBy: ["real/two-sequences-by-hand", "real/as-many-sequences-as-positions"],
    subProblem: "real",
    implementation: {
      isReal: (lengths: tf.Tensor1D, width: number) => isReal(lengths, width).logicalNot(),
    },
  },
  {
    name: "padded-on-the-left",
    teaches: "With you the padding stands on the left. It stands on the right.",
    caughtBy: ["real/two-sequences-by-hand", "real/as-many-sequences-as-positions"],
    subProblem: "real",
    implementation: {
      isReal: (lengths: tf.Tensor1D, width: number) => isReal(lengths, width).reverse(1),
    },
  },
  {
    name: "column-of-places",
    teaches: "You made the places a column, so the result is [position, batch]. The lengths are the column.",
    caughtBy: ["real/two-sequences-by-hand", "real/as-many-sequences-as-positions"],
    subProblem: "real",
    implementation: {
      isReal: (lengths: tf.Tensor1D, width: number) => isReal(lengths, width).transpose(),
    },
  },
  {
    name: "last-window-missing",
    teaches:
      "The last window is missing: it may begin at the length minus the size, and `arange` leaves its end out. Add one.",
    caughtBy: ["windows/ten-tokens", "windows/a-text-of-one-window"],
    subProblem: "windows",
    implementation: {
      windows: (text: tf.Tensor1D, size: number, stride: number) =>
        windows(text, size, stride).slice([0, 0], [Math.ceil((text.shape[0] - size) / stride), size]),
    },
  },
  {
    name: "every-window",
    teaches: "You began a window at every token. Each is `stride` further than the one before.",
    caughtBy: ["windows/ten-tokens", "windows/a-rest-and-a-gap"],
    subProblem: "windows",
    implementation: { windows: (text: tf.Tensor1D, size: number) => windows(text, size, 1) },
  },
  {
    name: "side-by-side",
    teaches: "Your windows stand side by side, each `size` further. They are `stride` further.",
    caughtBy: ["windows/ten-tokens", "windows/a-rest-and-a-gap"],
    subProblem: "windows",
    implementation: { windows: (text: tf.Tensor1D, size: number) => windows(text, size, size) },
  },
  {
    name: "windows-as-columns",
    teaches: "Your windows stand in columns, [offset, window]. Make the beginnings the column.",
    caughtBy: ["windows/ten-tokens", "windows/a-rest-and-a-gap", "windows/a-text-of-one-window"],
    subProblem: "windows",
    implementation: {
      windows: (text: tf.Tensor1D, size: number, stride: number) => windows(text, size, stride).transpose(),
    },
  },
  {
    name: "one-key-more",
    teaches: "Your queries see one key too many: the query itself is one of the `reach`.",
    caughtBy: ["near/four-positions-by-hand", "near/only-itself-and-all-of-the-past"],
    subProblem: "near",
    implementation: { nearPast: (n: number, reach: number) => nearPast(n, reach + 1) },
  },
  {
    name: "not-itself",
    teaches: "Your queries do not see themselves. The distance 0 is within reach.",
    caughtBy: ["near/four-positions-by-hand", "near/only-itself-and-all-of-the-past"],
    subProblem: "near",
    implementation: {
      nearPast: (n: number, reach: number) => nearPast(n, reach + 1).logicalAnd(nearPast(n, 1).logicalNot()),
    },
  },
  {
    name: "near-future-too",
    teaches: "Your queries see as far into their future. A distance below 0 is the future: rule it out.",
    caughtBy: ["near/four-positions-by-hand", "near/only-itself-and-all-of-the-past"],
    subProblem: "near",
    implementation: {
      nearPast: (n: number, reach: number) => nearPast(n, reach).logicalOr(nearPast(n, reach).transpose()),
    },
  },
  {
    name: "future-for-past",
    teaches: "Your queries see their future and not their past: take the query minus the key.",
    caughtBy: ["near/four-positions-by-hand", "near/only-itself-and-all-of-the-past"],
    subProblem: "near",
    implementation: { nearPast: (n: number, reach: number) => nearPast(n, reach).transpose() },
  },
  {
    name: "all-of-the-past",
    teaches: "Your queries see all of their past. Keys that are `reach` or more back are out of reach.",
    caughtBy: ["near/four-positions-by-hand", "near/only-itself-and-all-of-the-past"],
    subProblem: "near",
    implementation: { nearPast: (n: number) => tril(tf.ones([n, n])).toBool() },
  },
  {
    name: "half-the-exponent",
    teaches: "You counted the pairs one by one: i / d. The exponent of pair i is 2i / d.",
    caughtBy: ["rotary/three-positions-by-hand", "rotary/seven-positions-five-pairs"],
    subProblem: "rotary",
    implementation: {
      rotaryAngles: (n: number, d: number, base: number) => rotaryAngles(n, d, Math.sqrt(base)),
    },
  },
  {
    name: "whole-exponents",
    teaches:
      "You divided whole numbers, and every exponent became 0: all pairs turn equally fast. Make them float32 first.",
    caughtBy: ["rotary/three-positions-by-hand", "rotary/seven-positions-five-pairs"],
    subProblem: "rotary",
    implementation: { rotaryAngles: (n: number, d: number) => rotaryAngles(n, d, 1) },
  },
  {
    name: "faster-and-faster",
    teaches: "You multiplied by the power of the base, so the last pair is the fastest. Divide by it.",
    caughtBy: ["rotary/three-positions-by-hand", "rotary/seven-positions-five-pairs"],
    subProblem: "rotary",
    implementation: { rotaryAngles: (n: number, d: number, base: number) => rotaryAngles(n, d, 1 / base) },
  },
  {
    name: "positions-from-one",
    teaches: "Your first position is 1. It is 0, and nothing is turned there.",
    caughtBy: ["rotary/three-positions-by-hand", "rotary/seven-positions-five-pairs"],
    subProblem: "rotary",
    implementation: {
      rotaryAngles: (n: number, d: number, base: number) => rotaryAngles(n + 1, d, base).slice([1, 0]),
    },
  },
]);
