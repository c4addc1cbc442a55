import { room, type SeededInputs } from "arena/grader";
import { nn, seeded, type tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/module-blocks/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/module-blocks");

/** The shape of each parameter by its name. */
const namesAndShapes = (module: nn.Module): Record<string, number[]> =>
  Object.fromEntries(module.namedParameters().map(([name, { shape }]) => [name, shape]));

/** The shapes of the parameters in order, for chains in which nothing has a name. */
const shapesOf = (module: nn.Module): string[] =>
  module.parameters().map(({ shape }) => `[${shape.join(", ")}]`);

/** A module with random numbers in place of its first ones. */
function scrambled<M extends nn.Module>(module: M, random: SeededInputs): M {
  for (const parameter of module.parameters()) parameter.assign(random.normal(parameter.shape, 0.2, 0.6));
  return module;
}

/** A module with the numbers of another one, by name. */
function named<M extends nn.Module>(module: M, other: nn.Module): M {
  module.loadStateDict(other.stateDict());
  return module;
}

/** A module with the numbers of another one, by position, since its layers may have other names. */
function like(module: nn.Module, other: nn.Module): nn.Module {
  const [mine, theirs] = [module.parameters(), other.parameters()];
  if (mine.length !== theirs.length)
    throw new Error(`The chain has ${mine.length} parameters where ${theirs.length} are needed.`);
  for (const [i, parameter] of mine.entries()) parameter.assign(theirs[i] as tf.Tensor);
  return module;
}

/** A branch or a block of a stream, always with the same weights. */
const layer = (from: number, to: number, seed = 1): nn.Module => {
  using _ = seeded(seed);
  return new nn.Sequential(new nn.Linear(from, to), new nn.Tanh());
};

const threeBlocks = (): nn.Module[] => [layer(4, 4, 1), layer(4, 4, 2), layer(4, 4, 3)];

/** How often a hook on each child fires while something is called. */
function firings(model: nn.Module, paths: readonly string[], call: () => unknown): Record<string, number> {
  const fired = Object.fromEntries(paths.map((path) => [path, 0]));
  for (const path of paths)
    model.getSubmodule(path).registerForwardHook(() => {
      fired[path] = (fired[path] ?? 0) + 1;
    });
  call();
  return fired;
}

subProblem("chain", () => {
  test("names and shapes", async ({ answer, expectSame }) => {
    const layers = () =>
      answer
        .mlp(3, 8, 5)
        .namedChildren()
        .map(([name]) => name);
    await expectSame("the names of the layers of mlp(3, 8, 5)", layers, ["up", "activation", "down"]);
    await expectSame("the parameters of mlp(3, 8, 5)", () => namesAndShapes(answer.mlp(3, 8, 5)), {
      "up.weight": [8, 3],
      "up.bias": [8],
      "down.weight": [5, 8],
      "down.bias": [5],
    });
  });
  test("a batch of positions", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 4]); // [batch, position, from]
    const right = scrambled(solution.mlp(4, 6, 3), random);
    await expectSame("mlp(4, 6, 3).call(x)", () => named(answer.mlp(4, 6, 3), right).call(x), right.call(x), {
      reductionLength: 6,
    });
  });
});

subProblem("residual", () => {
  test("nothing to learn around where the width stays", async ({ answer, expectSame }) => {
    await expectSame(
      "the parameters of new Residual(4, 4, branch)",
      () => namesAndShapes(new answer.Residual(4, 4, new nn.Linear(4, 4))),
      { "norm.weight": [4], "norm.bias": [4], "branch.weight": [4, 4], "branch.bias": [4] },
    );
  });
  test("a linear map around where it changes", async ({ answer, expectSame }) => {
    await expectSame(
      "the parameters of new Residual(3, 5, branch)",
      () => namesAndShapes(new answer.Residual(3, 5, new nn.Linear(3, 5, false))),
      { "norm.weight": [3], "norm.bias": [3], "branch.weight": [5, 3], "around.weight": [5, 3] },
    );
  });
  test("a stream of positions", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 4], 1, 2); // [batch, position, from]
    const right = scrambled(new solution.Residual(4, 4, layer(4, 4)), random);
    await expectSame(
      "new Residual(4, 4, branch).call(x)",
      () => named(new answer.Residual(4, 4, layer(4, 4)), right).call(x),
      right.call(x),
      { reductionLength: 8 },
    );
  });
  test("down to one value", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([5, 4]); // [batch, from]
    const right = scrambled(new solution.Residual(4, 1, layer(4, 1)), random);
    await expectSame(
      "new Residual(4, 1, branch).call(x)",
      () => named(new answer.Residual(4, 1, layer(4, 1)), right).call(x),
      right.call(x),
      { reductionLength: 8 },
    );
  });
  test("hooks on every part", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 3]); // [batch, from]
    const fired = () => {
      const block = new answer.Residual(3, 2, layer(3, 2));
      return firings(block, ["norm", "branch", "around"], () => block.call(x));
    };
    await expectSame("how often hooks fire in one call(x)", fired, { norm: 1, branch: 1, around: 1 });
  });
});

subProblem("stream", () => {
  test("names and shapes", async ({ answer, expectSame }) => {
    const blocks = () => [new nn.Linear(4, 4, false), new nn.Linear(4, 4, false)];
    await expectSame(
      "the parameters of new Stream(4, blocks)",
      () => namesAndShapes(new answer.Stream(4, blocks())),
      { "blocks.0.weight": [4, 4], "blocks.1.weight": [4, 4], "norm.weight": [4], "norm.bias": [4] },
    );
  });
  test("through all blocks", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 4]); // [batch, position, width]
    const right = scrambled(new solution.Stream(4, threeBlocks()), random);
    await expectSame(
      "new Stream(4, blocks).call(x)",
      () => named(new answer.Stream(4, threeBlocks()), right).call(x),
      right.call(x),
      { reductionLength: 24 },
    );
  });
  test("read before its end", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([3, 4], 0, 2); // [batch, width]
    const right = scrambled(new solution.Stream(4, threeBlocks()), random);
    for (const depth of [0, 1, 2, 3])
      await expectSame(
        `new Stream(4, blocks).call(x, ${depth})`,
        () => named(new answer.Stream(4, threeBlocks()), right).call(x, depth),
        right.call(x, depth),
        { reductionLength: 24 },
      );
  });
  test("hooks on the blocks", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 4]); // [batch, width]
    const fired = () => {
      const model = new answer.Stream(4, threeBlocks());
      return firings(model, ["blocks.0", "blocks.1", "blocks.2", "norm"], () => model.call(x, 2));
    };
    await expectSame("how often hooks fire in one call(x, 2)", fired, {
      "blocks.0": 1,
      "blocks.1": 1,
      "blocks.2": 0,
      norm: 1,
    });
  });
});

subProblem("gan-blocks", () => {
  test("up and the last one up", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 2, 4]); // [batch, from, height, width]
    for (const last of [false, true, undefined]) {
      const call = `upBlock(3, 2, ${last})`;
      const right = scrambled(solution.upBlock(3, 2, last), random);
      await expectSame(`the shapes of ${call}`, () => shapesOf(answer.upBlock(3, 2, last)), shapesOf(right));
      const output = () => like(answer.upBlock(3, 2, last), right).call(x);
      await expectSame(`${call}.call(x)`, output, right.call(x), { reductionLength: 64 });
    }
  });
  test("down and the first one down", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 2, 6, 4]); // [batch, from, height, width]
    for (const first of [false, true, undefined]) {
      const call = `downBlock(2, 3, ${first})`;
      const right = scrambled(solution.downBlock(2, 3, first), random);
      await expectSame(
        `the shapes of ${call}`,
        () => shapesOf(answer.downBlock(2, 3, first)),
        shapesOf(right),
      );
      const output = () => like(answer.downBlock(2, 3, first), right).call(x);
      await expectSame(`${call}.call(x)`, output, right.call(x), { reductionLength: 64 });
    }
  });
});

subProblem("gan", () => {
  test("from one block to three", async ({ answer, solution, expectSame }) => {
    const shapes = ({ generator, discriminator }: ReturnType<typeof solution.adversaries>) => ({
      generator: shapesOf(generator),
      discriminator: shapesOf(discriminator),
    });
    for (const channels of [
      [8, 4, 1],
      [3, 2],
      [5, 4, 3, 2],
    ])
      await expectSame(
        `the shapes of the parameters of adversaries([${channels.join(", ")}])`,
        () => shapes(answer.adversaries(channels)),
        shapes(solution.adversaries(channels)),
      );
  });
  test("an image and the way back", async ({ answer, solution, random, expectSame }) => {
    const latent = random.normal([2, 4, 1, 2]); // [batch, channel, height, width]
    const image = random.uniform([2, 1, 4, 8], -1, 1); // [batch, channel, height, width]
    const { generator, discriminator } = solution.adversaries([4, 3, 1]);
    scrambled(generator, random);
    scrambled(discriminator, random);
    await expectSame(
      "generator.call(latent)",
      () => like(answer.adversaries([4, 3, 1]).generator, generator).call(latent),
      generator.call(latent),
      { reductionLength: 300 },
    );
    await expectSame(
      "discriminator.call(image)",
      () => like(answer.adversaries([4, 3, 1]).discriminator, discriminator).call(image),
      discriminator.call(image),
      { reductionLength: 300 },
    );
  });
});
