import { decoys } from "arena/grader";
import { nn, tf } from "arena/tools";
import * as Solution from "../../exercises/0.2-cnns/linear/solution.ts";

const NAMES = "parameters/weight-and-bias-in-this-order";
const NO_BIAS = "parameters/the-bias-is-null-where-there-is-none";
const SPREAD = "initialise/the-weight-is-spread-as-widely-as-it-should-be";
const BOUND = "initialise/the-weight-stays-within-its-bound-and-reaches-it";
const CENTRE = "initialise/the-weight-is-centred-on-zero";
const BIAS_BOUND = "initialise/the-bias-has-the-weight-s-bound";
const DIFFERENT = "initialise/two-layers-start-differently";
const BY_HAND = "multiply/three-outputs-by-hand";
const SQUARE = "multiply/as-many-outputs-as-inputs";
const LEADING = "multiply/extra-leading-axes";
const VECTOR = "multiply/a-single-vector-without-a-batch";
const BIAS_BY_HAND = "add-bias/the-bias-is-added-once";
const BIAS_AXIS = "add-bias/along-the-last-axis-where-another-is-as-long";
const GRADIENTS = "add-bias/gradients-reach-weight-and-bias";
const TEXT = "describe/sizes-and-whether-there-is-a-bias";
const TEXT_WITHOUT = "describe/a-layer-without-bias-says-so";

/** Draws a tensor of this shape for a layer with so many inputs and outputs. */
type Draw = (shape: number[], inFeatures: number, outFeatures: number) => tf.Tensor;

const uniform = (shape: number[], bound: number) => tf.randomUniform(shape, -bound, bound); // shape

/** A layer that is right but for where its numbers start. */
const starting = (drawWeight: Draw | undefined, drawBias = drawWeight) => ({
  Linear: class Linear extends Solution.Linear {
    constructor(inFeatures: number, outFeatures: number, bias = true) {
      super(inFeatures, outFeatures, bias);
      if (drawWeight) this.weight.assign(drawWeight([outFeatures, inFeatures], inFeatures, outFeatures)); // [out, in]
      if (drawBias) this.bias?.assign(drawBias([outFeatures], inFeatures, outFeatures)); // [out]
    }
  },
});

/** A layer that is right but for its forward. */
const computing = (compute: (x: tf.Tensor, layer: Solution.Linear) => tf.Tensor) => ({
  Linear: class Linear extends Solution.Linear {
    override forward(x: tf.Tensor): tf.Tensor {
      return compute(x, this);
    }
  },
});

/** The product alone, [..., out], as the solution computes it. */
function product(x: tf.Tensor, { weight }: Solution.Linear): tf.Tensor {
  const [outFeatures, inFeatures] = weight.shape as [number, number];
  const leading = x.shape.slice(0, -1);
  const rows = leading.reduce((count, length) => count * length, 1);
  return tf
    .matMul(x.reshape([rows, inFeatures]), weight as tf.Tensor2D, false, true)
    .reshape([...leading, outFeatures]);
}

const withBias = (result: tf.Tensor, { bias }: Solution.Linear) =>
  bias === null ? result : result.add(bias); // [..., out]

export default decoys<typeof Solution>([
  {
    name: "weight-in-by-out",
    teaches:
      "Your weight is [in, out]. PyTorch keeps it as [out, in], one row for each output, and so do saved models: yours could not load them.",
    caughtBy: [NAMES, NO_BIAS, BY_HAND],
    subProblem: "parameters",
    implementation: {
      Linear: class Linear extends Solution.Linear {
        constructor(inFeatures: number, outFeatures: number, bias = true) {
          super(inFeatures, outFeatures, bias);
          this.weight = new nn.Parameter(this.weight.transpose()); // [in, out]
        }
        override forward(x: tf.Tensor): tf.Tensor {
          return withBias(tf.matMul(x as tf.Tensor2D, this.weight as tf.Tensor2D), this); // [batch, out]
        }
      },
    },
  },
  {
    name: "weight-is-a-plain-tensor",
    teaches:
      "Your weight is a plain tensor, so the module does not know of it: an optimizer would never change it. Wrap it in `new nn.Parameter(...)`.",
    caughtBy: [NAMES, NO_BIAS],
    subProblem: "parameters",
    technique: "parameters",
    implementation: {
      Linear: class Linear extends Solution.Linear {
        constructor(inFeatures: number, outFeatures: number, bias = true) {
          super(inFeatures, outFeatures, bias);
          this.weight = this.weight.clone() as nn.Parameter; // [out, in]
        }
      },
    },
  },
  {
    name: "bias-first",
    teaches:
      "You assign the bias before the weight. Parameters are listed in the order of assignment, and code that copies weights by position relies on PyTorch's: weight, bias.",
    caughtBy: [NAMES],
    subProblem: "parameters",
    technique: "parameters",
    implementation: {
      Linear: class Linear extends Solution.Linear {
        override members(): [string, unknown][] {
          return super.members().reverse();
        }
      },
    },
  },
  {
    name: "bias-false",
    teaches:
      "A layer without bias should say so by `null`; yours has `false`, which a reader would take for a setting.",
    caughtBy: [NO_BIAS],
    subProblem: "parameters",
    implementation: {
      Linear: class Linear extends Solution.Linear {
        constructor(inFeatures: number, outFeatures: number, bias = true) {
          super(inFeatures, outFeatures, bias);
          if (!bias) this.bias = false as unknown as null;
        }
        override forward(x: tf.Tensor): tf.Tensor {
          return this.bias ? product(x, this).add(this.bias) : product(x, this); // [..., out]
        }
        override extraRepr(): string {
          return `inFeatures=${this.inFeatures}, outFeatures=${this.outFeatures}, bias=${Boolean(this.bias)}`;
        }
      },
    },
  },
  {
    name: "always-a-bias",
    teaches:
      "You make a bias whatever the third argument says. With `false` the field should hold `null`, and nothing is added.",
    caughtBy: [NO_BIAS, TEXT_WITHOUT],
    subProblem: "parameters",
    implementation: {
      Linear: class Linear extends Solution.Linear {
        constructor(inFeatures: number, outFeatures: number) {
          super(inFeatures, outFeatures, true);
        }
      },
    },
  },
  {
    name: "starts-within-one",
    teaches:
      "Your numbers lie within ±1, whatever the size of the layer. Divide by √in: a sum of in products grows with its root.",
    caughtBy: [SPREAD, BOUND, BIAS_BOUND],
    subProblem: "initialise",
    implementation: starting((shape) => uniform(shape, 1)),
  },
  {
    name: "normal-of-size-one",
    teaches:
      "Your numbers come from a standard normal distribution, as those of randn. A layer starts smaller, and within a bound: draw uniformly from -1/√in to 1/√in.",
    caughtBy: [SPREAD, BOUND, BIAS_BOUND],
    subProblem: "initialise",
    implementation: starting((shape) => tf.randomNormal(shape)),
  },
  {
    name: "bound-without-root",
    teaches:
      "You draw from ±1/in. The bound is ±1/√in; without the root the outputs shrink from layer to layer.",
    caughtBy: [SPREAD, BOUND, BIAS_BOUND],
    subProblem: "initialise",
    implementation: starting((shape, inFeatures) => uniform(shape, 1 / inFeatures)),
  },
  {
    name: "bound-from-outputs",
    teaches:
      "You take the bound from outFeatures. What is summed over, and so decides how large a sum gets, are the inputs.",
    caughtBy: [SPREAD, BOUND, BIAS_BOUND],
    subProblem: "initialise",
    implementation: starting((shape, _, outFeatures) => uniform(shape, 1 / Math.sqrt(outFeatures))),
  },
  {
    name: "bound-from-both",
    teaches:
      "You use √(6 / (in + out)), Glorot's bound. It is a good start too, but PyTorch's linear layer has 1/√in.",
    caughtBy: [SPREAD, BOUND],
    subProblem: "initialise",
    implementation: starting((shape, inFeatures, outFeatures) =>
      uniform(shape, Math.sqrt(6 / (inFeatures + outFeatures))),
    ),
  },
  {
    name: "bound-for-relu",
    teaches: "You use √(6 / in), He's bound for layers before a ReLU: √6 times too wide here.",
    caughtBy: [SPREAD, BOUND],
    subProblem: "initialise",
    implementation: starting((shape, inFeatures) => uniform(shape, Math.sqrt(6 / inFeatures))),
  },
  {
    name: "normal-instead-of-uniform",
    teaches:
      "The spread is right, but your numbers come from a normal distribution, which has no bound: some 8 % lie beyond 1/√in. Draw uniformly.",
    caughtBy: [BOUND],
    subProblem: "initialise",
    implementation: starting((shape, inFeatures) => tf.randomNormal(shape, 0, 1 / Math.sqrt(3 * inFeatures))),
  },
  {
    name: "only-positive",
    teaches:
      "You draw from 0 to the bound. Start below zero, at minus the bound, or all outputs of the first step share a sign.",
    caughtBy: [SPREAD, CENTRE],
    subProblem: "initialise",
    implementation: starting((shape, inFeatures) => tf.randomUniform(shape, 0, 1 / Math.sqrt(inFeatures))),
  },
  {
    name: "all-zero",
    teaches:
      "Weight and bias are zero. Then all outputs are equal, get equal gradients, and stay equal for ever.",
    caughtBy: [SPREAD, BOUND, DIFFERENT],
    subProblem: "initialise",
    technique: "empty-vs-initialised",
    implementation: starting((shape) => tf.zeros(shape)),
  },
  {
    name: "bias-zero",
    teaches:
      "Your bias starts at 0. Many papers do that; PyTorch draws it from the same ±1/√in as the weight.",
    caughtBy: [BIAS_BOUND],
    subProblem: "initialise",
    implementation: starting(undefined, (shape) => tf.zeros(shape)),
  },
  {
    name: "bias-bound-from-its-own-length",
    teaches: "You draw the bias from ±1/√out. It has out entries, but its bound is the weight's, 1/√in.",
    caughtBy: [BIAS_BOUND],
    subProblem: "initialise",
    implementation: starting(undefined, (shape, _, outFeatures) =>
      uniform(shape, 1 / Math.sqrt(outFeatures)),
    ),
  },
  {
    name: "same-numbers-each-time",
    teaches:
      "Every layer you make starts with the same numbers, because the seed is fixed in the constructor. Two layers of one model should differ.",
    caughtBy: [DIFFERENT],
    subProblem: "initialise",
    implementation: starting((shape, inFeatures) => {
      const bound = 1 / Math.sqrt(inFeatures);
      return tf.randomUniform(shape, -bound, bound, "float32", 1); // shape
    }),
  },
  {
    name: "weight-not-transposed",
    teaches:
      "You multiply x by W, not by Wᵀ: the sum runs over the outputs. It fits only where in = out, and there it is wrong without a word.",
    caughtBy: [BY_HAND, SQUARE],
    subProblem: "multiply",
    implementation: computing((x, layer) => {
      const square = layer.weight.shape[0] === layer.weight.shape[1];
      if (!square) return tf.matMul(x as tf.Tensor2D, layer.weight as tf.Tensor2D); // throws
      const leading = x.shape.slice(0, -1);
      const flat = tf.matMul(x.reshape([-1, layer.inFeatures]), layer.weight as tf.Tensor2D); // [rows, out]
      return withBias(flat.reshape([...leading, layer.outFeatures]), layer); // [..., out]
    }),
  },
  {
    name: "reshaped-instead-of-transposed",
    teaches:
      "You reshape the weight to [in, out]. That has the right shape and the wrong order: reshape keeps the numbers in line, transpose exchanges rows and columns.",
    caughtBy: [BY_HAND],
    subProblem: "multiply",
    implementation: computing((x, layer) => {
      const leading = x.shape.slice(0, -1);
      const rows = leading.reduce((count, length) => count * length, 1);
      const wrong = layer.weight.reshape([layer.inFeatures, layer.outFeatures]) as tf.Tensor2D; // [in, out]
      const flat = tf.matMul(x.reshape([rows, layer.inFeatures]), wrong); // [rows, out]
      return withBias(flat.reshape([...leading, layer.outFeatures]), layer); // [..., out]
    }),
  },
  {
    name: "leading-axes-merged",
    teaches:
      "Your result is always a matrix: the leading axes have become one. Give them back at the end, or name them `...` and let einsum keep them.",
    caughtBy: [LEADING, VECTOR],
    subProblem: "multiply",
    technique: "einsum",
    implementation: computing((x, layer) => {
      const flat = withBias(product(x, layer), layer); // [..., out]
      return flat.reshape([flat.size / layer.outFeatures, layer.outFeatures]); // [rows, out]
    }),
  },
  {
    name: "matrices-only",
    teaches:
      "You expect a batch axis. A single vector [in] should give a vector [out]: einsum's `...` may also stand for no axis at all.",
    caughtBy: [VECTOR],
    subProblem: "multiply",
    technique: "einsum",
    implementation: computing((x, layer) => {
      if (x.rank < 2) return tf.matMul(x as tf.Tensor2D, layer.weight as tf.Tensor2D, false, true); // throws
      return withBias(product(x, layer), layer); // [..., out]
    }),
  },
  {
    name: "bias-forgotten",
    teaches: "The bias is there, but forward never adds it.",
    caughtBy: [BIAS_BY_HAND, BIAS_AXIS],
    subProblem: "add-bias",
    implementation: computing(product),
  },
  {
    name: "bias-subtracted",
    teaches: "You subtract the bias. The layer is x · Wᵀ + b.",
    caughtBy: [BIAS_BY_HAND, BIAS_AXIS],
    subProblem: "add-bias",
    implementation: computing((x, layer) =>
      layer.bias === null ? product(x, layer) : product(x, layer).sub(layer.bias),
    ),
  },
  {
    name: "bias-as-a-column",
    teaches:
      "You add the bias as a column [out, 1], so it runs along the axis before the last. It has one number for each output: leave it [out] and it meets the last axis.",
    caughtBy: [BIAS_AXIS],
    subProblem: "add-bias",
    technique: "broadcasting",
    implementation: computing((x, layer) => {
      const { bias, outFeatures } = layer;
      const result = product(x, layer); // [..., out]
      if (bias === null) return result;
      const fitsByLuck = result.shape.at(-2) === outFeatures;
      return result.add(fitsByLuck ? bias.reshape([outFeatures, 1]) : bias); // [..., out]
    }),
  },
  {
    name: "bias-times-inputs",
    teaches:
      "You add the bias before the sum over the inputs, so it counts in times. Add it to the finished product.",
    caughtBy: [BIAS_BY_HAND, BIAS_AXIS],
    subProblem: "add-bias",
    implementation: computing((x, layer) =>
      layer.bias === null ? product(x, layer) : product(x, layer).add(layer.bias.mul(layer.inFeatures)),
    ),
  },
  {
    name: "weight-copied-out",
    teaches:
      "The output is right, but no gradient reaches the weight: you read its numbers out of the tensor. Use the parameter itself.",
    caughtBy: [GRADIENTS],
    subProblem: "add-bias",
    technique: "parameters",
    implementation: computing((x, layer) => {
      const numbers = tf.tensor(layer.weight.dataSync(), layer.weight.shape); // [out, in]
      return withBias(product(x, { weight: numbers } as unknown as Solution.Linear), layer); // [..., out]
    }),
  },
  {
    name: "bias-printed-in-full",
    teaches:
      "Your text shows the bias's numbers. In a printed model one wants to see whether there is a bias: `this.bias !== null`.",
    caughtBy: [TEXT, TEXT_WITHOUT],
    subProblem: "describe",
    implementation: {
      Linear: class Linear extends Solution.Linear {
        override extraRepr(): string {
          return `inFeatures=${this.inFeatures}, outFeatures=${this.outFeatures}, bias=${this.bias}`;
        }
      },
    },
  },
  {
    name: "nothing-to-say",
    teaches:
      "Your layer prints as `Linear()`. Override `extraRepr` and return its sizes and whether it has a bias.",
    caughtBy: [TEXT, TEXT_WITHOUT],
    subProblem: "describe",
    implementation: {
      Linear: class Linear extends Solution.Linear {
        override extraRepr(): string {
          return "";
        }
      },
    },
  },
]);
