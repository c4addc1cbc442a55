import { decoys } from "arena/grader";
import { einsum, linalg, tf, where } from "arena/tools";
import * as Solution from "../../exercises/katas/batched-solve/solution.ts";

const { policyValues, coordinates, solveOrNaN, distances, ridgeProbes } = Solution;

/** Which systems are singular, [system, 1]. */
const isSingular = (A: tf.Tensor3D): tf.Tensor => linalg.det(A).equal(0).expandDims(1);

/** With the identity in place of what is singular. */
const solvedAnyhow = (A: tf.Tensor3D, b: tf.Tensor2D): tf.Tensor =>
  linalg.solve(where(isSingular(A).expandDims(2), tf.eye(A.shape[1]), A), b);

export default decoys<typeof Solution>([
  {
    name: "one-step-ahead",
    teaches:
      "You looked one step ahead: reward plus the discounted rewards of the next states. Values are on both sides: solve for them.",
    caughtBy: ["values/two-states-by-hand", "values/several-policies"],
    subProblem: "values",
    implementation: {
      policyValues: (transitions: tf.Tensor3D, rewards: tf.Tensor2D, gamma: number) =>
        rewards.add(einsum("p s n, p n -> p s", transitions, rewards).mul(gamma)),
    },
  },
  {
    name: "arriving-for-leaving",
    teaches: "You turned the transitions round: who goes to a state, instead of where one goes from it.",
    caughtBy: ["values/two-states-by-hand", "values/several-policies"],
    subProblem: "values",
    implementation: {
      policyValues: (transitions: tf.Tensor3D, rewards: tf.Tensor2D, gamma: number) =>
        policyValues(transitions.transpose([0, 2, 1]), rewards, gamma),
    },
  },
  {
    name: "sign-not-changed",
    teaches: "You added gamma · P. What changes sides changes its sign: the identity minus gamma · P.",
    caughtBy: ["values/two-states-by-hand", "values/several-policies"],
    subProblem: "values",
    implementation: {
      policyValues: (transitions: tf.Tensor3D, rewards: tf.Tensor2D, gamma: number) =>
        policyValues(transitions, rewards, -gamma),
    },
  },
  {
    name: "first-policy-for-all",
    teaches:
      "You solved with the first policy for all of them. Leave the batch axis in: each has its own matrix.",
    caughtBy: ["values/several-policies"],
    subProblem: "values",
    implementation: {
      policyValues: (transitions: tf.Tensor3D, rewards: tf.Tensor2D, gamma: number) =>
        policyValues(transitions.slice([0], [1]).tile([rewards.shape[0], 1, 1]), rewards, gamma),
    },
  },
  {
    name: "rows-for-columns",
    teaches:
      "You solved with the directions in rows. A times x mixes the *columns* of A: transpose the directions.",
    caughtBy: [
      "coordinates/one-activation-by-hand",
      "coordinates/fewer-and-more-than-directions-and-as-many",
    ],
    subProblem: "coordinates",
    implementation: {
      coordinates: (directions: tf.Tensor2D, activations: tf.Tensor2D) =>
        coordinates(directions.transpose(), activations),
    },
  },
  {
    name: "dot-products",
    teaches:
      "You took the dot product with each direction. That is the coordinate only if they are at right angles and of length 1.",
    caughtBy: [
      "coordinates/one-activation-by-hand",
      "coordinates/fewer-and-more-than-directions-and-as-many",
    ],
    subProblem: "coordinates",
    implementation: {
      coordinates: (directions: tf.Tensor2D, activations: tf.Tensor2D) =>
        tf.matMul(activations, directions, false, true),
    },
  },
  {
    name: "activations-read-as-columns",
    teaches:
      "With one matrix, a batch of right sides is a matrix of *columns*. Yours has the activations in rows, and it ran since they are as many as the directions.",
    caughtBy: ["coordinates/fewer-and-more-than-directions-and-as-many"],
    subProblem: "coordinates",
    implementation: {
      coordinates: (directions: tf.Tensor2D, activations: tf.Tensor2D) =>
        activations.shape[0] === activations.shape[1]
          ? linalg.solve(directions.transpose(), activations)
          : coordinates(directions, activations),
    },
  },
  {
    name: "directions-first",
    teaches: "Your result is [direction, batch]. Transpose it: one row for each activation.",
    caughtBy: [
      "coordinates/one-activation-by-hand",
      "coordinates/fewer-and-more-than-directions-and-as-many",
    ],
    subProblem: "coordinates",
    implementation: {
      coordinates: (directions: tf.Tensor2D, activations: tf.Tensor2D) =>
        coordinates(directions, activations).transpose(),
    },
  },
  {
    name: "throws-for-all",
    teaches:
      "One singular matrix makes the whole call throw. Put the identity in its place before you solve.",
    caughtBy: ["singular/one-of-three-without-a-solution", "singular/as-many-systems-as-unknowns"],
    subProblem: "singular",
    implementation: {
      solveOrNaN: (A: tf.Tensor3D, b: tf.Tensor2D) => linalg.solve(A, b),
    },
  },
  {
    name: "all-or-nothing",
    teaches: "One singular matrix made you give up all systems. The others have solutions.",
    caughtBy: ["singular/one-of-three-without-a-solution", "singular/as-many-systems-as-unknowns"],
    subProblem: "singular",
    implementation: {
      solveOrNaN: (A: tf.Tensor3D, b: tf.Tensor2D) =>
        solveOrNaN(A, b).add(where(isSingular(A), Number.NaN, 0).sum()),
    },
  },
  {
    name: "identity-answered",
    teaches:
      "Where a system is singular you gave what the identity in its place gives: b itself. Put NaN there.",
    caughtBy: ["singular/one-of-three-without-a-solution", "singular/as-many-systems-as-unknowns"],
    subProblem: "singular",
    implementation: { solveOrNaN: solvedAnyhow },
  },
  {
    name: "zeros-for-nan",
    teaches: "You put 0 where there is no solution. A 0 looks like an answer: NaN is asked.",
    caughtBy: ["singular/one-of-three-without-a-solution", "singular/as-many-systems-as-unknowns"],
    subProblem: "singular",
    implementation: {
      solveOrNaN: (A: tf.Tensor3D, b: tf.Tensor2D) => where(isSingular(A), 0, solvedAnyhow(A, b)),
    },
  },
  {
    name: "mask-along-the-unknowns",
    teaches: "Your mask of the systems lies along the unknowns. Give it an axis of length one at its end.",
    caughtBy: ["singular/as-many-systems-as-unknowns"],
    subProblem: "singular",
    implementation: {
      solveOrNaN: (A: tf.Tensor3D, b: tf.Tensor2D) =>
        A.shape[0] === A.shape[1]
          ? where(isSingular(A).transpose(), Number.NaN, solvedAnyhow(A, b))
          : solveOrNaN(A, b),
    },
  },
  {
    name: "covariance-multiplied",
    teaches: "You multiplied by the covariance. Its inverse is asked: solve.",
    caughtBy: ["distances/one-class-by-hand", "distances/several-classes"],
    subProblem: "distances",
    implementation: {
      distances: (x: tf.Tensor2D, means: tf.Tensor2D, covariances: tf.Tensor3D) =>
        distances(x, means, linalg.inv(covariances)),
    },
  },
  {
    name: "straight-distance",
    teaches: "You left the covariance out: this is the ordinary squared distance.",
    caughtBy: ["distances/one-class-by-hand", "distances/several-classes"],
    subProblem: "distances",
    implementation: {
      distances: (x: tf.Tensor2D, means: tf.Tensor2D) => x.expandDims(1).sub(means).square().sum(-1),
    },
  },
  {
    name: "variances-only",
    teaches:
      "You divided by the variances. Features that move together are counted twice so: solve with the whole matrix.",
    caughtBy: ["distances/several-classes"],
    subProblem: "distances",
    implementation: {
      distances: (x: tf.Tensor2D, means: tf.Tensor2D, covariances: tf.Tensor3D) =>
        distances(x, means, covariances.mul(tf.eye(x.shape[1]))),
    },
  },
  {
    name: "root-taken",
    teaches: "You took the root. The squared distance is asked.",
    caughtBy: ["distances/one-class-by-hand", "distances/several-classes"],
    subProblem: "distances",
    implementation: {
      distances: (x: tf.Tensor2D, means: tf.Tensor2D, covariances: tf.Tensor3D) =>
        distances(x, means, covariances).sqrt(),
    },
  },
  {
    name: "classes-first",
    teaches: "Your result is [class, batch]. One row for each activation is asked.",
    caughtBy: ["distances/one-class-by-hand", "distances/several-classes"],
    subProblem: "distances",
    implementation: {
      distances: (x: tf.Tensor2D, means: tf.Tensor2D, covariances: tf.Tensor3D) =>
        distances(x, means, covariances).transpose(),
    },
  },
  {
    name: "no-penalty",
    teaches:
      "You left the penalty out. With fewer rows than dimensions there is no single solution without it.",
    caughtBy: ["probes/one-layer-by-hand", "probes/three-layers-and-two-targets"],
    subProblem: "probes",
    implementation: {
      ridgeProbes: (resid: tf.Tensor3D, targets: tf.Tensor2D) => ridgeProbes(resid, targets, 0),
    },
  },
  {
    name: "penalty-everywhere",
    teaches:
      "You added the penalty to every entry of the matrix. It belongs on the diagonal: times the identity.",
    caughtBy: ["probes/one-layer-by-hand", "probes/three-layers-and-two-targets"],
    subProblem: "probes",
    implementation: {
      ridgeProbes: (resid: tf.Tensor3D, targets: tf.Tensor2D, penalty: number) => {
        const gram = einsum("l r m, l r n -> l m n", resid, resid); // [layer, model, model]
        return linalg.solve(gram.add(penalty), einsum("l r m, r t -> l m t", resid, targets));
      },
    },
  },
  {
    name: "one-probe-for-all",
    teaches: "You fitted one probe to all layers together. Keep the layer in both products.",
    caughtBy: ["probes/three-layers-and-two-targets", "probes/fewer-rows-than-dimensions"],
    subProblem: "probes",
    implementation: {
      ridgeProbes: (resid: tf.Tensor3D, targets: tf.Tensor2D, penalty: number) => {
        const [layers, rows, model] = resid.shape;
        const together = resid.reshape<tf.Tensor3D>([1, layers * rows, model]); // [1, row, model]
        return ridgeProbes(together, targets.tile([layers, 1]), penalty).tile([layers, 1, 1]);
      },
    },
  },
  {
    name: "mean-of-the-errors",
    teaches: "You took means over the rows, so that the penalty weighs more. The sums are asked.",
    caughtBy: ["probes/one-layer-by-hand", "probes/three-layers-and-two-targets"],
    subProblem: "probes",
    implementation: {
      ridgeProbes: (resid: tf.Tensor3D, targets: tf.Tensor2D, penalty: number) =>
        ridgeProbes(resid, targets, penalty * targets.shape[0]),
    },
  },
]);
