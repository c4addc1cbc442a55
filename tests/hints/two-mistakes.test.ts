import { afterAll, beforeAll, expect, test } from "vitest";
import { Grader } from "../../src/grading/grader.ts";
import { firstFailing, rooms, root, type Slips } from "./slips.ts";

/**
 * First attempts hold more than one mistake. What is said of the first failing case has to be true of the first of them,
 * and must not send anyone to a step that is right.
 */
interface TwoMistakes {
  readonly room: string;
  readonly name: string;
  readonly slips: Slips;
  /** The step that the first failing case is a matter of. */
  readonly step: string;
  readonly decoy: string;
}

const ATTEMPTS: readonly TwoMistakes[] = [
  {
    room: "0.2/linear",
    name: "both drawn by randn, and a product for matrices only",
    slips: [
      ["tf.randomUniform(shape, -bound, bound)", "tf.randomNormal(shape)"],
      ['einsum("... i, o i -> ... o", x, this.weight)', "x.matMul(this.weight.transpose())"],
    ],
    step: "initialise",
    decoy: "normal-of-size-one",
  },
  {
    room: "0.2/batch-norm",
    name: "plain tensors for buffers, and a channel lined up with the width",
    slips: [
      ["new nn.Buffer(tf.zeros([numFeatures]))", "tf.zeros([numFeatures]) as nn.Buffer"],
      ["new nn.Buffer(tf.ones([numFeatures]))", "tf.ones([numFeatures]) as nn.Buffer"],
      ["this.runningMean.assign(this.runningMean.mul", "this.runningMean = (this.runningMean.mul"],
      ["this.runningVar.assign(this.runningVar.mul", "this.runningVar = (this.runningVar.mul"],
      ['return rearrange(values, "c -> 1 c 1 1") as', "return values as"],
      ["return this.normalise(x, mean, variance);", "return this.normalise(x, mean, variance.mul(2));"],
    ],
    step: "declare",
    decoy: "statistics-as-plain-variables",
  },
  {
    room: "0.2/batch-norm",
    name: "buffers replaced, and the biased variance remembered",
    slips: [
      ["this.runningMean.assign(this.runningMean.mul", "this.runningMean = (this.runningMean.mul"],
      ["this.runningVar.assign(this.runningVar.mul", "this.runningVar = (this.runningVar.mul"],
      ["variance.mul(n / (n - 1))", "variance.mul(n / n)"],
    ],
    step: "running",
    decoy: "biased-running-variance",
  },
  {
    room: "0.2/residual-block",
    name: "a ReLU at the end of the left path, and none after the sum",
    slips: [
      [
        "new nn.Conv2d(outFeats, outFeats, 3, { padding: 1, bias: false }),\n      new nn.BatchNorm2d(outFeats),",
        "new nn.Conv2d(outFeats, outFeats, 3, { padding: 1, bias: false }),\n      new nn.BatchNorm2d(outFeats),\n      new nn.ReLU(),",
      ],
      ["change.add(this.right.call(x)).relu()", "change.add(this.right.call(x)) as tf.Tensor4D"],
    ],
    step: "left",
    decoy: "left-ends-with-relu",
  },
  {
    room: "0.2/residual-block",
    name: "a ReLU at the end of the left path, and a projection for the stride only",
    slips: [
      [
        "new nn.Conv2d(outFeats, outFeats, 3, { padding: 1, bias: false }),\n      new nn.BatchNorm2d(outFeats),",
        "new nn.Conv2d(outFeats, outFeats, 3, { padding: 1, bias: false }),\n      new nn.BatchNorm2d(outFeats),\n      new nn.ReLU(),",
      ],
      ["inFeats === outFeats && firstStride === 1", "firstStride === 1"],
    ],
    step: "left",
    decoy: "left-ends-with-relu",
  },
  {
    room: "0.2/resnet",
    name: "every block strided, and a bias in the stem",
    slips: [
      [
        "blocks.push(new ResidualBlock(outFeats, outFeats))",
        "blocks.push(new ResidualBlock(outFeats, outFeats, firstStride))",
      ],
      ["7, { stride: 2, padding: 3, bias: false }", "7, { stride: 2, padding: 3 }"],
    ],
    step: "group",
    decoy: "every-block-strided",
  },
  {
    room: "0.2/conv2d-module",
    name: "the bound of the channels alone, and settings that conv2d does not read",
    slips: [
      ["inChannels * kernelSize * kernelSize", "inChannels"],
      ["this.weight, { stride, padding })", "this.weight, {})"],
    ],
    step: "initialise",
    decoy: "fan-in-of-channels-only",
  },
  {
    room: "0.2/conv2d-module",
    name: "settings that conv2d does not read",
    slips: [["this.weight, { stride, padding })", "this.weight, {})"]],
    step: "convolve",
    decoy: "stride-and-padding-ignored",
  },
  {
    room: "0.2/strides",
    name: "diagonals and vectors as if everything were contiguous",
    slips: [
      ["[down + right], offset)", "[n + 1], offset)"],
      ["[0, ...vector.stride], vector.offset)", "[0, 1], 0)"],
    ],
    step: "trace",
    decoy: "trace-of-a-contiguous-matrix",
  },
];

let grader: Grader;
beforeAll(async () => {
  grader = await Grader.start({ root, rooms, backend: "wasm" });
});
afterAll(() => grader.close());

test.each(ATTEMPTS.map((attempt) => [`${attempt.room}: ${attempt.name}`, attempt] as const))(
  "%s",
  async (_title, { room, slips, step, decoy }) => {
    const { failing } = await firstFailing(grader, room, slips);
    const { diagnosis } = failing ?? {};
    expect(diagnosis?.subProblem ?? failing?.subProblem, diagnosis?.sentence).toBe(step);
    expect(diagnosis?.source === "decoy" ? diagnosis.name : undefined).toBe(decoy);
  },
);
