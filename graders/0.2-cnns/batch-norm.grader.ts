import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/batch-norm/solution.ts";

type Layer = Solution.BatchNorm2d;

const { subProblem, test } = room<typeof Solution>("0.2/batch-norm");

/** The room's example: the numbers 1, 3, 2, 6 in one channel, [batch 2, channel 1, height 1, width 2]. */
const EXAMPLE = [[[[1, 3]]], [[[2, 6]]]];

const names = (named: readonly (readonly [string, unknown])[]): string[] => named.map(([name]) => name);

/** The running statistics, copied, so that a later step does not change them. */
function statisticsOf(layer: Layer) {
  const { runningMean, runningVar, numBatchesTracked } = layer;
  return { runningMean: runningMean.clone(), runningVar: runningVar.clone(), numBatchesTracked };
}

/** The layer after these batches in training mode. */
function trained(layer: Layer, ...batches: readonly tf.Tensor4D[]): Layer {
  for (const batch of batches) layer.call(batch);
  return layer;
}

function withAffine(layer: Layer, weight: tf.Tensor, bias: tf.Tensor): Layer {
  layer.weight.assign(weight);
  layer.bias.assign(bias);
  return layer;
}

subProblem("declare", () => {
  test("weight and bias are the parameters", async ({ answer, expectSame }) => {
    await expectSame("names of the parameters", () => names(new answer.BatchNorm2d(3).namedParameters()), [
      "weight",
      "bias",
    ]);
    await expectSame("weight", () => new answer.BatchNorm2d(3).weight, tf.ones([3]));
    await expectSame("bias", () => new answer.BatchNorm2d(3).bias, tf.zeros([3]));
  });
  test("the running statistics are the buffers", async ({ answer, expectSame }) => {
    await expectSame("names of the buffers", () => names(new answer.BatchNorm2d(3).namedBuffers()), [
      "runningMean",
      "runningVar",
    ]);
    const fresh = { runningMean: tf.zeros([3]), runningVar: tf.ones([3]), numBatchesTracked: 0 };
    await expectSame("a new layer's statistics", () => statisticsOf(new answer.BatchNorm2d(3)), fresh);
  });
});

subProblem("normalise", () => {
  test("four numbers by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor(EXAMPLE) as tf.Tensor4D; // [2, 1, 1, 2]
    const expected = tf.tensor([-1, 0, -0.5, 1.5], [2, 1, 1, 2]);
    await expectSame("call(x)", () => new answer.BatchNorm2d(1, 0.5, 0.5).call(x), expected);
  });
  test("weight and bias are applied", async ({ answer, given, expectSame }) => {
    const x = given.tensor(EXAMPLE) as tf.Tensor4D; // [2, 1, 1, 2]
    const layer = () => withAffine(new answer.BatchNorm2d(1, 0.5, 0.5), tf.tensor1d([2]), tf.tensor1d([-1]));
    await expectSame("call(x)", () => layer().call(x), tf.tensor([-3, -1, -2, 2], [2, 1, 1, 2]));
  });
  test("each channel by itself", async ({ answer, solution, random, expectSame }) => {
    const scale = random.uniform([1, 4, 1, 1], 0.2, 3); // [1, channel, 1, 1]
    const x = random.normal([3, 4, 2, 5]).mul(scale).add(scale) as tf.Tensor4D; // [batch, channel, height, width]
    const [weight, bias] = [random.normal([4]), random.normal([4])]; // [channel] each
    const expected = withAffine(new solution.BatchNorm2d(4), weight, bias).call(x); // [3, 4, 2, 5]
    await expectSame("call(x)", () => withAffine(new answer.BatchNorm2d(4), weight, bias).call(x), expected, {
      reductionLength: 30,
    });
  });
  test("a channel that is constant", async ({ answer, given, expectSame }) => {
    const x = given.tensor([4, 4, 1, 2, 4, 4, 3, 6], [2, 2, 1, 2]) as tf.Tensor4D; // [batch, channel, height, width]
    const expected = tf.tensor([0, 0, -1, -0.5, 0, 0, 0, 1.5], [2, 2, 1, 2]);
    await expectSame("call(x)", () => new answer.BatchNorm2d(2, 0.5).call(x), expected);
  });
  test("a single image", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([1, 3, 4, 2], 2, 3) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame(
      "call(x)",
      () => new answer.BatchNorm2d(3).call(x),
      new solution.BatchNorm2d(3).call(x),
      { reductionLength: 8 },
    );
  });
  test("gradients flow through the statistics", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([3, 2, 2, 2]) as tf.Tensor4D; // [batch, channel, height, width]
    const share = random.normal([3, 2, 2, 2]); // what each output counts
    const slope = (layer: Layer) =>
      tf.grad((images) =>
        layer
          .call(images as tf.Tensor4D)
          .mul(share)
          .sum(),
      )(x);
    await expectSame(
      "gradient with respect to x",
      () => slope(new answer.BatchNorm2d(2)),
      slope(new solution.BatchNorm2d(2)),
      { reductionLength: 24 },
    );
  });
});

subProblem("running", () => {
  test("one step by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor(EXAMPLE) as tf.Tensor4D; // [2, 1, 1, 2]
    const expected = {
      runningMean: tf.tensor1d([1.5]),
      runningVar: tf.tensor1d([0.5 + 7 / 3]),
      numBatchesTracked: 1,
    };
    await expectSame(
      "statistics after call(x)",
      () => statisticsOf(trained(new answer.BatchNorm2d(1, 0.5, 0.5), x)),
      expected,
    );
  });
  test("three batches of different sizes", async ({ answer, solution, random, expectSame }) => {
    const sizes = [
      [2, 3, 2, 2],
      [4, 3, 1, 5],
      [1, 3, 3, 2],
    ]; // [batch, channel, height, width] each
    const batches = sizes.map((size, i) => random.normal(size, i, 1 + i) as tf.Tensor4D);
    const expected = statisticsOf(trained(new solution.BatchNorm2d(3), ...batches));
    await expectSame(
      "statistics after three calls",
      () => statisticsOf(trained(new answer.BatchNorm2d(3), ...batches)),
      expected,
      { reductionLength: 20 },
    );
  });
  test("the statistics are still buffers after a step", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 3, 2, 2]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame(
      "names of the buffers",
      () => names(trained(new answer.BatchNorm2d(3), x).namedBuffers()),
      ["runningMean", "runningVar"],
    );
  });
});

subProblem("mode", () => {
  test("evaluation by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor(EXAMPLE) as tf.Tensor4D; // [2, 1, 1, 2]
    const layer = () =>
      withAffine(trained(new answer.BatchNorm2d(1, 0.5, 0.5), x), tf.tensor1d([2]), tf.tensor1d([-1]));
    const root = Math.sqrt(0.5 + 7 / 3 + 0.5);
    const expected = tf.tensor(
      [1, 3, 2, 6].map((value) => ((value - 1.5) / root) * 2 - 1),
      [2, 1, 1, 2],
    );
    await expectSame("eval().call(x)", () => layer().eval().call(x), expected);
  });
  test("evaluation changes nothing", async ({ answer, solution, random, expectSame }) => {
    const [seen, unseen] = [random.normal([2, 3, 2, 2]), random.normal([4, 3, 1, 2], 5)] as [
      tf.Tensor4D,
      tf.Tensor4D,
    ];
    const after = (layer: Layer) => {
      trained(layer, seen).eval().call(unseen);
      return statisticsOf(layer);
    };
    await expectSame(
      "statistics after an evaluation",
      () => after(new answer.BatchNorm2d(3)),
      after(new solution.BatchNorm2d(3)),
    );
  });
  test("one image alone or in a batch", async ({ answer, random, expectSame }) => {
    const x = random.normal([3, 2, 2, 2], 1, 2) as tf.Tensor4D; // [batch, channel, height, width]
    const first = x.slice(0, 1); // [1, channel, height, width]
    const expected = first.div(Math.sqrt(1 + 1e-5)); // a new layer remembers mean 0 and variance 1
    await expectSame("eval().call(first)", () => new answer.BatchNorm2d(2).eval().call(first), expected);
    await expectSame(
      "the first of eval().call(x)",
      () => new answer.BatchNorm2d(2).eval().call(x).slice(0, 1),
      expected,
    );
  });
  test("training goes on after an evaluation", async ({ answer, solution, random, expectSame }) => {
    const [first, second] = [random.normal([2, 3, 2, 2], 1), random.normal([2, 3, 2, 2], -1)] as [
      tf.Tensor4D,
      tf.Tensor4D,
    ];
    const again = (layer: Layer) => {
      trained(layer, first).eval().call(second);
      return layer.train().call(second);
    };
    await expectSame(
      "train().call(x)",
      () => again(new answer.BatchNorm2d(3)),
      again(new solution.BatchNorm2d(3)),
      { reductionLength: 8 },
    );
  });
});
