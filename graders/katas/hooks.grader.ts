import { room } from "arena/grader";
import { NotYetError, nn, seeded, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/hooks/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/hooks");

/** Layers within a layer, always with the same weights: the names are "", "0", "0.0", "0.1" and "1". */
const network = (): nn.Sequential => {
  using _ = seeded(3);
  return new nn.Sequential(new nn.Sequential(new nn.Linear(3, 4), new nn.ReLU()), new nn.Linear(4, 2));
};

/** Frees everything but its result, as well-behaved models do. */
class Tidy extends nn.Module {
  inner = network();
  forward(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => this.inner.call(x).mul(2));
  }
}

/** Two ways through, which are added: each module is a part of the answer. */
class TwoWays extends nn.Module {
  left = network();
  right = new nn.Sequential(network(), new nn.Tanh());
  forward(x: tf.Tensor): tf.Tensor {
    return this.left.call(x).add(this.right.call(x));
  }
}

class Broken extends nn.Module {
  forward(_x: tf.Tensor): tf.Tensor {
    throw new Error("this layer is broken");
  }
}

const hookCounts = (model: nn.Module) =>
  model.namedModules().map(([name, module]) => [name, module.hookCount]);

/** Runs a part that may fail because its model does; what is not written yet is told. */
function whateverHappens(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (error instanceof NotYetError) throw error;
  }
}

subProblem("watch", () => {
  test("a module within a module", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([5, 3]); // [batch, feature]
    await expectSame(
      'outputOf(model, x, "0.1")',
      () => answer.outputOf(network(), x, "0.1"),
      solution.outputOf(network(), x, "0.1"),
      { reductionLength: 3 },
    );
  });
  test("a model that frees what it made", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3]); // [batch, feature]
    const seen = () => {
      const output = answer.outputOf(new Tidy(), x, "inner.0");
      return output.isDisposed ? "a tensor that was freed" : output;
    };
    await expectSame('outputOf(model, x, "inner.0")', seen, solution.outputOf(new Tidy(), x, "inner.0"), {
      reductionLength: 3,
    });
  });
  test("hooks afterwards", async ({ answer, random, expectSame }) => {
    const [model, x] = [network(), random.normal([2, 3])];
    model.at(0).registerForwardHook(() => undefined);
    const before = hookCounts(model);
    const after = () => {
      answer.outputOf(model, x, "0.1");
      return hookCounts(model);
    };
    await expectSame("how many hooks each module has afterwards", after, before);
  });
  test("hooks after an error", async ({ answer, random, expectSame }) => {
    const [model, x] = [new nn.Sequential(network(), new Broken()), random.normal([2, 3])];
    const after = () => {
      whateverHappens(() => answer.outputOf(model, x, "0.0"));
      return hookCounts(model);
    };
    await expectSame("how many hooks each module has when the model threw", after, hookCounts(model));
  });
});

subProblem("ablate", () => {
  test("a hidden unit", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 5, 3], 1); // [batch, position, feature]
    // What comes after "0.0" is a ReLU, for which 0 and -1 are the same; after "0.1" comes a product.
    for (const [name, unit] of [
      ["0.0", 0],
      ["0.0", 3],
      ["0.1", 0],
      ["0.1", 1],
      ["0.1", 2],
      ["0.1", 3],
    ] as const)
      await expectSame(
        `withoutUnit(model, x, "${name}", ${unit})`,
        () => answer.withoutUnit(network(), x, name, unit),
        solution.withoutUnit(network(), x, name, unit),
        { reductionLength: 4 },
      );
  });
  test("the model afterwards", async ({ answer, random, expectSame }) => {
    const [model, x] = [network(), random.normal([4, 3])];
    const expected = model.call(x); // [batch, out]
    const after = () => {
      answer.withoutUnit(model, x, "0.1", 1);
      return model.call(x);
    };
    await expectSame("what the model gives afterwards", after, expected, { reductionLength: 4 });
  });
});

subProblem("patch", () => {
  test("a hidden layer", async ({ answer, solution, random, expectSame }) => {
    const [clean, corrupted] = [random.normal([3, 3], 1), random.normal([3, 3], 1)] as [tf.Tensor, tf.Tensor];
    await expectSame(
      'patchedRun(model, clean, corrupted, "left.0.0")',
      () => answer.patchedRun(new TwoWays(), clean, corrupted, "left.0.0"),
      solution.patchedRun(new TwoWays(), clean, corrupted, "left.0.0"),
      { reductionLength: 4 },
    );
  });
  test("hooks afterwards", async ({ answer, random, expectSame }) => {
    const [model, x] = [network(), random.normal([2, 3])];
    const after = () => {
      answer.patchedRun(model, x, x.neg(), "0");
      return hookCounts(model);
    };
    await expectSame("how many hooks each module has afterwards", after, hookCounts(model));
  });
});

subProblem("locate", () => {
  test("every module of a model", async ({ answer, solution, random, expectSame }) => {
    const [clean, corrupted] = [random.normal([3, 3], 2), random.normal([3, 3], -2)] as [
      tf.Tensor,
      tf.Tensor,
    ];
    const names = ["left", "left.0.0", "right.0"];
    await expectSame(
      "recovered(model, clean, corrupted, names)",
      () => answer.recovered(new TwoWays(), clean, corrupted, names),
      solution.recovered(new TwoWays(), clean, corrupted, names),
      { atol: 1e-3 },
    );
  });
});
