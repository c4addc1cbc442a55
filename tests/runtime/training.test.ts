import { describe, expect, it } from "vitest";
import { startBackend } from "../../src/runtime/backend.ts";
import { openRun } from "../../src/runtime/memory.ts";
import { tf } from "../../src/runtime/tf.ts";
import { expectClose, wave } from "./numbers.ts";

type Scalar = import("#tfjs").Scalar;
type Tensor = import("#tfjs").Tensor;
type Tensor4D = import("#tfjs").Tensor4D;
type Variable = import("#tfjs").Variable;

/** A model's variables, and its loss on data that is made once on the active backend. */
interface Problem {
  readonly variables: readonly Variable[];
  readonly loss: () => Scalar;
}

const weight = (shape: number[], phase: number): Variable =>
  tf.variable(wave(shape, phase).mul(Math.sqrt(2 / (shape.at(-2) ?? 1))));

function convolutionalNetwork(): Problem {
  const images = wave([4, 8, 8, 1]) as Tensor4D; // [batch, height, width, channel]
  const labels = tf.oneHot(tf.tensor1d([0, 2, 1, 2], "int32"), 3).cast("float32"); // [batch, class]
  const [first, second, last] = [
    weight([3, 3, 1, 4], 1),
    weight([3, 3, 4, 8], 2),
    weight([32, 3], 3),
  ] as const;
  const loss = (): Scalar => {
    const a = tf.maxPool(tf.relu(tf.conv2d(images, first as never, 1, "same")), 2, 2, "valid");
    const b = tf.avgPool(tf.leakyRelu(tf.conv2d(a, second as never, 1, "same")), 2, 2, "same");
    const logits = tf.matMul(b.reshape([4, 32]), last);
    return tf.losses.softmaxCrossEntropy(labels, logits) as Scalar;
  };
  return { variables: [first, second, last], loss };
}

function transformerBlock(): Problem {
  const x = wave([2, 5, 6]); // [batch, position, model]
  const future = tf.linalg
    .bandPart(tf.ones([5, 5]), 0, -1)
    .sub(tf.eye(5))
    .mul(-1e9); // [query, key]
  const [q, k, v, up, down] = [0, 1, 2, 3, 4].map((i) =>
    weight(i < 3 ? [6, 6] : i === 3 ? [6, 12] : [12, 6], i + 0.5),
  ) as [Variable, Variable, Variable, Variable, Variable];
  const loss = (): Scalar => {
    const scores = tf.matMul(tf.matMul(x, q), tf.matMul(x, k), false, true).div(Math.sqrt(6)); // [batch, query, key]
    const attended = x.add(tf.matMul(tf.softmax(scores.add(future)), tf.matMul(x, v)));
    const { mean, variance } = tf.moments(attended, -1, true);
    const normed = attended.sub(mean).div(variance.add(1e-5).sqrt());
    const out = attended.add(tf.matMul(tf.elu(tf.matMul(normed, up)), down));
    return tf.losses.meanSquaredError(tf.reverse(x, 1), out) as Scalar;
  };
  return { variables: [q, k, v, up, down], loss };
}

/** Second order inside a training step: the critic's gradient is pushed to length one. */
function gradientPenalty(): Problem {
  const x = wave([6, 4]); // [batch, feature]
  const [hidden, out] = [weight([4, 8], 1), weight([8, 1], 2)] as const;
  const critic = (input: Tensor): Tensor => tf.matMul(tf.tanh(tf.matMul(input, hidden)), out);
  const loss = (): Scalar => {
    const slopes = tf.grad((input: Tensor) => critic(input).sum())(x); // [batch, feature]
    const lengths = slopes.square().sum(1).add(1e-8).sqrt();
    return critic(x).mean().add(lengths.sub(1).square().mean().mul(10)) as Scalar;
  };
  return { variables: [hidden, out], loss };
}

async function lossesOn(backend: string, make: () => Problem): Promise<number[]> {
  await startBackend(backend);
  const run = openRun();
  const { variables, loss } = make();
  const optimizer = tf.train.adam(0.02);
  const losses: number[] = [];
  for (let step = 0; step < 8; step++) {
    const value = optimizer.minimize(loss, true, [...variables]) as Scalar;
    losses.push((await value.data())[0] as number);
  }
  run.close();
  return losses;
}

describe("training takes the same course on wasm as on cpu", () => {
  it.each([
    ["a convolutional network", convolutionalNetwork],
    ["a transformer block", transformerBlock],
    ["a critic with gradient penalty", gradientPenalty],
  ])("%s", async (_, make) => {
    const reference = await lossesOn("cpu", make);
    expect(reference.at(-1)).toBeLessThan(0.9 * (reference[0] as number));
    expectClose(await lossesOn("wasm", make), reference, 1e-3);
  });
});
