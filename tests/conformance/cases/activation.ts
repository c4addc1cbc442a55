import type { Tensor } from "#tfjs";
import { logSoftmax, nn, softmax } from "../../../src/tools/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";
import { type Attributes, type Operation, type Operations, plainly } from "./case.ts";

const axisOf = ({ axis }: Attributes): number => axis as number;
const along =
  (compute: (x: Tensor, axis: number) => Tensor): Operation =>
  (attributes) =>
  (x) =>
    compute(x, axisOf(attributes));

/** Activation functions. */
export const ACTIVATION: Operations = {
  ...plainly({
    relu: tf.relu,
    relu6: tf.relu6,
    leakyRelu: (x) => tf.leakyRelu(x, 0.2),
    elu: tf.elu,
    selu: tf.selu,
    sigmoid: tf.sigmoid,
    tanh: tf.tanh,
    softplus: tf.softplus,
    logSigmoid: tf.logSigmoid,
    silu: (x) => x.mul(x.sigmoid()),
    gelu: (x) => new nn.GELU().call(x),
    geluTanh: (x) => new nn.GELU("tanh").call(x),
    mish: (x) => x.mul(x.softplus().tanh()),
    softsign: (x) => x.div(x.abs().add(1)),
    hardtanh: (x) => x.clipByValue(-1, 1),
    "ELU with alpha": (x) => new nn.ELU(0.25).call(x),
    prelu: tf.prelu,
  }),
  softmax: along((x, axis) => softmax(x, axis)),
  logSoftmax: along((x, axis) => logSoftmax(x, axis)),
  "tf.softmax": along((x, axis) => tf.softmax(x, axis)),
  "tf.logSoftmax": along((x, axis) => tf.logSoftmax(x, axis)),
};
