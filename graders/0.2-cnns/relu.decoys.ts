import { decoys } from "arena/grader";
import { nn, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/relu/solution.ts";

/** A ReLU that computes something else. */
const computing = (compute: (x: tf.Tensor) => tf.Tensor) => ({
  ReLU: class ReLU extends nn.Module {
    forward(x: tf.Tensor): tf.Tensor {
      return compute(x);
    }
  },
});

const BY_HAND = "elementwise-maximum/keeps-positives-and-zeroes-negatives";
const THREE_AXES = "elementwise-maximum/random-numbers-in-three-axes";
const NEGATIVES = "elementwise-maximum/nothing-but-negatives";
const EXTREMES = "elementwise-maximum/very-large-and-very-small-numbers";
const GRADIENT = "elementwise-maximum/gradients-pass-where-it-is-on";
const FOUR_AXES = "module/four-axes-come-out-as-they-went-in";
const AS_LAYER = "module/it-works-as-a-layer-among-others";
const NO_PARAMETERS = "module/it-has-nothing-to-train";

export default decoys<typeof Solution>([
  {
    name: "largest-along-axis-0",
    teaches:
      "`max(x, 0)` reads 0 as an axis: it finds the largest entry along axis 0, and that axis is gone. `maximum(x, 0)` compares each entry with the number 0.",
    caughtBy: [FOUR_AXES, BY_HAND],
    subProblem: "elementwise-maximum",
    technique: "max-vs-maximum",
    implementation: computing((x) => (x.rank === 0 ? x : x.max(0))),
  },
  {
    name: "largest-of-all",
    teaches:
      "`max(x)` finds the one largest number of the whole tensor. A ReLU gives one number for each entry: that is `maximum`.",
    caughtBy: [FOUR_AXES, BY_HAND, THREE_AXES],
    subProblem: "elementwise-maximum",
    technique: "max-vs-maximum",
    implementation: computing((x) => x.max().maximum(0)),
  },
  {
    name: "minimum",
    teaches:
      "You keep the smaller of each entry and 0, so it is the negative half that passes. `maximum` keeps the larger.",
    caughtBy: [BY_HAND, NEGATIVES, GRADIENT],
    subProblem: "elementwise-maximum",
    implementation: computing((x) => x.minimum(0)),
  },
  {
    name: "absolute-value",
    teaches: "Negative entries come back positive: that is the absolute value. A ReLU turns them into 0.",
    caughtBy: [BY_HAND, NEGATIVES, GRADIENT],
    subProblem: "elementwise-maximum",
    implementation: computing((x) => x.abs()),
  },
  {
    name: "leaky",
    teaches:
      "A hundredth of each negative entry leaks through: that is LeakyReLU, which keeps a small gradient where a ReLU is off. Here nothing may pass below 0.",
    caughtBy: [BY_HAND, NEGATIVES, GRADIENT],
    subProblem: "elementwise-maximum",
    implementation: computing((x) => tf.leakyRelu(x, 0.01)),
  },
  {
    name: "clipped-at-one",
    teaches: "You also cut everything above 1. A ReLU has a floor and no ceiling.",
    caughtBy: [BY_HAND, EXTREMES],
    subProblem: "elementwise-maximum",
    implementation: computing((x) => x.clipByValue(0, 1)),
  },
  {
    name: "clipped-at-six",
    teaches:
      "You cut everything above 6: that is ReLU6, made for arithmetic with few bits. A ReLU has no ceiling.",
    caughtBy: [BY_HAND, EXTREMES],
    subProblem: "elementwise-maximum",
    implementation: computing((x) => tf.relu6(x)),
  },
  {
    name: "smoothed",
    teaches:
      "You computed softplus, log(1 + eˣ), a rounded ReLU: it is never exactly 0, so no neuron is ever quite off.",
    caughtBy: [BY_HAND, NEGATIVES],
    subProblem: "elementwise-maximum",
    implementation: computing((x) => tf.softplus(x)),
  },
  {
    name: "mask-instead-of-values",
    teaches:
      "You return whether each entry is above 0, a tensor of true and false. What should come out are the entries themselves, where they are.",
    caughtBy: [FOUR_AXES, BY_HAND],
    subProblem: "elementwise-maximum",
    implementation: computing((x) => x.greater(0)),
  },
  {
    name: "step",
    teaches:
      "You return 1 where an entry is positive. That is the slope of a ReLU; its value there is the entry itself.",
    caughtBy: [BY_HAND, EXTREMES],
    subProblem: "elementwise-maximum",
    implementation: computing((x) => x.step(0)),
  },
  {
    name: "plain-numbers",
    teaches:
      "The numbers are right, but they went through a JavaScript array, and there the gradient ends. Compute with tensors from the input to the output.",
    caughtBy: [GRADIENT],
    subProblem: "elementwise-maximum",
    technique: "max-vs-maximum",
    implementation: computing((x) =>
      tf.tensor(
        Array.from(x.dataSync(), (value) => Math.max(value, 0)),
        x.shape,
      ),
    ),
  },
  {
    name: "no-module",
    teaches:
      "Your class does not extend `nn.Module`: it has a forward of its own, but no `stateDict`, no hooks, and a model would not find it among its layers.",
    caughtBy: [AS_LAYER, NO_PARAMETERS],
    subProblem: "module",
    technique: "classes",
    implementation: {
      ReLU: class ReLU {
        call = (x: tf.Tensor): tf.Tensor => this.forward(x);
        forward(x: tf.Tensor): tf.Tensor {
          return tf.relu(x); // x's shape
        }
      },
    },
  },
  {
    name: "a-threshold-to-train",
    teaches:
      "You keep the 0 as a parameter. Training would then move it; a fixed number is an ordinary constant.",
    caughtBy: [NO_PARAMETERS],
    subProblem: "module",
    technique: "parameters",
    implementation: {
      ReLU: class ReLU extends nn.Module {
        threshold = new nn.Parameter(tf.scalar(0)); // []
        forward(x: tf.Tensor): tf.Tensor {
          return x.maximum(this.threshold); // x's shape
        }
      },
    },
  },
]);
