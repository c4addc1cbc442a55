import { room } from "arena/grader";
import { NotYetError, nn, optim, seeded, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/freezing/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/freezing");

/** The names of the parameters that are trained. */
const trained = (model: nn.Module): string[] =>
  model.namedParameters().flatMap(([name, { requiresGrad }]) => (requiresGrad ? [name] : []));

/** Eleven blocks, one of which is frozen, and a last layer that shares its weight with the first. */
class Tied extends nn.Module {
  embed = new nn.Embedding(5, 2);
  blocks = new nn.Sequential(...Array.from({ length: 11 }, () => new nn.Linear(2, 2, false)));
  unembed = new nn.Linear(2, 5);
  constructor() {
    super();
    this.unembed.weight = this.embed.weight; // [token, model]
    this.blocks.at(1).requiresGrad_(false);
  }
  forward(x: tf.Tensor): tf.Tensor {
    return this.unembed.call(this.blocks.call(this.embed.call(x)));
  }
}

/** Does something else in training, as dropout does, but nothing by chance. */
class Doubling extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    return this.training ? x.mul(2) : x;
  }
}

/** A frozen body with a norm and a dropout of sorts, a frozen layer, and an open rest; always with the same weights. */
function classifier(): nn.Sequential {
  using _ = seeded(6);
  const [conv, last] = [new nn.Conv2d(2, 3, 1), new nn.Conv2d(3, 2, 1)];
  const mix = new nn.Conv2d(3, 3, 1, { bias: false });
  const body = new nn.Sequential({ conv, norm: new nn.BatchNorm2d(3), drop: new Doubling() });
  for (const part of [body, mix]) part.requiresGrad_(false);
  return new nn.Sequential({ body, mix, norm: new nn.BatchNorm2d(3), drop: new Doubling(), last });
}

const modes = (model: nn.Module) => model.namedModules().map(([name, { training }]) => [name, training]);

/** Copies of everything in a model's state. */
const stateOf = (model: nn.Module): Record<string, tf.Tensor> =>
  Object.fromEntries(Object.entries(model.stateDict()).map(([name, tensor]) => [name, tensor.clone()]));

/** Runs a part that throws on purpose; what is not written yet is told. */
function whateverHappens(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (error instanceof NotYetError) throw error;
  }
}

subProblem("only", () => {
  test("a block and a norm", async ({ answer, expectSame }) => {
    const names = () => {
      const model = new nn.Sequential({
        tied: new Tied(),
        norm: new nn.LayerNorm(2),
        norm2: new nn.LayerNorm(2),
      });
      answer.trainOnly(model, ["tied.blocks.1", "norm"]);
      return trained(model);
    };
    await expectSame('what is trained after trainOnly(model, ["tied.blocks.1", "norm"])', names, [
      "tied.blocks.1.weight",
      "norm.weight",
      "norm.bias",
    ]);
  });
  test("a shared parameter", async ({ answer, expectSame }) => {
    const names = () => {
      const model = new Tied();
      answer.trainOnly(model, ["unembed"]);
      return trained(model);
    };
    await expectSame('what is trained after trainOnly(model, ["unembed"])', names, [
      "embed.weight",
      "unembed.bias",
    ]);
  });
});

subProblem("last", () => {
  /** Which layers of five, two of which have no parameters, are trained. */
  const after = ({ unfreezeLast }: typeof Solution, count: number) => {
    const [first, second, third] = [new nn.Linear(2, 3), new nn.Linear(3, 3, false), new nn.LayerNorm(3)];
    const model = new nn.Sequential(first, new nn.ReLU(), second, third, new nn.Tanh());
    first.requiresGrad_(false);
    unfreezeLast(model, count);
    return trained(model)
      .map((name) => name.replace(/\..*/, ""))
      .filter((name, i, all) => all.indexOf(name) === i);
  };
  test("the last two", async ({ answer, expectSame }) => {
    await expectSame("the layers that are trained after unfreezeLast(model, 2)", () => after(answer, 2), [
      "2",
      "3",
    ]);
  });
  test("none", async ({ answer, expectSame }) => {
    await expectSame("the layers that are trained after unfreezeLast(model, 0)", () => after(answer, 0), []);
  });
  test("more than there are", async ({ answer, expectSame }) => {
    await expectSame("the layers that are trained after unfreezeLast(model, 4)", () => after(answer, 4), [
      "0",
      "2",
      "3",
    ]);
  });
});

subProblem("scope", () => {
  test("inside and afterwards", async ({ answer, expectSame }) => {
    const seen = () => {
      const model = new Tied();
      const before = trained(model);
      let inside: string[];
      {
        using _ = answer.frozen(model);
        inside = trained(model);
      }
      return { inside, asBefore: `${trained(model)}` === `${before}` };
    };
    await expectSame("what is trained inside, and whether it is as before afterwards", seen, {
      inside: [],
      asBefore: true,
    });
  });
  test("a block that throws", async ({ answer, expectSame }) => {
    const seen = () => {
      const model = new nn.Sequential(new nn.Linear(2, 2), new nn.Linear(2, 2));
      model.at(0).requiresGrad_(false);
      whateverHappens(() => {
        using _ = answer.frozen(model);
        throw new Error("stop");
      });
      return trained(model);
    };
    await expectSame("what is trained afterwards", seen, ["1.weight", "1.bias"]);
  });
});

subProblem("step", () => {
  const lossOf = (model: nn.Module, x: tf.Tensor) => () => model.call(x).sub(1).square().mean() as tf.Scalar; // []
  /** The loss of a step, and the model's state after two of them. */
  const twoSteps = ({ fineTuneStep }: typeof Solution, x: tf.Tensor, left?: number) => {
    const model = classifier();
    if (left !== undefined)
      for (const parameter of model.parameters()) parameter.grad = tf.fill(parameter.shape, left);
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
    const loss = fineTuneStep(model, optimizer, lossOf(model, x));
    fineTuneStep(model, optimizer, lossOf(model, x));
    return { loss, ...stateOf(model) };
  };
  test("loss and state", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([4, 2, 1, 3], 1); // [batch, channel, height, width]
    await expectSame(
      "the first loss, and the state after two steps",
      () => twoSteps(answer, x),
      twoSteps(solution, x),
      {
        reductionLength: 64,
      },
    );
  });
  test("gradients from before", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([4, 2, 1, 3], 1); // [batch, channel, height, width]
    await expectSame(
      "the first loss, and the state after two steps",
      () => twoSteps(answer, x, 3),
      twoSteps(solution, x, 3),
      { reductionLength: 64 },
    );
  });
  test("modes meanwhile", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 2, 1, 3], 1); // [batch, channel, height, width]
    const meanwhile = () => {
      const model = classifier();
      let seen: unknown;
      const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
      answer.fineTuneStep(model, optimizer, () => {
        seen = modes(model);
        return lossOf(model, x)();
      });
      return seen;
    };
    await expectSame("which modules train while the loss is computed", meanwhile, [
      ["", true],
      ["body", false],
      ["body.conv", false],
      ["body.norm", false],
      ["body.drop", false],
      ["mix", false],
      ["norm", true],
      ["drop", true],
      ["last", true],
    ]);
  });
  test("modes afterwards", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 2, 1, 3], 1); // [batch, channel, height, width]
    const prepared = () => {
      const model = classifier();
      model.getSubmodule("body.drop").eval();
      model.getSubmodule("drop").eval();
      return model;
    };
    const after = () => {
      const model = prepared();
      answer.fineTuneStep(model, new optim.SGD(model.parameters(), { lr: 0.1 }), lossOf(model, x));
      return modes(model);
    };
    await expectSame("which modules train afterwards", after, modes(prepared()));
  });
});

subProblem("steer", () => {
  const lossOf = (output: tf.Tensor) => output.sub(2).square().mean() as tf.Scalar; // []
  /** A model like above that takes and gives [..., channel], with one module that is frozen already. */
  class Rows extends nn.Module {
    inner = classifier();
    forward(x: tf.Tensor): tf.Tensor {
      const images = x.reshape([-1, 2, 1, 1]); // [row, channel, 1, 1]
      return this.inner.call(images).reshape([-1, 2]); // [row, class]
    }
  }
  class Stream extends nn.Module {
    first: nn.Linear;
    rows = new Rows();
    constructor() {
      super();
      using _ = seeded(8);
      this.first = new nn.Linear(3, 2);
    }
    forward(x: tf.Tensor): tf.Tensor {
      return this.rows.call(this.first.call(x));
    }
  }
  test("three steps", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 3]); // [batch, position, feature]
    const vector = ({ steeringVector }: typeof Solution) =>
      steeringVector(new Stream(), x, "first", 2, lossOf, { steps: 3, lr: 0.3 });
    await expectSame("steeringVector(model, x, …)", () => vector(answer), vector(solution), {
      reductionLength: 64,
    });
  });
  test("the model meanwhile", async ({ answer, random, expectSame }) => {
    const x = random.normal([4, 3]); // [batch, feature]
    const meanwhile = () => {
      const model = new Stream();
      const seen: unknown[] = [];
      answer.steeringVector(
        model,
        x,
        "first",
        2,
        (output) => {
          seen.push({ trained: trained(model), evaluates: !modes(model).some(([, training]) => training) });
          return lossOf(output);
        },
        { steps: 1, lr: 0.1 },
      );
      return seen[0];
    };
    await expectSame("what is trained of the model, and whether all of it evaluates", meanwhile, {
      trained: [],
      evaluates: true,
    });
  });
  test("the model afterwards", async ({ answer, random, expectSame }) => {
    const x = random.normal([4, 3]); // [batch, feature]
    const prepared = () => {
      const model = new Stream();
      model.rows.inner.at(3).eval();
      return model;
    };
    const looks = (model: nn.Module) => ({
      state: stateOf(model),
      trained: trained(model),
      modes: modes(model),
      hooks: model.modules().map(({ hookCount }) => hookCount),
      gradients: model.parameters().filter(({ grad }) => grad !== null).length,
    });
    const after = () => {
      const model = prepared();
      answer.steeringVector(model, x, "first", 2, lossOf, { steps: 2, lr: 0.1 });
      return looks(model);
    };
    await expectSame("its state, switches, modes, hooks and gradients", after, looks(prepared()));
  });
});
