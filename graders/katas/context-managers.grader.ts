import { room } from "arena/grader";
import { NotYetError, nn, seeded, type tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/context-managers/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/context-managers");

/** Does something else in training, as dropout does, but nothing by chance. */
class Doubling extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    return this.training ? x.mul(2) : x;
  }
}

/** Always with the same weights. */
const network = (): nn.Sequential => {
  using _ = seeded(5);
  return new nn.Sequential(new nn.Linear(3, 4), new Doubling(), new nn.ReLU(), new nn.Linear(4, 2));
};

class Broken extends nn.Module {
  layer = new nn.Linear(3, 3);
  forward(_x: tf.Tensor): tf.Tensor {
    throw new Error("this layer is broken");
  }
}

const modes = (model: nn.Module) => model.namedModules().map(([name, module]) => [name, module.training]);

/** Runs a part that may fail because its model does; what is not written yet is told. */
function whateverHappens(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (error instanceof NotYetError) throw error;
  }
}

subProblem("own", () => {
  test("a block with some work", async ({ answer, expectSame }) => {
    const log = () => {
      const lines: string[] = [];
      {
        using _ = answer.logged("patching", lines);
        lines.push("work");
      }
      return lines;
    };
    await expectSame("the log", log, ["patching begins", "work", "patching ends"]);
  });
  test("a block that throws, inside another", async ({ answer, expectSame }) => {
    const log = () => {
      const lines: string[] = [];
      whateverHappens(() => {
        using _outer = answer.logged("outer", lines);
        using _inner = answer.logged("inner", lines);
        throw new Error("stop");
      });
      return lines;
    };
    await expectSame("the log", log, ["outer begins", "inner begins", "inner ends", "outer ends"]);
  });
});

subProblem("predict", () => {
  test("a model that does something else in training", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([6, 3], 1); // [batch, feature]
    await expectSame(
      "predict(model, x)",
      () => answer.predict(network(), x),
      solution.predict(network(), x),
      { reductionLength: 4 },
    );
  });
  test("a frozen part stays in its mode", async ({ answer, random, expectSame }) => {
    const [model, x] = [network(), random.normal([2, 3])];
    model.at(1).eval();
    const before = modes(model);
    const after = () => {
      answer.predict(model, x);
      return modes(model);
    };
    await expectSame("which modules train afterwards", after, before);
  });
  test("a model that throws", async ({ answer, random, expectSame }) => {
    const [model, x] = [new Broken(), random.normal([2, 3])];
    const after = () => {
      whateverHappens(() => answer.predict(model, x));
      return modes(model);
    };
    await expectSame("which modules train afterwards", after, modes(model));
  });
});

subProblem("temporarily", () => {
  test("inside and afterwards", async ({ answer, random, expectSame }) => {
    const own = random.normal([3, 2]); // [out, in]
    const values = random.normal([3, 2]); // [out, in]
    const seen = () => {
      const parameter = new nn.Parameter(own);
      let inside: tf.Tensor;
      {
        using _ = answer.temporarily(parameter, values);
        inside = parameter.clone();
      }
      return [inside, parameter.clone()];
    };
    await expectSame("the parameter inside and afterwards", seen, [values, own]);
  });
  test("one inside another on the same parameter", async ({ answer, random, expectSame }) => {
    const own = random.normal([4]); // [feature]
    const [first, second] = [random.normal([4]), random.normal([4])];
    const seen = () => {
      const parameter = new nn.Parameter(own);
      const states: tf.Tensor[] = [];
      {
        using _first = answer.temporarily(parameter, first);
        {
          using _second = answer.temporarily(parameter, second);
          states.push(parameter.clone());
        }
        states.push(parameter.clone());
      }
      return [...states, parameter.clone()];
    };
    await expectSame("the parameter in the inner block, the outer one, afterwards", seen, [
      second,
      first,
      own,
    ]);
  });
});

subProblem("effect", () => {
  test("the weights of the first layer", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([5, 3], 1); // [batch, feature]
    const effect = (of: typeof solution.knockout) => {
      const model = network();
      return of(model, x, (model.at(0) as nn.Linear).weight);
    };
    await expectSame("knockout(model, x, weight)", () => effect(answer.knockout), effect(solution.knockout), {
      reductionLength: 8,
    });
  });
  test("mode and weights afterwards", async ({ answer, random, expectSame }) => {
    const [model, x] = [network(), random.normal([5, 3], 1)];
    const { weight } = model.at(3) as nn.Linear;
    const expected = [weight.clone(), modes(model)];
    const after = () => {
      answer.knockout(model, x, weight);
      return [weight.clone(), modes(model)];
    };
    await expectSame("the weights and the modes afterwards", after, expected);
  });
  test("a model that throws", async ({ answer, random, expectSame }) => {
    const [model, x] = [new Broken(), random.normal([2, 3])];
    const { weight } = model.layer;
    const expected = [weight.clone(), modes(model)];
    const after = () => {
      whateverHappens(() => answer.knockout(model, x, weight));
      return [weight.clone(), modes(model)];
    };
    await expectSame("the weights and the modes afterwards", after, expected);
  });
});
