import { room, type SeededInputs } from "arena/grader";
import { type nn, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/resnet/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.2/resnet");

/** The example of the statement: no two numbers of features alike. Made anew each time, since an answer may change it. */
const example = (): Solution.ResNetConfig => ({
  inChannels: 2,
  stemFeatures: 3,
  nBlocksPerGroup: [2, 1],
  outFeaturesPerGroup: [4, 5],
  firstStridesPerGroup: [1, 2],
  nClasses: 6,
});

/** One group without stride, and features that stay as the stem made them. */
const smallest = (): Solution.ResNetConfig => ({
  inChannels: 1,
  stemFeatures: 2,
  nBlocksPerGroup: [1],
  outFeaturesPerGroup: [2],
  firstStridesPerGroup: [1],
  nClasses: 3,
});

/** The shapes of a module's parameters in order, as "[4, 3, 3, 3]". */
const shapesOf = (module: nn.Module): string[] =>
  module.parameters().map(({ shape }) => `[${shape.join(", ")}]`);

/** The field each parameter belongs to, in order. */
const fieldsOf = (model: nn.Module): string[] => [
  ...new Set(model.namedParameters().map(([name]) => name.split(".")[0] ?? "")),
];

/** The statistics of the norms; how many batches they have seen is a scalar and left out. */
const statistics = (module: nn.Module): tf.Tensor[] => module.buffers().filter(({ rank }) => rank === 1);

/** The module with numbers in place of its first ones, running statistics included. */
function scrambled<M extends nn.Module>(module: M, random: SeededInputs): M {
  for (const parameter of module.parameters()) parameter.assign(random.normal(parameter.shape, 0.1, 0.5));
  for (const buffer of statistics(module))
    (buffer as tf.Variable).assign(random.uniform(buffer.shape, 0.5, 1.5));
  return module;
}

/** An answer's module with the numbers of another, matched by position, since its layers may have other names. */
function like<M extends nn.Module>(module: M, other: nn.Module): M {
  const [mine, theirs] = [
    [...module.parameters(), ...statistics(module)],
    [...other.parameters(), ...statistics(other)],
  ];
  if (mine.length !== theirs.length)
    throw new Error(
      `${module.constructor.name} holds ${mine.length} tensors where ${theirs.length} are needed.`,
    );
  for (const [i, tensor] of mine.entries()) (tensor as tf.Variable).assign(theirs[i] as tf.Tensor);
  return module;
}

subProblem("pool", () => {
  test("two channels by hand", async ({ answer, expectSame }) => {
    const x = tf.range(0, 24).reshape([1, 2, 3, 4]) as tf.Tensor4D; // [1, 2, 3, 4]
    await expectSame(
      "new AveragePool().call(0 … 23)",
      () => new answer.AveragePool().call(x),
      tf.tensor2d([[5.5, 17.5]]),
    );
  });
  test("several images", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([4, 3, 2, 5]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("call(x)", () => new answer.AveragePool().call(x), new solution.AveragePool().call(x), {
      reductionLength: 10,
    });
  });
  test("a picture of one pixel", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 3, 1, 1]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("call(x)", () => new answer.AveragePool().call(x), x.reshape([2, 3]));
  });
});

subProblem("group", () => {
  test("only the first block changes the shape", async ({ answer, solution, expectSame }) => {
    const expected = shapesOf(new solution.BlockGroup(3, 2, 4, 2));
    await expectSame(
      "shapes of the parameters of new BlockGroup(3, 2, 4, 2)",
      () => shapesOf(new answer.BlockGroup(3, 2, 4, 2)),
      expected,
    );
  });
  test("a stride without more channels", async ({ answer, solution, expectSame }) => {
    const expected = shapesOf(new solution.BlockGroup(2, 3, 3, 2));
    await expectSame(
      "shapes of the parameters of new BlockGroup(2, 3, 3, 2)",
      () => shapesOf(new answer.BlockGroup(2, 3, 3, 2)),
      expected,
    );
  });
  test("a single block", async ({ answer, solution, expectSame }) => {
    const expected = shapesOf(new solution.BlockGroup(1, 3, 3));
    await expectSame(
      "shapes of the parameters of new BlockGroup(1, 3, 3)",
      () => shapesOf(new answer.BlockGroup(1, 3, 3)),
      expected,
    );
  });
  test("what a group gives", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 2, 5, 8]) as tf.Tensor4D; // [batch, channel, height, width]
    const right = scrambled(new solution.BlockGroup(3, 2, 4, 2), random);
    await expectSame("call(x)", () => like(new answer.BlockGroup(3, 2, 4, 2), right).call(x), right.call(x), {
      reductionLength: 500,
    }); // [2, 4, 3, 4]
  });
});

subProblem("stem", () => {
  test("a convolution without bias, and a norm", async ({ answer, expectSame }) => {
    const expected = ["[3, 2, 7, 7]", "[3]", "[3]"];
    await expectSame(
      "shapes of inLayers' parameters",
      () => shapesOf(new answer.ResNet(example()).inLayers),
      expected,
    );
  });
  test("what the stem gives", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 2, 17, 13]) as tf.Tensor4D; // [batch, channel, height, width]
    const right = scrambled(new solution.ResNet(example()).inLayers, random);
    await expectSame(
      "inLayers.call(x)",
      () => like(new answer.ResNet(example()).inLayers, right).call(x),
      right.call(x),
      { reductionLength: 98 },
    ); // [2, 3, 5, 4]
  });
});

subProblem("groups", () => {
  test("a group for each entry", async ({ answer, solution, expectSame }) => {
    const expected = shapesOf(new solution.ResNet(example()).residualLayers);
    await expectSame(
      "shapes of residualLayers' parameters",
      () => shapesOf(new answer.ResNet(example()).residualLayers),
      expected,
    );
  });
  test("a network of one group", async ({ answer, solution, expectSame }) => {
    const expected = shapesOf(new solution.ResNet(smallest()).residualLayers);
    await expectSame(
      "shapes of residualLayers' parameters",
      () => shapesOf(new answer.ResNet(smallest()).residualLayers),
      expected,
    );
  });
  test("a network of four groups", async ({ answer, solution, expectSame }) => {
    const four = () => ({
      ...example(),
      nBlocksPerGroup: [1, 1, 2, 1],
      outFeaturesPerGroup: [3, 2, 2, 4],
      firstStridesPerGroup: [1, 2, 1, 2],
    });
    const expected = shapesOf(new solution.ResNet(four()).residualLayers);
    await expectSame(
      "shapes of residualLayers' parameters",
      () => shapesOf(new answer.ResNet(four()).residualLayers),
      expected,
    );
  });
  test("what the groups give", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 5, 4]) as tf.Tensor4D; // [batch, channel, height, width]
    const right = scrambled(new solution.ResNet(example()).residualLayers, random);
    await expectSame(
      "residualLayers.call(x)",
      () => like(new answer.ResNet(example()).residualLayers, right).call(x),
      right.call(x),
      { reductionLength: 500 },
    ); // [2, 5, 3, 2]
  });
  test("the configuration stays as it was", async ({ answer, expectSame }) => {
    const after = () => {
      const mine = example();
      new answer.ResNet(mine);
      return mine;
    };
    await expectSame("cfg after new ResNet(cfg)", after, example());
  });
});

subProblem("head", () => {
  test("one linear layer", async ({ answer, expectSame }) => {
    await expectSame(
      "shapes of outLayers' parameters",
      () => shapesOf(new answer.ResNet(example()).outLayers),
      ["[6, 5]", "[6]"],
    );
  });
  test("what the head gives", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 5, 3, 2]) as tf.Tensor4D; // [batch, channel, height, width]
    const right = scrambled(new solution.ResNet(example()).outLayers, random);
    await expectSame(
      "outLayers.call(x)",
      () => like(new answer.ResNet(example()).outLayers, right).call(x),
      right.call(x),
      { reductionLength: 30 },
    ); // [2, 6]
  });
  test("stem, groups and head in this order", async ({ answer, expectSame }) => {
    const expected = ["inLayers", "residualLayers", "outLayers"];
    await expectSame(
      "fields in the order of their parameters",
      () => fieldsOf(new answer.ResNet(example())),
      expected,
    );
  });
  test("the logits of a batch", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([3, 2, 17, 13]) as tf.Tensor4D; // [batch, channel, height, width]
    const right = scrambled(new solution.ResNet(example()), random);
    await expectSame("call(x)", () => like(new answer.ResNet(example()), right).call(x), right.call(x), {
      reductionLength: 2000,
    }); // [3, 6]
  });
  test("the logits of one image in evaluation mode", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([1, 1, 9, 12]) as tf.Tensor4D; // [batch, channel, height, width]
    const right = scrambled(new solution.ResNet(smallest()), random).eval();
    await expectSame(
      "eval().call(x)",
      () => like(new answer.ResNet(smallest()), right).eval().call(x),
      right.call(x),
      { reductionLength: 2000 },
    ); // [1, 3]
  });
});
