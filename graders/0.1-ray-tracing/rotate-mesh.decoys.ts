import { decoys } from "arena/grader";
import { einsum, tf } from "arena/tools";
import * as Solution from "../../exercises/0.1-ray-tracing/rotate-mesh/solution.ts";

const { rotateTriangles, rotationMatrix } = Solution;

/** Rotations about the other axes. */
function aboutZ(theta: number): tf.Tensor2D {
  const [c, s] = [Math.cos(theta), Math.sin(theta)];
  return tf.tensor2d([
    [c, s, 0],
    [-s, c, 0],
    [0, 0, 1],
  ]);
}

function aboutX(theta: number): tf.Tensor2D {
  const [c, s] = [Math.cos(theta), Math.sin(theta)];
  return tf.tensor2d([
    [1, 0, 0],
    [0, c, s],
    [0, -s, c],
  ]);
}

/** The matrix with its entries chosen from cosine and sine. */
function matrixOf(rows: (c: number, s: number) => number[][]) {
  return (theta: number): tf.Tensor2D => tf.tensor2d(rows(Math.cos(theta), Math.sin(theta)));
}

export default decoys<typeof Solution>([
  {
    name: "turned-the-other-way",
    teaches: "Your matrix is the transpose, which turns by -θ. Row 0 is (cos θ, 0, sin θ).",
    caughtBy: ["matrix/a-quarter-turn", "matrix/a-small-turn"],
    subProblem: "matrix",
    implementation: { rotationMatrix: (theta: number) => rotationMatrix(-theta) },
  },
  {
    name: "about-z",
    teaches: "You turn about the z axis. Turning about y leaves the middle row and column alone.",
    caughtBy: ["matrix/a-quarter-turn"],
    subProblem: "matrix",
    implementation: { rotationMatrix: aboutZ },
  },
  {
    name: "about-x",
    teaches: "You turn about the x axis. Turning about y leaves the middle row and column alone.",
    caughtBy: ["matrix/a-quarter-turn"],
    subProblem: "matrix",
    implementation: { rotationMatrix: aboutX },
  },
  {
    name: "degrees",
    teaches: "You read the angle as degrees. It is in radians: a quarter turn is π/2.",
    caughtBy: ["matrix/a-quarter-turn", "matrix/a-small-turn"],
    subProblem: "matrix",
    implementation: { rotationMatrix: (theta: number) => rotationMatrix((theta * Math.PI) / 180) },
  },
  {
    name: "sine-for-cosine",
    teaches:
      "Sine and cosine are swapped, so no turn at all is a quarter turn. The cosines stand on the diagonal.",
    caughtBy: ["matrix/no-turn-is-the-identity", "matrix/a-small-turn"],
    subProblem: "matrix",
    implementation: {
      rotationMatrix: matrixOf((c, s) => [
        [s, 0, c],
        [0, 1, 0],
        [-c, 0, s],
      ]),
    },
  },
  {
    name: "y-lost",
    teaches: "The middle of your matrix is 0, so every y becomes 0. A turn about y keeps it: put a 1 there.",
    caughtBy: ["matrix/no-turn-is-the-identity", "rotate/the-trophy-there-and-back"],
    subProblem: "matrix",
    implementation: {
      rotationMatrix: matrixOf((c, s) => [
        [c, 0, s],
        [0, 0, 0],
        [-s, 0, c],
      ]),
    },
  },
  {
    name: "minus-forgotten",
    teaches:
      "Both sines have the same sign, which stretches the mesh instead of turning it. The lower one is -sin θ.",
    caughtBy: ["matrix/a-quarter-turn", "rotate/the-trophy-there-and-back"],
    subProblem: "matrix",
    implementation: {
      rotationMatrix: matrixOf((c, s) => [
        [c, 0, s],
        [0, 1, 0],
        [s, 0, c],
      ]),
    },
  },
  {
    name: "column-vectors",
    teaches: "You computed R · p, as for column vectors. Points are rows here: p · R.",
    caughtBy: ["rotate/one-triangle-by-a-quarter-turn", "rotate/five-triangles-by-any-matrix"],
    subProblem: "rotate",
    implementation: {
      rotateTriangles: (triangles: tf.Tensor3D, R: tf.Tensor2D) =>
        rotateTriangles(triangles, tf.transpose(R)),
    },
  },
  {
    name: "corners-mixed",
    teaches: "You sum over the corners. Sum over the coordinates, the last axis of the triangles.",
    caughtBy: ["rotate/one-triangle-by-a-quarter-turn", "rotate/five-triangles-by-any-matrix"],
    subProblem: "rotate",
    implementation: {
      rotateTriangles: (triangles: tf.Tensor3D, R: tf.Tensor2D) =>
        einsum("t i x, i j -> t j x", triangles, R),
    },
  },
]);
