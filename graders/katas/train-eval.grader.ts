import { room } from "arena/grader";
import { random as generator, NotYetError, nn, seeded, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/train-eval/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/train-eval");

/** Does something else in training, but nothing by chance. */
class Doubling extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    return this.training ? x.mul(2) : x;
  }
}

/** Its modules: "", "body", "body.0" to "body.4", "head", "head.0" to "head.2". Always with the same weights. */
function network(): nn.Sequential {
  using _ = seeded(6);
  return new nn.Sequential({
    body: new nn.Sequential(
      new nn.Conv2d(1, 2, 1, { bias: false }),
      new nn.BatchNorm2d(2),
      new nn.ReLU(),
      new nn.Dropout(0.5),
      new nn.Flatten(),
    ),
    head: new nn.Sequential(new nn.Linear(8, 3), new Doubling(), new nn.ReLU()),
  });
}

class Broken extends nn.Module {
  dropout = new nn.Dropout(0.5);
  norm = new nn.BatchNorm2d(2);
  forward(_x: tf.Tensor): tf.Tensor {
    throw new Error("this layer is broken");
  }
}

const modes = (model: nn.Module) =>
  Object.fromEntries(model.namedModules().map(([name, module]) => [name, module.training]));

/** Runs a part that may fail because its model does; what is not written yet is told. */
function whateverHappens(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (error instanceof NotYetError) throw error;
  }
}

subProblem("ask", () => {
  test("a norm that was left behind", async ({ answer, expectSame }) => {
    const found = () => {
      const model = network();
      model.getSubmodule("body.1").eval();
      model.getSubmodule("head").eval();
      return answer.strays(model);
    };
    await expectSame("strays(model) of a model that trains", found, [
      "body.1",
      "head",
      "head.0",
      "head.1",
      "head.2",
    ]);
  });
  test("a dropout that goes on", async ({ answer, expectSame }) => {
    const found = () => {
      const model = network().eval();
      model.getSubmodule("body.3").train();
      return [answer.strays(model), answer.strays(network()), answer.strays(network().eval())];
    };
    await expectSame("strays(model) of a model that evaluates, and of two without any", found, [
      ["body.3"],
      [],
      [],
    ]);
  });
});

subProblem("branch", () => {
  test("whole examples, one number each", async ({ answer, solution, random, expectSame }) => {
    for (const shape of [
      [8, 3],
      [6, 2, 3],
      [5, 5],
    ]) {
      const x = random.normal(shape, 1); // [batch, ...]
      await expectSame(
        `new DropPath(0.4, random(7)).call(x) of [${shape.join(", ")}]`,
        () => new answer.DropPath(0.4, generator(7)).call(x),
        new solution.DropPath(0.4, generator(7)).call(x),
      );
    }
  });
  test("which examples are dropped", async ({ answer, given, expectSame }) => {
    const x = given.tensor(new Array(200).fill(1), [200, 1]); // [batch, 1]
    const coins = await generator(3).uniform([200]).data();
    const expected = Array.from(coins, (coin) => (coin < 0.1 ? 0 : 1 / 0.9));
    await expectSame(
      "new DropPath(0.1, random(3)).call(ones)",
      () => new answer.DropPath(0.1, generator(3)).call(x),
      tf.tensor2d(expected, [200, 1]),
    );
  });
  test("evaluation, and training again", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([7, 2], 1); // [batch, feature]
    const both = ({ DropPath }: typeof Solution) => {
      const layer = new DropPath(0.5, generator(5)).eval();
      return [layer.call(x), layer.train().call(x)];
    };
    await expectSame("call(x) in evaluation, then in training", () => both(answer), both(solution));
  });
});

subProblem("remember", () => {
  test("two steps by hand", async ({ answer, given, expectSame }) => {
    const [first, second] = [given.tensor([3, -3]), given.tensor([4, 0])]; // [feature] each
    const seen = () => {
      const layer = new answer.RunningScale(0.5);
      const inTraining = layer.call(first);
      return [inTraining, layer.eval().call(second), layer.scale.clone()];
    };
    await expectSame("training on [3, -3], evaluation on [4, 0], and the scale", seen, [
      tf.tensor1d([1.5, -1.5]),
      tf.tensor1d([2, 0]),
      tf.scalar(2),
    ]);
  });
  test("three batches, then two measurements", async ({ answer, solution, random, expectSame }) => {
    const batches = [random.normal([4, 3], 1, 5), random.normal([2, 3], 0, 2), random.normal([5, 2, 2], 3)];
    const seen = ({ RunningScale }: typeof Solution) => {
      const layer = new RunningScale(0.1);
      const outputs = batches.map((batch) => layer.call(batch));
      layer.eval();
      return [...outputs, ...batches.slice(0, 2).map((batch) => layer.call(batch)), layer.scale.clone()];
    };
    await expectSame("the outputs, and the scale", () => seen(answer), seen(solution), {
      reductionLength: 20,
    });
  });
  test("saved, but not trained", async ({ answer, expectSame }) => {
    const kept = () => {
      const layer = new answer.RunningScale(0.1);
      layer.call(tf.tensor1d([1, 2]));
      return {
        state: Object.keys(layer.stateDict()),
        parameters: layer.namedParameters().map(([name]) => name),
      };
    };
    await expectSame("the names in the state dict and of the parameters after a step", kept, {
      state: ["scale"],
      parameters: [],
    });
  });
});

subProblem("unfrozen", () => {
  test("a frozen body and a new head", async ({ answer, expectSame }) => {
    const after = () => {
      const model = network().eval();
      model.getSubmodule("body").requiresGrad_(false);
      return modes(answer.trainUnfrozen(model));
    };
    await expectSame("which modules of trainUnfrozen(model) train", after, {
      "": true,
      body: false,
      "body.0": false,
      "body.1": false,
      "body.2": false,
      "body.3": false,
      "body.4": false,
      head: true,
      "head.0": true,
      "head.1": true,
      "head.2": true,
    });
  });
  test("one frozen layer, and half of another", async ({ answer, expectSame }) => {
    for (const frozen of ["body.0", "body.1"]) {
      const after = () => {
        const model = network().eval();
        model.getSubmodule(frozen).requiresGrad_(false);
        (model.getSubmodule("head.0") as nn.Linear).weight.requiresGrad = false;
        answer.trainUnfrozen(model);
        return modes(model);
      };
      const expected = { ...modes(network()), [frozen]: false };
      await expectSame(`which modules train where "${frozen}" is frozen`, after, expected);
    }
  });
  test("everything frozen, and thawed again", async ({ answer, expectSame }) => {
    const after = () => {
      const model = network().requiresGrad_(false);
      const frozen = modes(answer.trainUnfrozen(model));
      model.requiresGrad_(true);
      return [frozen, modes(answer.trainUnfrozen(model))];
    };
    await expectSame("which modules train", after, [modes(network().eval()), modes(network())]);
  });
});

subProblem("uncertain", () => {
  /** What one run of an answer or of the solution gives, with the same dropped entries. */
  const run = ({ monteCarlo }: typeof Solution, x: tf.Tensor, samples: number) => {
    using _ = seeded(8);
    return monteCarlo(network(), x, samples);
  };
  test("mean and deviation", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([3, 1, 2, 2], 1); // [batch, channel, height, width]
    await expectSame("monteCarlo(model, x, 5)", () => run(answer, x, 5), run(solution, x, 5), {
      reductionLength: 40,
    });
  });
  test("a model without dropout", async ({ answer, random, expectSame }) => {
    const x = random.normal([4, 3]); // [batch, feature]
    const model = new nn.Sequential(new Doubling(), new nn.Tanh());
    await expectSame("monteCarlo(model, x, 3)", () => answer.monteCarlo(model, x, 3), {
      mean: x.tanh(),
      deviation: tf.zeros([4, 3]),
    });
  });
  test("modes and statistics afterwards", async ({ answer, random, expectSame }) => {
    const x = random.normal([3, 1, 2, 2], 1); // [batch, channel, height, width]
    const mixed = () => {
      const model = network();
      model.getSubmodule("body.1").eval();
      model.getSubmodule("body.3").eval();
      return model;
    };
    const after = () => {
      const model = mixed();
      answer.monteCarlo(model, x, 2);
      return { modes: modes(model), statistics: model.buffers() };
    };
    await expectSame("the modes and the running statistics afterwards", after, {
      modes: modes(mixed()),
      statistics: mixed().buffers(),
    });
  });
  test("a model that throws", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 2]); // [batch, feature]
    const after = () => {
      const model = new Broken();
      model.norm.eval();
      whateverHappens(() => answer.monteCarlo(model, x, 2));
      return modes(model);
    };
    await expectSame("the modes afterwards", after, { "": true, dropout: true, norm: false });
  });
});
