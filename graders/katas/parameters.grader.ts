import { room, type SeededInputs } from "arena/grader";
import { nn, seeded, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/parameters/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/parameters");

/** An autoencoder of 3 features and 5 latents whose parameters have these values; without a decoder it is tied. */
function autoencoder({ SparseAutoencoder }: typeof Solution, state: nn.StateDict): nn.Module {
  const model = new SparseAutoencoder(tf.ones([5, 3]), !("decoder" in state));
  model.loadStateDict(state);
  return model;
}

const tiedState = (random: SeededInputs): nn.StateDict => ({
  encoder: random.normal([3, 5]), // [model, latent]
  encoderBias: random.normal([5]), // [latent]
  decoderBias: random.normal([3]), // [model]
});

const state = (random: SeededInputs): nn.StateDict => ({
  ...tiedState(random),
  decoder: random.normal([5, 3]), // [latent, model]
});

const namesAndShapes = (model: nn.Module) =>
  Object.fromEntries(model.namedParameters().map(([name, { shape }]) => [name, shape]));

/** As a small language model: a parameter of its own, blocks within blocks, buffers, and a tied last layer. */
class Tiny extends nn.Module {
  embed = new nn.Embedding(5, 3);
  positions = new nn.Parameter(tf.zeros([4, 3])); // [position, model]
  blocks = new nn.Sequential(
    new nn.Sequential(new nn.Linear(3, 4), new nn.ReLU(), new nn.Linear(4, 3)),
    new nn.Linear(3, 3, false),
  );
  norm = new nn.BatchNorm2d(3);
  unembed = new nn.Linear(3, 5);
  constructor() {
    super();
    this.unembed.weight = this.embed.weight; // [token, model]
    this.blocks.at(1).requiresGrad_(false);
  }
  forward(x: tf.Tensor): tf.Tensor {
    return x;
  }
}

/** Always with the same weights; the second layer is frozen, the last one does not run. */
class Partly extends nn.Module {
  first: nn.Linear;
  frozen: nn.Linear;
  idle: nn.Linear;
  constructor() {
    super();
    using _ = seeded(2);
    [this.first, this.frozen, this.idle] = [new nn.Linear(3, 4), new nn.Linear(4, 2), new nn.Linear(4, 2)];
    this.frozen.requiresGrad_(false);
  }
  forward(x: tf.Tensor): tf.Tensor {
    return this.frozen.call(this.first.call(x).relu());
  }
}

subProblem("declare", () => {
  test("names and shapes", async ({ answer, random, expectSame }) => {
    const directions = random.normal([5, 3]) as tf.Tensor2D; // [latent, model]
    await expectSame(
      "names and shapes of the parameters",
      () => namesAndShapes(new answer.SparseAutoencoder(directions)),
      { encoder: [3, 5], encoderBias: [5], decoder: [5, 3], decoderBias: [3] },
    );
  });
  test("names and shapes when tied", async ({ answer, random, expectSame }) => {
    const directions = random.normal([5, 3]) as tf.Tensor2D; // [latent, model]
    const seen = () => {
      const model = new answer.SparseAutoencoder(directions, true);
      return { parameters: namesAndShapes(model), decoder: model.decoder };
    };
    await expectSame("shapes of the parameters, and the field decoder", seen, {
      parameters: { encoder: [3, 5], encoderBias: [5], decoderBias: [3] },
      decoder: null,
    });
  });
  test("values at the start", async ({ answer, random, expectSame }) => {
    const directions = random.normal([5, 3]) as tf.Tensor2D; // [latent, model]
    await expectSame(
      "the parameters at the start",
      () => ({ ...new answer.SparseAutoencoder(directions).stateDict() }),
      {
        encoder: tf.transpose(directions),
        encoderBias: tf.zeros([5]),
        decoder: directions,
        decoderBias: tf.zeros([3]),
      },
    );
  });
  test("a reconstruction", async ({ answer, solution, random, expectSame }) => {
    const [values, x] = [state(random), random.normal([4, 3])]; // x: [batch, model]
    await expectSame(
      "model.call(x)",
      () => autoencoder(answer, values).call(x),
      autoencoder(solution, values).call(x),
      { reductionLength: 5 },
    );
  });
  test("a reconstruction when tied", async ({ answer, solution, random, expectSame }) => {
    const [values, x] = [tiedState(random), random.normal([2, 3])]; // x: [batch, model]
    await expectSame(
      "model.call(x)",
      () => autoencoder(answer, values).call(x),
      autoencoder(solution, values).call(x),
      { reductionLength: 5 },
    );
  });
});

subProblem("count", () => {
  test("a model with all kinds of parts", async ({ answer, expectSame }) => {
    await expectSame("sizes(model)", () => answer.sizes(new Tiny()), {
      embed: 15,
      positions: 12,
      blocks: 40,
      norm: 6,
      unembed: 5,
    });
  });
});

subProblem("decay", () => {
  test("the groups of a model", async ({ answer, expectSame }) => {
    const groups = () => {
      const model = new Tiny();
      const names = new Map(model.namedParameters().map(([name, parameter]) => [parameter, name] as const));
      const nameOf = (parameter: nn.Parameter) => names.get(parameter) ?? "no parameter of the model";
      return answer
        .decayGroups(model, 0.1)
        .map(({ params, weightDecay }) => ({ params: [...params].map(nameOf).sort(), weightDecay }));
    };
    await expectSame("decayGroups(model, 0.1), by name", groups, [
      { params: ["blocks.0.0.weight", "blocks.0.2.weight", "embed.weight", "positions"], weightDecay: 0.1 },
      {
        params: ["blocks.0.0.bias", "blocks.0.2.bias", "norm.bias", "norm.weight", "unembed.bias"],
        weightDecay: 0,
      },
    ]);
  });
  test("filters of a convolution", async ({ answer, expectSame }) => {
    const shapes = () =>
      answer
        .decayGroups(new nn.Conv2d(2, 3, 5, { bias: true }), 0.01)
        .map(({ params, weightDecay }) => ({ shapes: [...params].map(({ shape }) => shape), weightDecay }));
    await expectSame("decayGroups(convolution, 0.01), by shape", shapes, [
      { shapes: [[3, 2, 5, 5]], weightDecay: 0.01 },
      { shapes: [[3]], weightDecay: 0 },
    ]);
  });
});

subProblem("gradients", () => {
  const lossOf = (model: nn.Module, x: tf.Tensor) => () => model.call(x).square().mean() as tf.Scalar; // []
  test("a part that is frozen and one that is idle", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([5, 3], 1); // [batch, feature]
    const norms = ({ gradientNorms }: typeof Solution) => {
      const model = new Partly();
      return { ...gradientNorms(model, lossOf(model, x)) };
    };
    await expectSame("gradientNorms(model, loss)", () => norms(answer), norms(solution), {
      reductionLength: 32,
    });
  });
  test("gradients from before", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([5, 3], 1); // [batch, feature]
    const norms = ({ gradientNorms }: typeof Solution) => {
      const model = new Partly();
      for (const parameter of model.parameters()) parameter.grad = tf.onesLike(parameter);
      return { ...gradientNorms(model, lossOf(model, x)) };
    };
    await expectSame("gradientNorms(model, loss)", () => norms(answer), norms(solution), {
      reductionLength: 32,
    });
  });
  test("gradients afterwards", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 3], 1); // [batch, feature]
    const left = () => {
      const model = new Partly();
      answer.gradientNorms(model, lossOf(model, x));
      return model.namedParameters().flatMap(([name, { grad }]) => (grad === null ? [] : [name]));
    };
    await expectSame("which parameters have a gradient afterwards", left, []);
  });
});

subProblem("edit", () => {
  const edited = ({ projectOut }: typeof Solution, weight: tf.Tensor2D, direction: tf.Tensor1D) => {
    const parameter = new nn.Parameter(weight);
    projectOut(parameter, direction);
    return parameter.clone();
  };
  test("a matrix by hand", async ({ answer, given, expectSame }) => {
    const weight = given.tensor([1, 2, 3, 4], [2, 2]) as tf.Tensor2D; // [out, in]
    const direction = given.tensor([0, 5]) as tf.Tensor1D; // [out]
    await expectSame(
      "the weight after projectOut(weight, [0, 5])",
      () => edited(answer, weight, direction),
      tf.tensor2d([1, 2, 0, 0], [2, 2]),
    );
  });
  test("more outputs than inputs", async ({ answer, solution, random, expectSame }) => {
    const weight = random.normal([4, 3]) as tf.Tensor2D; // [out, in]
    const direction = random.normal([4], 1, 2) as tf.Tensor1D; // [out]
    await expectSame(
      "the weight after projectOut(weight, direction)",
      () => edited(answer, weight, direction),
      edited(solution, weight, direction),
      { reductionLength: 4 },
    );
  });
});
