import type { Tensor } from "#tfjs";
import { avgPool2d, backward, nn, optim, unbind } from "../../../src/tools/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";
import type { Attributes, Operations } from "./case.ts";

type Pair = number | [number, number];

/** The layer with these tensors for its own, so that a gradient reaches them. */
function withTensors<Layer extends object>(layer: Layer, tensors: Readonly<Record<string, Tensor>>): Layer {
  return Object.assign(layer, tensors);
}

const LAYERS: Operations = {
  "nn.Linear": () => (x, weight, bias) =>
    withTensors(new nn.Linear(weight.shape[1] as number, weight.shape[0] as number), { weight, bias }).call(
      x,
    ),
  "nn.Conv2d":
    ({ stride = 1, padding = 0 }) =>
    (x, weight, bias) => {
      const [out, into, ...kernel] = weight.shape as [number, number, number, number];
      const layer = new nn.Conv2d(into, out, kernel, { stride, padding: padding as Pair });
      return withTensors(layer, { weight, bias }).call(x);
    },
  "nn.ConvTranspose2d":
    ({ stride = 1, padding = 0 }) =>
    (x, weight, bias) => {
      const [into, out, ...kernel] = weight.shape as [number, number, number, number];
      const layer = new nn.ConvTranspose2d(into, out, kernel, { stride, padding: padding as Pair });
      return withTensors(layer, { weight, bias }).call(x);
    },
  "nn.BatchNorm2d": () => (x, weight, bias) =>
    withTensors(new nn.BatchNorm2d(weight.size), { weight, bias }).call(x),
  "nn.BatchNorm2d in evaluation": () => (x, weight, bias, runningMean, runningVar) => {
    const layer = new nn.BatchNorm2d(weight.size);
    layer.eval();
    return withTensors(layer, { weight, bias, runningMean, runningVar }).call(x);
  },
  "nn.BatchNorm2d running statistics": () => (x) => {
    const layer = new nn.BatchNorm2d(x.shape[1] as number);
    layer.call(x);
    layer.call(x.mul(2).add(1));
    return [layer.runningMean, layer.runningVar, layer.numBatchesTracked];
  },
  "nn.LayerNorm": () => (x, weight, bias) =>
    withTensors(new nn.LayerNorm(weight.shape), { weight, bias }).call(x),
  "nn.RMSNorm": () => (x, weight) => withTensors(new nn.RMSNorm(weight.shape), { weight }).call(x),
  "nn.GroupNorm":
    ({ groups = 1 }) =>
    (x, weight, bias) =>
      withTensors(new nn.GroupNorm(groups, weight.size), { weight, bias }).call(x),
  "nn.Conv2d in groups":
    ({ stride = 1, padding = 0, dilation = 1, groups = 1 }) =>
    (x, weight, bias) => {
      const [out, into, ...kernel] = weight.shape as [number, number, number, number];
      const settings = { stride, padding: padding as Pair, dilation, groups };
      return withTensors(new nn.Conv2d(into * groups, out, kernel, settings), { weight, bias }).call(x);
    },
  "nn.Unflatten":
    ({ axis, sizes = [] }) =>
    (x) =>
      new nn.Unflatten(axis as number, sizes).call(x),
  cosineSimilarity:
    ({ axis }) =>
    (a, b) =>
      nn.functional.cosineSimilarity(a, b, axis as number),
  "nn.Embedding": () => (weight, ids) =>
    withTensors(new nn.Embedding(weight.shape[0] as number, weight.shape[1] as number), { weight }).call(ids),
  "nn.MaxPool2d":
    ({ kernel = 1, stride = kernel, padding = 0, dilation = 1 }) =>
    (x) =>
      new nn.MaxPool2d(kernel, { stride, padding: padding as Pair, dilation }).call(x),
  "nn.MaxPool2d rounded up":
    ({ kernel = 1, stride = kernel, padding = 0 }) =>
    (x) =>
      new nn.MaxPool2d(kernel, { stride, padding: padding as Pair, ceilMode: true }).call(x),
  "avgPool2d rounded up":
    ({ kernel = 1, stride = kernel, padding = 0, count }) =>
    (x) =>
      avgPool2d(x, kernel, {
        stride,
        padding: padding as Pair,
        ceilMode: true,
        countIncludePad: count === true,
      }),
  "nn.AvgPool2d":
    ({ kernel = 1, stride = kernel, padding = 0 }) =>
    (x) =>
      new nn.AvgPool2d(kernel, { stride, padding: padding as Pair }).call(x),
  "nn.Flatten": () => (x) => new nn.Flatten().call(x),
  "nn.Softmax":
    ({ axis }) =>
    (x) =>
      new nn.Softmax(axis as number).call(x),
  "nn.GELU": () => (x) => new nn.GELU().call(x),
  "nn.SiLU": () => (x) => new nn.SiLU().call(x),
  "nn.ELU": () => (x) => new nn.ELU().call(x),
  "nn.Softplus": () => (x) => new nn.Softplus().call(x),
  "nn.LeakyReLU": () => (x) => new nn.LeakyReLU().call(x),
};

/** Linear, relu, linear, cross-entropy; the labels count up through the classes. */
function network(x: Tensor, [w1, b1, w2, b2]: readonly Tensor[]): () => Tensor {
  const [w, u] = [w1 as Tensor, w2 as Tensor];
  const labels = tf.range(0, x.shape[0] as number, 1, "int32").mod(tf.scalar(u.shape[0] as number, "int32"));
  return () => {
    const hidden = tf
      .matMul(x, w, false, true)
      .add(b1 as Tensor)
      .relu(); // [batch, hidden]
    const logits = tf.matMul(hidden, u, false, true).add(b2 as Tensor); // [batch, class]
    return nn.functional.crossEntropy(logits, labels);
  };
}

const parametersOf = (weights: readonly Tensor[]): nn.Parameter[] =>
  weights.map((weight) => new nn.Parameter(weight));

const gradOf = (parameter: nn.Parameter): Tensor => (parameter.grad as Tensor).clone();

type Stepping = Pick<optim.AnyOptimizer, "step" | "zeroGrad">;
type Kind = "SGD" | "RMSprop" | "Adam" | "AdamW";

function optimizerFor({ kind, lr, settings = {} }: Attributes, parameters: nn.Parameter[]): Stepping {
  const Optimizer = optim[kind as Kind];
  return new Optimizer(parameters, lr === undefined ? settings : { ...settings, lr });
}

const STEPS: Operations = {
  backward:
    () =>
    (x, ...weights) => {
      const parameters = parametersOf(weights);
      const loss = network(x, parameters);
      backward(loss, parameters);
      backward(() => loss().mul(0.5), parameters);
      return parameters.map(gradOf);
    },
  clipGradNorm:
    ({ limit = 1 }) =>
    (...gradients) => {
      const parameters = parametersOf(gradients.map((gradient) => tf.zerosLike(gradient)));
      parameters.forEach((parameter, i) => {
        parameter.grad = gradients[i] as Tensor;
      });
      const norm = nn.clipGradNorm(parameters, limit);
      return [norm, ...parameters.map(gradOf)];
    },
  optim: (attributes) => (start, gradients) => {
    const parameter = new nn.Parameter(start);
    const optimizer = optimizerFor(attributes, [parameter]);
    for (const gradient of unbind(gradients)) {
      parameter.grad = gradient;
      optimizer.step();
    }
    return parameter;
  },
  "tf.train.adadelta":
    ({ lr, rho }) =>
    (start, gradients) => {
      const variable = tf.variable(start);
      const optimizer = tf.train.adadelta(lr, rho, 1e-3);
      for (const tensor of unbind(gradients)) optimizer.applyGradients([{ name: variable.name, tensor }]);
      return variable;
    },
  "tf.train.adam for two lists of variables": () => (a, b) => {
    const [first, second] = [tf.variable(a), tf.variable(b)];
    const optimizer = tf.train.adam(0.1);
    optimizer.minimize(() => first.square().sum().asScalar(), false, [first]);
    optimizer.minimize(() => second.square().sum().asScalar(), false, [second]);
    return [first, second];
  },
  "losses of a training":
    (attributes) =>
    (x, ...weights) => {
      const parameters = parametersOf(weights);
      const optimizer = optimizerFor(attributes, parameters);
      const losses = Array.from({ length: attributes.steps as number }, () => {
        optimizer.zeroGrad();
        const loss = backward(network(x, parameters), parameters);
        optimizer.step();
        return loss;
      });
      return tf.stack(losses);
    },
};

/** Layers, what a backward pass leaves behind, and steps of optimizers. */
export const TRAINING: Operations = { ...LAYERS, ...STEPS };
