import { room, type SeededInputs } from "arena/grader";
import { NotYetError, type nn, type tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/model-cfg/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/model-cfg");

/** No number follows from the others: what should be read from here cannot be computed instead. */
const SMALL: Solution.Config = {
  nLayers: 2,
  dModel: 6,
  nHeads: 2,
  dHead: 4,
  dMlp: 5,
  nVocab: 7,
  nCtx: 8,
};

/** The shape of each parameter by its name. */
const namesAndShapes = (module: nn.Module): Record<string, number[]> =>
  Object.fromEntries(module.namedParameters().map(([name, { shape }]) => [name, shape]));

/** A module with random numbers in place of its first ones. */
function scrambled<M extends nn.Module>(module: M, random: SeededInputs): M {
  for (const parameter of module.parameters()) parameter.assign(random.normal(parameter.shape, 0.1, 0.5));
  return module;
}

/** A module with the numbers of another one, by name. */
function named<M extends nn.Module>(module: M, other: nn.Module): M {
  module.loadStateDict(other.stateDict());
  return module;
}

/** The message of what is thrown; what is not written yet is told. */
function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof NotYetError) throw error;
    return error instanceof Error ? error.message : String(error);
  }
  return "nothing was thrown";
}

/** What is returned, or that it was refused, in whatever words. */
function unlessRefused<T>(run: () => T): T | string {
  try {
    return run();
  } catch (error) {
    if (error instanceof NotYetError) throw error;
    return `refused: ${error instanceof Error ? error.name : "an error"}`;
  }
}

subProblem("defaults", () => {
  test("what is stated wins, also a zero", async ({ answer, expectSame }) => {
    const stated = { nLayers: 0, dModel: 96, nHeads: 8, dHead: 10, dMlp: 1000, nVocab: 100, nCtx: 32 };
    await expectSame("configOf(all seven numbers)", () => answer.configOf({ ...stated }), stated);
    await expectSame("configOf({}) afterwards", () => answer.configOf({}), {
      nLayers: 12,
      dModel: 768,
      nHeads: 12,
      dHead: 64,
      dMlp: 3072,
      nVocab: 50257,
      nCtx: 1024,
    });
  });
  test("what follows from what is stated", async ({ answer, solution, expectSame }) => {
    for (const overrides of [{ dModel: 64, nHeads: 4 }, { nHeads: 6 }, { dModel: 120 }])
      await expectSame(
        `configOf(${JSON.stringify(overrides)})`,
        () => answer.configOf({ ...overrides }),
        solution.configOf(overrides),
      );
  });
  test("heads that do not fit", async ({ answer, expectThat }) => {
    await expectThat(
      "the error of configOf({ dModel: 70, nHeads: 4 })",
      () => messageOf(() => answer.configOf({ dModel: 70, nHeads: 4 })),
      (message) => /\b70\b/.test(message) && /\b4\b/.test(message),
      "an error whose message names 70 and 4",
    );
  });
  test("heads of a stated size", async ({ answer, solution, expectSame }) => {
    const overrides = { dModel: 70, nHeads: 4, dHead: 16 };
    await expectSame(
      "configOf({ dModel: 70, nHeads: 4, dHead: 16 })",
      () => unlessRefused(() => answer.configOf({ ...overrides })),
      solution.configOf(overrides),
    );
  });
});

subProblem("block", () => {
  test("names and shapes", async ({ answer, solution, expectSame }) => {
    await expectSame(
      "the parameters of new Block(cfg)",
      () => namesAndShapes(new answer.Block(SMALL)),
      namesAndShapes(new solution.Block(SMALL)),
    );
  });
  test("a stream of positions", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 6]); // [batch, position, dModel]
    const right = scrambled(new solution.Block(SMALL), random);
    await expectSame(
      "new Block(cfg).call(x)",
      () => named(new answer.Block(SMALL), right).call(x),
      right.call(x),
      { reductionLength: 60 },
    );
  });
});

subProblem("model", () => {
  test("names and shapes", async ({ answer, solution, expectSame }) => {
    for (const nLayers of [2, 0, 3]) {
      const cfg = { ...SMALL, nLayers };
      await expectSame(
        `the parameters of new Transformer(cfg) of ${nLayers} layers`,
        () => namesAndShapes(new answer.Transformer(cfg)),
        namesAndShapes(new solution.Transformer(cfg)),
      );
    }
  });
  test("the logits of two texts", async ({ answer, solution, random, expectSame }) => {
    const tokens = random.integers([2, 4], 0, 7) as tf.Tensor2D; // [batch, position]
    const right = scrambled(new solution.Transformer(SMALL), random);
    await expectSame(
      "new Transformer(cfg).call(tokens)",
      () => named(new answer.Transformer(SMALL), right).call(tokens),
      right.call(tokens),
      { reductionLength: 200 },
    );
  });
  test("as many positions as there are, and one more", async (context) => {
    const { answer, solution, random, expectSame, expectThat } = context;
    const [full, long] = [8, 9].map((length) => random.integers([1, length], 0, 7) as tf.Tensor2D);
    const right = scrambled(new solution.Transformer(SMALL), random);
    const model = () => named(new answer.Transformer(SMALL), right);
    await expectSame(
      "call(tokens) of 8 positions, where nCtx is 8",
      () => model().call(full as tf.Tensor2D),
      right.call(full as tf.Tensor2D),
      { reductionLength: 200 },
    );
    await expectThat(
      "the error of call(tokens) of 9 positions, where nCtx is 8",
      () => messageOf(() => model().call(long as tf.Tensor2D)),
      // the table's own complaint comes too late on a graphics card, and not at all where positions are no table
      (message) => /\b9\b/.test(message) && /\b8\b/.test(message) && !message.startsWith("Embedding"),
      "an error of the model's own whose message names 9 and 8",
    );
  });
  test("the configuration is kept as it was", async ({ answer, expectSame }) => {
    const kept = () => {
      const cfg = { ...SMALL };
      return [new answer.Transformer(cfg).cfg, cfg];
    };
    await expectSame("model.cfg, and the cfg that was given", kept, [SMALL, SMALL]);
  });
});

subProblem("sweep", () => {
  test("two choices by hand", async ({ answer, expectSame }) => {
    const short = () =>
      answer
        .sweep({}, { nLayers: [1, 2], dModel: [24, 48] })
        .map(({ nLayers, dModel, dHead, dMlp }) => [nLayers, dModel, dHead, dMlp]);
    await expectSame(
      "nLayers, dModel, dHead and dMlp of sweep({}, { nLayers: [1, 2], dModel: [24, 48] })",
      short,
      [
        [1, 24, 2, 96],
        [1, 48, 4, 192],
        [2, 24, 2, 96],
        [2, 48, 4, 192],
      ],
    );
  });
  test("three choices on top of a base", async ({ answer, solution, expectSame }) => {
    const base = { nVocab: 50, nHeads: 2, nLayers: 7 };
    const choices = { dModel: [8, 16, 32], nLayers: [0, 3], nCtx: [10] };
    const all = () => {
      const given = { ...base };
      return { grid: answer.sweep(given, choices), base: given };
    };
    await expectSame(
      "sweep({ nVocab: 50, nHeads: 2, nLayers: 7 }, { dModel: [8, 16, 32], nLayers: [0, 3], nCtx: [10] }), and the base",
      all,
      { grid: solution.sweep(base, choices), base },
    );
  });
  test("no choice at all", async ({ answer, solution, expectSame }) => {
    await expectSame("sweep({ nLayers: 4 }, {})", () => answer.sweep({ nLayers: 4 }, {}), [
      solution.configOf({ nLayers: 4 }),
    ]);
  });
});

subProblem("changes", () => {
  test("two numbers, and none", async ({ answer, expectSame }) => {
    await expectSame("changes(cfg, base)", () => answer.changes({ ...SMALL, nLayers: 0, nVocab: 9 }, SMALL), [
      "nLayers=0",
      "nVocab=9",
    ]);
    await expectSame("changes(base, base)", () => answer.changes({ ...SMALL }, SMALL), []);
  });
});
