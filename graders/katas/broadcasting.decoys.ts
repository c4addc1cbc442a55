import { decoys } from "arena/grader";
import type { tf } from "arena/tools";
import * as Solution from "../../exercises/katas/broadcasting/solution.ts";

const { addPositions, scalePositions, steer, squaredDistances } = Solution;

export default decoys<typeof Solution>([
  {
    name: "table-transposed",
    teaches: "You added the table with its axes swapped. That it ran is luck: both are equally long.",
    caughtBy: ["positions/as-many-positions-as-the-model-is-wide"],
    subProblem: "positions",
    implementation: {
      addPositions: (tokens: tf.Tensor3D, positions: tf.Tensor2D) =>
        positions.shape[0] === positions.shape[1]
          ? tokens.add(positions.transpose())
          : addPositions(tokens, positions),
    },
  },
  {
    name: "first-position-for-all",
    teaches: "You added the embedding of position 0 everywhere. Each position has its own.",
    caughtBy: ["positions/two-examples", "positions/as-many-positions-as-the-model-is-wide"],
    subProblem: "positions",
    implementation: {
      addPositions: (tokens: tf.Tensor3D, positions: tf.Tensor2D) => tokens.add(positions.slice(0, 1)),
    },
  },
  {
    name: "positions-multiplied",
    teaches: "You multiplied. An embedding of the position is added.",
    caughtBy: ["positions/two-examples", "positions/as-many-positions-as-the-model-is-wide"],
    subProblem: "positions",
    implementation: {
      addPositions: (tokens: tf.Tensor3D, positions: tf.Tensor2D) => tokens.mul(positions),
    },
  },
  {
    name: "laid-over-the-model",
    teaches:
      "Your scales lie over position and model instead of batch and position. It runs only because the lengths agree.",
    caughtBy: ["scale/everything-equally-long"],
    subProblem: "scale",
    implementation: {
      scalePositions: (resid: tf.Tensor3D, scales: tf.Tensor2D) =>
        resid.shape[0] === resid.shape[1] && resid.shape[1] === resid.shape[2]
          ? resid.mul(scales)
          : scalePositions(resid, scales),
    },
  },
  {
    name: "axis-in-the-middle",
    teaches: "You made the axis of one in the middle, so your scales of the positions lie along the model.",
    caughtBy: ["scale/everything-equally-long"],
    subProblem: "scale",
    implementation: {
      scalePositions: (resid: tf.Tensor3D, scales: tf.Tensor2D) =>
        resid.shape[1] === resid.shape[2] ? resid.mul(scales.expandDims(1)) : scalePositions(resid, scales),
    },
  },
  {
    name: "divided",
    teaches: "You divided by the scales. Multiply.",
    caughtBy: ["scale/three-positions", "scale/everything-equally-long"],
    subProblem: "scale",
    implementation: {
      scalePositions: (resid: tf.Tensor3D, scales: tf.Tensor2D) => resid.div(scales.expandDims(-1)),
    },
  },
  {
    name: "strength-along-the-model",
    teaches: "Your coefficients lie along the model axis: each example is pushed the same way.",
    caughtBy: ["steer/two-examples-by-hand", "steer/everything-equally-long"],
    subProblem: "steer",
    implementation: {
      steer: (resid: tf.Tensor3D, direction: tf.Tensor1D, coefficients: tf.Tensor1D) =>
        resid.add(direction.mul(coefficients)),
    },
  },
  {
    name: "strength-by-position",
    teaches: "Each position got a coefficient. Each example has one, for all its positions.",
    caughtBy: ["steer/everything-equally-long"],
    subProblem: "steer",
    implementation: {
      steer: (resid: tf.Tensor3D, direction: tf.Tensor1D, coefficients: tf.Tensor1D) =>
        resid.shape[0] === resid.shape[1]
          ? resid.add(coefficients.expandDims(-1).mul(direction))
          : steer(resid, direction, coefficients),
    },
  },
  {
    name: "not-scaled",
    teaches: "You added the direction as it is and left the coefficients out.",
    caughtBy: ["steer/two-examples-by-hand", "steer/everything-equally-long"],
    subProblem: "steer",
    implementation: {
      steer: (resid: tf.Tensor3D, direction: tf.Tensor1D) => resid.add(direction),
    },
  },
  {
    name: "put-in-place",
    teaches: "You gave the push alone. It is added to what is there.",
    caughtBy: ["steer/everything-equally-long"],
    subProblem: "steer",
    implementation: {
      steer: (resid: tf.Tensor3D, direction: tf.Tensor1D, coefficients: tf.Tensor1D) =>
        steer(resid, direction, coefficients).sub(resid),
    },
  },
  {
    name: "same-place-only",
    teaches: "You compared each example with the centre of the same place. Each meets each.",
    caughtBy: ["distances/as-many-examples-as-centres"],
    subProblem: "distances",
    implementation: {
      squaredDistances: (x: tf.Tensor2D, centres: tf.Tensor2D) =>
        x.shape[0] === centres.shape[0] ? x.sub(centres).square() : squaredDistances(x, centres),
    },
  },
  {
    name: "axes-swapped",
    teaches: "Your result is [centre, example]. The examples come first.",
    caughtBy: ["distances/four-examples-and-three-centres", "distances/as-many-examples-as-centres"],
    subProblem: "distances",
    implementation: {
      squaredDistances: (x: tf.Tensor2D, centres: tf.Tensor2D) => squaredDistances(x, centres).transpose(),
    },
  },
  {
    name: "root-taken",
    teaches:
      "You took the root. The squared distance is asked; for finding the nearest centre it does as well.",
    caughtBy: ["distances/four-examples-and-three-centres", "distances/as-many-examples-as-centres"],
    subProblem: "distances",
    implementation: {
      squaredDistances: (x: tf.Tensor2D, centres: tf.Tensor2D) => squaredDistances(x, centres).sqrt(),
    },
  },
  {
    name: "mean-of-squares",
    teaches: "You took the mean of the squares. A distance sums them.",
    caughtBy: ["distances/four-examples-and-three-centres", "distances/as-many-examples-as-centres"],
    subProblem: "distances",
    implementation: {
      squaredDistances: (x: tf.Tensor2D, centres: tf.Tensor2D) =>
        squaredDistances(x, centres).div(x.shape[1]),
    },
  },
]);
