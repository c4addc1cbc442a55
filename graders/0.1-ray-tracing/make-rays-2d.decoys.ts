import { decoys } from "arena/grader";
import { index, linspace, repeat, stack, tf } from "arena/tools";
import * as Solution from "../../exercises/0.1-ray-tracing/make-rays-2d/solution.ts";

const { makeRays2d } = Solution;

/** [ray, point, xyz] of directions that are given coordinate by coordinate, each [ray]. */
function rays(direction: readonly tf.Tensor[]): tf.Tensor {
  const directions = stack(direction, -1); // [ray, xyz]
  return stack([tf.zerosLike(directions), directions], 1);
}

/** Every y [y] with every z [z], in the order that the pattern's right side says. */
function crossed(y: tf.Tensor, z: tf.Tensor, order: "(y z)" | "(z y)" = "(y z)"): tf.Tensor {
  const slow = repeat(y, `y -> ${order}`, { z: z.shape[0] ?? 0 }); // [ray]
  const fast = repeat(z, `z -> ${order}`, { y: y.shape[0] ?? 0 }); // [ray]
  return rays([tf.onesLike(slow), slow, fast]);
}

/** Values whose step is 2 · limit / n. */
const short = (limit: number, n: number) => index(linspace(-limit, limit, n + 1), ":-1");

const HAND = "cross/two-by-three-by-hand";
const TWO = "assemble/two-by-two-number-by-number";

export default decoys<typeof Solution>([
  {
    name: "zipped",
    teaches: "You pair the first y with the first z, the second with the second. Every y meets every z.",
    caughtBy: [HAND, "cross/as-many-y-as-z"],
    subProblem: "cross",
    implementation: {
      makeRays2d: (ny: number, nz: number, yLimit: number, zLimit: number) => {
        const n = Math.min(ny, nz);
        const y = linspace(-yLimit, yLimit, n); // [ray]
        return rays([tf.onesLike(y), y, linspace(-zLimit, zLimit, n)]);
      },
    },
  },
  {
    name: "y-fast",
    teaches: "Your y is the fast index. The first rays all have y = -yLimit, while z runs.",
    caughtBy: [HAND, "cross/five-by-three", "cross/as-many-y-as-z"],
    subProblem: "cross",
    implementation: {
      makeRays2d: (ny: number, nz: number, yLimit: number, zLimit: number) =>
        crossed(linspace(-yLimit, yLimit, ny), linspace(-zLimit, zLimit, nz), "(z y)"),
    },
  },
  {
    name: "counts-swapped",
    teaches: "You take numPixelsZ values of y and numPixelsY of z. Each axis has its own count.",
    caughtBy: [HAND, "cross/five-by-three"],
    subProblem: "cross",
    technique: "linspace",
    implementation: {
      makeRays2d: (ny: number, nz: number, yLimit: number, zLimit: number) =>
        makeRays2d(nz, ny, yLimit, zLimit),
    },
  },
  {
    name: "limits-swapped",
    teaches: "Your y reaches to zLimit and your z to yLimit. Each axis has its own limit.",
    caughtBy: [HAND, TWO],
    subProblem: "cross",
    technique: "linspace",
    implementation: {
      makeRays2d: (ny: number, nz: number, yLimit: number, zLimit: number) =>
        makeRays2d(ny, nz, zLimit, yLimit),
    },
  },
  {
    name: "step-over-n",
    teaches: "Your step is 2 · limit / n. Between n values there are n - 1 steps, so yours end one short.",
    caughtBy: [HAND, TWO],
    subProblem: "cross",
    technique: "linspace",
    implementation: {
      makeRays2d: (ny: number, nz: number, yLimit: number, zLimit: number) =>
        crossed(short(yLimit, ny), short(zLimit, nz)),
    },
  },
  {
    name: "z-in-the-y-slot",
    teaches: "Your directions are (1, z, y). The coordinates are x, y, z.",
    caughtBy: [HAND, TWO],
    subProblem: "assemble",
    implementation: {
      makeRays2d: (ny: number, nz: number, yLimit: number, zLimit: number) =>
        tf.gather(makeRays2d(ny, nz, yLimit, zLimit), tf.tensor1d([0, 2, 1], "int32"), 2),
    },
  },
  {
    name: "x-left-at-zero",
    teaches: "The x of your directions is 0. The screen is at x = 1, so each direction is (1, y, z).",
    caughtBy: [TWO],
    subProblem: "assemble",
    technique: "empty-vs-initialised",
    implementation: {
      makeRays2d: (ny: number, nz: number, yLimit: number, zLimit: number) =>
        makeRays2d(ny, nz, yLimit, zLimit).mul(tf.tensor1d([0, 1, 1])),
    },
  },
  {
    name: "direction-first",
    teaches: "You put the direction first. Entry 0 of a ray is its origin, entry 1 its direction.",
    caughtBy: [TWO],
    subProblem: "assemble",
    implementation: {
      makeRays2d: (ny: number, nz: number, yLimit: number, zLimit: number) =>
        makeRays2d(ny, nz, yLimit, zLimit).reverse(1),
    },
  },
  {
    name: "picture-not-flat",
    teaches: "Your result still has the axes y and z. The rays are one flat list.",
    caughtBy: [HAND],
    subProblem: "cross",
    implementation: {
      makeRays2d: (ny: number, nz: number, yLimit: number, zLimit: number) =>
        makeRays2d(ny, nz, yLimit, zLimit).reshape([ny, nz, 2, 3]),
    },
  },
]);
