import { decoys } from "arena/grader";
import { index, linspace, stack, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/make-rays-1d/solution.ts";

/** [ray, point, xyz] of origins and directions that are given coordinate by coordinate, each [ray]. */
const rays = (origin: readonly tf.Tensor[], direction: readonly tf.Tensor[]): tf.Tensor =>
  stack([stack(origin, -1), stack(direction, -1)], 1);

const fan = (y: tf.Tensor): tf.Tensor =>
  rays([tf.zerosLike(y), tf.zerosLike(y), tf.zerosLike(y)], [tf.onesLike(y), y, tf.zerosLike(y)]);

/** The right y [ray], and zeros and ones of that length. */
function parts(numPixels: number, yLimit: number) {
  const y = linspace(-yLimit, yLimit, numPixels);
  return { y, zero: tf.zerosLike(y), one: tf.onesLike(y) };
}

export default decoys<typeof Solution>([
  {
    name: "step-over-n",
    teaches: "Your step is 2 · yLimit / n. Between n values there are n - 1 steps, so yours end one short.",
    caughtBy: ["spread/five-rays-by-hand", "spread/an-even-number-of-rays"],
    subProblem: "spread",
    implementation: {
      makeRays1d: (n: number, limit: number) => fan(index(linspace(-limit, limit, n + 1), ":-1")),
    },
  },
  {
    name: "end-left-out",
    teaches: "The last ray, at y = yLimit, is missing: both ends belong to the screen.",
    caughtBy: ["spread/five-rays-by-hand", "spread/a-single-ray"],
    subProblem: "spread",
    implementation: {
      makeRays1d: (n: number, limit: number) => fan(index(linspace(-limit, limit, n), ":-1")),
    },
  },
  {
    name: "from-zero",
    teaches: "Your y begin at 0. The screen reaches from -yLimit to yLimit.",
    caughtBy: ["spread/five-rays-by-hand", "spread/an-even-number-of-rays"],
    subProblem: "spread",
    implementation: { makeRays1d: (n: number, limit: number) => fan(linspace(0, limit, n)) },
  },
  {
    name: "downwards",
    teaches: "Your y go from yLimit down to -yLimit. The first ray is the lowest.",
    caughtBy: ["spread/five-rays-by-hand", "spread/a-single-ray"],
    subProblem: "spread",
    implementation: { makeRays1d: (n: number, limit: number) => fan(linspace(limit, -limit, n)) },
  },
  {
    name: "y-in-the-origin",
    teaches: "You put y into the origin. All rays begin at (0, 0, 0); their directions differ.",
    caughtBy: ["assemble/two-rays-number-by-number"],
    subProblem: "assemble",
    implementation: {
      makeRays1d: (n: number, limit: number) => {
        const { y, zero, one } = parts(n, limit);
        return rays([zero, y, zero], [one, zero, zero]);
      },
    },
  },
  {
    name: "x-left-at-zero",
    teaches: "The x of your directions is 0. The screen is at x = 1, so each direction is (1, y, 0).",
    caughtBy: ["assemble/two-rays-number-by-number"],
    subProblem: "assemble",
    technique: "empty-vs-initialised",
    implementation: {
      makeRays1d: (n: number, limit: number) => {
        const { y, zero } = parts(n, limit);
        return rays([zero, zero, zero], [zero, y, zero]);
      },
    },
  },
  {
    name: "y-in-the-z-slot",
    teaches: "Your rays spread along z. The coordinates are x, y, z: y is entry 1.",
    caughtBy: ["assemble/two-rays-number-by-number"],
    subProblem: "assemble",
    technique: "indexing-colon",
    implementation: {
      makeRays1d: (n: number, limit: number) => {
        const { y, zero, one } = parts(n, limit);
        return rays([zero, zero, zero], [one, zero, y]);
      },
    },
  },
  {
    name: "direction-first",
    teaches: "You put the direction first. Entry 0 of a ray is its origin, entry 1 its direction.",
    caughtBy: ["assemble/two-rays-number-by-number"],
    subProblem: "assemble",
    implementation: {
      makeRays1d: (n: number, limit: number) => {
        const { y, zero, one } = parts(n, limit);
        return rays([one, y, zero], [zero, zero, zero]);
      },
    },
  },
  {
    name: "unit-length",
    teaches: "You scaled the directions to length 1. They end on the screen: (1, y, 0) as it is.",
    caughtBy: ["assemble/origins-at-zero-and-directions-up-to-the-screen"],
    subProblem: "assemble",
    implementation: {
      makeRays1d: (n: number, limit: number) => {
        const { y, zero, one } = parts(n, limit);
        const length = y.square().add(1).sqrt(); // [ray]
        return rays([zero, zero, zero], [one.div(length), y.div(length), zero]);
      },
    },
  },
  {
    name: "point-axis-first",
    teaches:
      "Your axes are [point, ray, xyz]. Stack origins and directions along axis 1, so that rays come first.",
    caughtBy: ["spread/five-rays-by-hand", "assemble/origins-at-zero-and-directions-up-to-the-screen"],
    subProblem: "assemble",
    implementation: {
      makeRays1d: (n: number, limit: number) => fan(linspace(-limit, limit, n)).transpose([1, 0, 2]),
    },
  },
]);
