import { room, type SeededInputs } from "arena/grader";
import { DataLoader, nn, optim, seeded, TensorDataset, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/training-loop/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/training-loop");

/** Steps carry the rounding of those before on. */
const AFTER_STEPS = { atol: 1e-4 };

/** Always with the same first weights. */
const classifier = (): nn.Sequential => {
  using _ = seeded(7);
  return new nn.Sequential(new nn.Linear(3, 5), new nn.ReLU(), new nn.Linear(5, 4));
};

/** From each token a guess at the next one, always with the same first weights. */
const languageModel = (): nn.Sequential => {
  using _ = seeded(8);
  return new nn.Sequential(new nn.Embedding(6, 4), new nn.Linear(4, 6));
};

/** Notes in which mode it is at each call. */
class Witness extends nn.Module {
  readonly inner = classifier();
  readonly modes: boolean[] = [];
  forward(x: tf.Tensor): tf.Tensor {
    this.modes.push(this.training);
    return this.inner.call(x); // [batch, class]
  }
}

/** Takes into account how many steps there were: two small ones are not one large one. */
const withMomentum = (model: nn.Module) => new optim.SGD(model.parameters(), { lr: 0.3, momentum: 0.9 });

const batchOf = (random: SeededInputs, size: number): Solution.Batch => [
  random.normal([size, 3], 0, 2), // [batch, feature]
  random.integers([size], 0, 4) as tf.Tensor1D, // [batch]
];

/** Ten examples in batches of 4, 4 and 2. */
const loaderOf = (random: SeededInputs) =>
  new DataLoader(new TensorDataset(...(batchOf(random, 10) as [tf.Tensor, tf.Tensor1D])), { batchSize: 4 });

const joined = (pieces: readonly Solution.Batch[]): Solution.Batch => [
  tf.concat(pieces.map(([inputs]) => inputs)), // [batch, feature]
  tf.concat(pieces.map(([, labels]) => labels)), // [batch]
];

const tokensOf = (random: SeededInputs, count: number): tf.Tensor2D[] =>
  Array.from({ length: count }, () => random.integers([2, 5], 0, 6) as tf.Tensor2D); // [batch, position] each

subProblem("step", () => {
  test("a model that knows nothing", async ({ answer, random, expectSame }) => {
    const batch = batchOf(random, 5);
    const loss = () => {
      const model = new nn.Linear(3, 4);
      for (const parameter of model.parameters()) parameter.assign(tf.zerosLike(parameter));
      return answer.trainStep(model, withMomentum(model), batch);
    };
    await expectSame("trainStep with weights of 0 and 4 classes", loss, Math.log(4));
  });
  test("the weights after one step", async ({ answer, solution, random, expectSame }) => {
    const batch = batchOf(random, 6);
    const weights = async ({ trainStep }: typeof Solution) => {
      const model = classifier();
      await trainStep(model, withMomentum(model), batch);
      return model.parameters();
    };
    await expectSame("the parameters", () => weights(answer), await weights(solution), AFTER_STEPS);
  });
  test("three batches, one after the other", async ({ answer, solution, random, expectSame }) => {
    const batches = [batchOf(random, 4), batchOf(random, 2), batchOf(random, 5)];
    const run = async ({ trainStep }: typeof Solution) => {
      const model = classifier();
      const optimizer = withMomentum(model);
      const losses: number[] = [];
      for (const batch of batches) losses.push(await trainStep(model, optimizer, batch));
      return { losses, weights: model.parameters() };
    };
    await expectSame(
      "the losses and the parameters after three calls",
      () => run(answer),
      await run(solution),
      AFTER_STEPS,
    );
  });
});

subProblem("epoch", () => {
  test("a last batch that is smaller", async ({ answer, solution, random, expectSame }) => {
    const loader = loaderOf(random);
    const loss = ({ trainEpoch }: typeof Solution) => {
      const model = classifier();
      return trainEpoch(model, withMomentum(model), loader);
    };
    await expectSame(
      "trainEpoch of batches of 4, 4 and 2",
      () => loss(answer),
      await loss(solution),
      AFTER_STEPS,
    );
  });
  test("the weights after two epochs", async ({ answer, solution, random, expectSame }) => {
    const loader = loaderOf(random);
    const weights = async ({ trainEpoch }: typeof Solution) => {
      const model = classifier();
      const optimizer = withMomentum(model);
      await trainEpoch(model, optimizer, loader);
      await trainEpoch(model, optimizer, loader);
      return model.parameters();
    };
    await expectSame("the parameters", () => weights(answer), await weights(solution), AFTER_STEPS);
  });
  test("a model that comes in evaluation mode", async ({ answer, random, expectSame }) => {
    const loader = loaderOf(random);
    const modes = async () => {
      const model = new Witness().eval();
      await answer.trainEpoch(model, withMomentum(model), loader);
      return model.modes;
    };
    await expectSame("whether the model trains, batch by batch", modes, [true, true, true]);
  });
});

subProblem("accumulate", () => {
  test("the loss of three pieces", async ({ answer, solution, random, expectSame }) => {
    const pieces = [batchOf(random, 3), batchOf(random, 1), batchOf(random, 2)];
    const model = classifier();
    await expectSame(
      "accumulatedStep of pieces of 3, 1 and 2",
      () => {
        const own = classifier();
        return answer.accumulatedStep(own, withMomentum(own), pieces);
      },
      await solution.trainStep(model, withMomentum(model), joined(pieces)),
    );
  });
  test("two steps, as on whole batches", async ({ answer, solution, random, expectSame }) => {
    const pieces = [batchOf(random, 3), batchOf(random, 1), batchOf(random, 2)];
    const weights = async (step: (model: nn.Module, optimizer: optim.SGD) => Promise<number>) => {
      const model = classifier();
      const optimizer = withMomentum(model);
      await step(model, optimizer);
      await step(model, optimizer);
      return model.parameters();
    };
    await expectSame(
      "the parameters",
      () => weights((model, optimizer) => answer.accumulatedStep(model, optimizer, pieces)),
      await weights((model, optimizer) => solution.trainStep(model, optimizer, joined(pieces))),
      AFTER_STEPS,
    );
  });
});

subProblem("tokens", () => {
  const trained = async (
    { trainOnTokens }: typeof Solution,
    batches: readonly tf.Tensor2D[],
    settings: Solution.TokenTraining,
  ) => {
    const model = languageModel();
    const losses = await trainOnTokens(model, batches, settings);
    return { losses, weights: model.parameters() };
  };
  test("the loss of each step", async ({ answer, solution, random, expectSame }) => {
    const batches = tokensOf(random, 4);
    const settings = { lr: 0.1, warmup: 2, maxNorm: 10 };
    await expectSame(
      "trainOnTokens(model, batches, { lr: 0.1, warmup: 2, maxNorm: 10 })",
      async () => (await trained(answer, batches, settings)).losses,
      (await trained(solution, batches, settings)).losses,
      AFTER_STEPS,
    );
  });
  test("the first step of a warm-up", async ({ answer, solution, random, expectSame }) => {
    const batches = tokensOf(random, 1);
    const settings = { lr: 0.1, warmup: 4, maxNorm: 10 };
    await expectSame(
      "the parameters after the first of four steps of warm-up",
      async () => (await trained(answer, batches, settings)).weights,
      (await trained(solution, batches, settings)).weights,
      AFTER_STEPS,
    );
  });
  test("after the warm-up", async ({ answer, solution, random, expectSame }) => {
    const batches = tokensOf(random, 5);
    const settings = { lr: 0.1, warmup: 2, maxNorm: 10 };
    await expectSame(
      "the parameters after five steps, two of them warm-up",
      async () => (await trained(answer, batches, settings)).weights,
      (await trained(solution, batches, settings)).weights,
      AFTER_STEPS,
    );
  });
  // The same batch again and again: its norm is far above the limit at first and not far above it in the end.
  test("gradients that are too large", async ({ answer, solution, given, expectSame }) => {
    const mixed = given.tensor([[0, 1, 2, 3, 4, 5]], [1, 6], "int32") as tf.Tensor2D; // [1, position]
    const simple = given.tensor([[0, 1, 0, 1, 0, 1]], [1, 6], "int32") as tf.Tensor2D; // [1, position]
    const batches = [mixed, simple, simple, mixed];
    const settings = { lr: 0.1, warmup: 1, maxNorm: 0.2 };
    await expectSame(
      "the parameters after four steps with { maxNorm: 0.2 }",
      async () => (await trained(answer, batches, settings)).weights,
      (await trained(solution, batches, settings)).weights,
      AFTER_STEPS,
    );
  });
});
