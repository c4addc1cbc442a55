import { decoys } from "arena/grader";
import { detach, type tf } from "arena/tools";
import * as Solution from "../../exercises/katas/no-grad/solution.ts";

const { tdLoss, policyLoss } = Solution;

export default decoys<typeof Solution>([
  {
    name: "scale-not-cut",
    teaches:
      "The value is right, and the gradient goes through the scale as well: this is an ordinary norm. Cut the scale.",
    caughtBy: ["frozen-scale/the-gradient"],
    subProblem: "frozen-scale",
    implementation: {
      frozenNorm: (x: tf.Tensor2D) => x.div(x.square().mean(-1, true).sqrt()),
    },
  },
  {
    name: "whole-result-cut",
    teaches: "You cut the row and kept the scale: the gradient goes only through what should be constant.",
    caughtBy: ["frozen-scale/the-gradient"],
    subProblem: "frozen-scale",
    implementation: {
      frozenNorm: (x: tf.Tensor2D) => detach(x).div(x.square().mean(-1, true).sqrt()),
    },
  },
  {
    name: "root-forgotten",
    teaches: "You divided by the mean square. Its root is asked.",
    caughtBy: ["frozen-scale/the-value", "frozen-scale/the-gradient"],
    subProblem: "frozen-scale",
    implementation: {
      frozenNorm: (x: tf.Tensor2D) => x.div(detach(x.square().mean(-1, true))),
    },
  },
  {
    name: "one-scale-for-all",
    teaches: "You took one scale for all rows. Each has its own.",
    caughtBy: ["frozen-scale/the-value", "frozen-scale/the-gradient"],
    subProblem: "frozen-scale",
    implementation: {
      frozenNorm: (x: tf.Tensor2D) => x.div(detach(x.square().mean().sqrt())),
    },
  },
  {
    name: "rounded-only",
    teaches: "You rounded, and the gradient of rounding is 0: nothing in front of it would ever learn.",
    caughtBy: ["straight-through/the-gradient"],
    subProblem: "straight-through",
    implementation: {
      straightThrough: (x: tf.Tensor) => x.round(),
    },
  },
  {
    name: "not-rounded",
    teaches: "You gave x as it is.",
    caughtBy: ["straight-through/the-value"],
    subProblem: "straight-through",
    implementation: {
      straightThrough: (x: tf.Tensor) => x.add(0),
    },
  },
  {
    name: "wrong-part-cut",
    teaches: "You cut x and not the correction: the gradient comes out as that of the rounding minus 1.",
    caughtBy: ["straight-through/the-gradient"],
    subProblem: "straight-through",
    implementation: {
      straightThrough: (x: tf.Tensor) => detach(x).add(x.round().sub(x)),
    },
  },
  {
    name: "rounded-down",
    teaches: "You rounded down. To the nearest whole number is asked.",
    caughtBy: ["straight-through/the-value"],
    subProblem: "straight-through",
    implementation: {
      straightThrough: (x: tf.Tensor) => x.add(detach(x.floor().sub(x))),
    },
  },
  {
    name: "target-moves-too",
    teaches: "The value is right, and your target gets a gradient: it comes to meet the prediction. Cut it.",
    caughtBy: ["td/the-gradients"],
    subProblem: "td",
    implementation: {
      tdLoss: (values: tf.Tensor1D, next: tf.Tensor1D, rewards: tf.Tensor1D, gamma: number) =>
        rewards.add(next.mul(gamma)).sub(values).square().mean(),
    },
  },
  {
    name: "prediction-cut",
    teaches: "You cut the prediction instead of the target: the values learn nothing.",
    caughtBy: ["td/the-gradients"],
    subProblem: "td",
    implementation: {
      tdLoss: (values: tf.Tensor1D, next: tf.Tensor1D, rewards: tf.Tensor1D, gamma: number) =>
        rewards.add(next.mul(gamma)).sub(detach(values)).square().mean(),
    },
  },
  {
    name: "everything-cut",
    teaches: "You cut the whole difference, so nothing gets a gradient.",
    caughtBy: ["td/the-gradients"],
    subProblem: "td",
    implementation: {
      tdLoss: (values: tf.Tensor1D, next: tf.Tensor1D, rewards: tf.Tensor1D, gamma: number) =>
        detach(tdLoss(values, next, rewards, gamma)),
    },
  },
  {
    name: "no-discount",
    teaches: "You left gamma out.",
    caughtBy: ["td/one-step-by-hand", "td/several-steps", "td/the-gradients"],
    subProblem: "td",
    implementation: {
      tdLoss: (values: tf.Tensor1D, next: tf.Tensor1D, rewards: tf.Tensor1D) =>
        tdLoss(values, next, rewards, 1),
    },
  },
  {
    name: "errors-summed",
    teaches: "You summed the squares. Their mean is asked.",
    caughtBy: ["td/several-steps", "td/the-gradients"],
    subProblem: "td",
    implementation: {
      tdLoss: (values: tf.Tensor1D, next: tf.Tensor1D, rewards: tf.Tensor1D, gamma: number) =>
        tdLoss(values, next, rewards, gamma).mul(values.shape[0]),
    },
  },
  {
    name: "baseline-trained",
    teaches: "Your values get a gradient from the loss of the policy. The advantage is a weight: cut it.",
    caughtBy: ["policy/the-gradients"],
    subProblem: "policy",
    implementation: {
      policyLoss: (logProbs: tf.Tensor1D, returns: tf.Tensor1D, values: tf.Tensor1D) => {
        const advantages = returns.sub(values); // [step]
        return logProbs.mul(advantages.sub(advantages.mean())).mean().neg();
      },
    },
  },
  {
    name: "policy-cut",
    teaches: "You cut the log-probabilities, which are all that there is to train.",
    caughtBy: ["policy/the-gradients"],
    subProblem: "policy",
    implementation: {
      policyLoss: (logProbs: tf.Tensor1D, returns: tf.Tensor1D, values: tf.Tensor1D) => {
        const advantages = returns.sub(values); // [step]
        return detach(logProbs).mul(advantages.sub(advantages.mean())).mean().neg();
      },
    },
  },
  {
    name: "sign-turned",
    teaches: "Your loss falls when good actions become rarer: the sign is missing.",
    caughtBy: ["policy/the-value", "policy/the-gradients"],
    subProblem: "policy",
    implementation: {
      policyLoss: (logProbs: tf.Tensor1D, returns: tf.Tensor1D, values: tf.Tensor1D) =>
        policyLoss(logProbs, returns, values).neg(),
    },
  },
  {
    name: "not-centred",
    teaches: "You did not take the mean of the advantages away.",
    caughtBy: ["policy/the-value", "policy/the-gradients"],
    subProblem: "policy",
    implementation: {
      policyLoss: (logProbs: tf.Tensor1D, returns: tf.Tensor1D, values: tf.Tensor1D) =>
        logProbs
          .mul(detach(returns.sub(values)))
          .mean()
          .neg(),
    },
  },
]);
