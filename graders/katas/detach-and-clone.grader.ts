import { room } from "arena/grader";
import { nn, seeded, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/detach-and-clone/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/detach-and-clone");

/** A layer with parameters, and one with buffers; always with the same weights. */
const network = (): nn.Sequential => {
  using _ = seeded(4);
  return new nn.Sequential(new nn.Conv2d(1, 2, 2), new nn.BatchNorm2d(2));
};

/** Every parameter and buffer becomes something else. */
function changeAll(model: nn.Module): void {
  for (const parameter of model.parameters()) parameter.assign(parameter.mul(2).add(1));
  for (const buffer of model.buffers()) buffer.assign(buffer.add(tf.onesLike(buffer)));
}

/** Frees everything but its result, as well-behaved models do. */
class Tidy extends nn.Module {
  up = new nn.Linear(3, 4);
  activation = new nn.Tanh();
  forward(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => this.activation.call(this.up.call(x)).mul(2));
  }
}

const tidy = (): Tidy => {
  using _ = seeded(6);
  return new Tidy();
};

/** One weight, which goes where each step says; the loss is its distance from 0. */
class Walk {
  readonly model = new nn.Linear(1, 1, false);
  readonly log: string[] = [];
  readonly #places: number[];

  constructor(first: number, ...places: number[]) {
    this.#places = places;
    this.#go(first);
  }
  readonly step = (): void => {
    this.log.push("step");
    this.#go(this.#places.shift() ?? 0);
  };
  readonly measure = async (): Promise<number> => {
    this.log.push("measure");
    const [weight = 0] = await this.model.weight.data();
    return Math.abs(weight);
  };
  #go(place: number): void {
    this.model.weight.assign(tf.tensor2d([[place]])); // [1, 1]
  }
}

/** The gradient of a scalar with respect to each input; zeros where there is none. */
const gradients = (of: (...inputs: tf.Tensor[]) => tf.Tensor, inputs: tf.Tensor[]): tf.Tensor[] =>
  tf.grads((...given) => of(...given).add(tf.addN(given.map((one) => one.sum())).mul(0)))(inputs);

subProblem("snapshot", () => {
  test("names and values", async ({ answer, expectSame }) => {
    const model = network();
    await expectSame("snapshot(model)", () => answer.snapshot(model), { ...model.stateDict() });
  });
  test("after the model has changed", async ({ answer, expectSame }) => {
    const expected = Object.fromEntries(
      Object.entries(network().stateDict()).map(([name, tensor]) => [name, tensor.clone()]),
    );
    const later = () => {
      const model = network();
      const before = answer.snapshot(model);
      changeAll(model);
      return before;
    };
    await expectSame("the snapshot, when every weight is another", later, expected);
  });
  test("inside a tidy-up", async ({ answer, expectSame }) => {
    const model = network();
    const kept = () => {
      const caught: nn.StateDict[] = [];
      tf.tidy(() => void caught.push(answer.snapshot(model)));
      return Object.entries(caught[0] ?? {}).map(([name, tensor]) => [name, tensor.isDisposed]);
    };
    const expected = Object.keys(model.stateDict()).map((name) => [name, false]);
    await expectSame("which tensors of the snapshot are freed by a tidy around it", kept, expected);
  });
});

subProblem("best", () => {
  const after = async (answer: Pick<typeof Solution, "trainKeepingBest">, walk: Walk, steps: number) => {
    const loss = await answer.trainKeepingBest(walk.model, walk.step, walk.measure, steps);
    return [loss, walk.model.weight];
  };
  test("a run that gets worse, and better again", async ({ answer, expectSame }) => {
    await expectSame(
      "loss and weight at the end, of weights 5, 3, -2, 4, 6",
      () => after(answer, new Walk(5, 3, -2, 4, 6), 4),
      [2, tf.tensor2d([[-2]])],
    );
    await expectSame(
      "loss and weight at the end, of weights 3, 4, 1, 2",
      () => after(answer, new Walk(3, 4, 1, 2), 3),
      [1, tf.tensor2d([[1]])],
    );
  });
  test("best at the beginning, and at the end", async ({ answer, expectSame }) => {
    await expectSame("of weights 1, 2, 3", () => after(answer, new Walk(1, 2, 3), 2), [
      1,
      tf.tensor2d([[1]]),
    ]);
    await expectSame("of weights 3, 2, 1", () => after(answer, new Walk(3, 2, 1), 2), [
      1,
      tf.tensor2d([[1]]),
    ]);
    await expectSame("no step at all", () => after(answer, new Walk(7), 0), [7, tf.tensor2d([[7]])]);
  });
  test("two of the same loss, and one that is NaN", async ({ answer, expectSame }) => {
    await expectSame(
      "of weights 4, 2, -2, NaN, 3",
      () => after(answer, new Walk(4, 2, -2, Number.NaN, 3), 4),
      [2, tf.tensor2d([[2]])],
    );
  });
  test("step by step", async ({ answer, expectSame }) => {
    const walk = new Walk(3, 2, 1, 4);
    const order = async () => {
      await answer.trainKeepingBest(walk.model, walk.step, walk.measure, 2);
      return walk.log;
    };
    await expectSame("what was called", order, ["measure", "step", "measure", "step", "measure"]);
  });
});

subProblem("cache", () => {
  test("every module", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([3, 1, 3, 3]); // [batch, channel, height, width]
    const { output, cache } = solution.runWithCache(network(), x);
    await expectSame(
      "runWithCache(model, x)",
      () => answer.runWithCache(network(), x),
      { output, cache: { ...cache } },
      { reductionLength: 16 },
    );
  });
  test("a model that frees what it made", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3]); // [batch, feature]
    const { output, cache } = solution.runWithCache(tidy(), x);
    await expectSame(
      "runWithCache(model, x)",
      () => answer.runWithCache(tidy(), x),
      { output, cache: { ...cache } },
      { reductionLength: 4 },
    );
  });
  test("inside a loss", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 3]); // [batch, feature]
    const loss = (at: tf.Tensor) => {
      const { output, cache } = answer.runWithCache(tidy(), at);
      const penalty = tf.addN(Object.values(cache).map((one) => one.square().sum())); // [], constant
      return output.sum().add(penalty);
    };
    await expectSame(
      "the gradient of Σ output + Σ cached², with respect to x",
      () => gradients((at) => loss(at as tf.Tensor), [x]),
      gradients(
        (at) =>
          tidy()
            .call(at as tf.Tensor)
            .sum(),
        [x],
      ),
      { reductionLength: 8 },
    );
  });
  test("hooks afterwards", async ({ answer, random, expectSame }) => {
    const [model, x] = [tidy(), random.normal([2, 3])];
    const counts = () => model.namedModules().map(([name, module]) => [name, module.hookCount]);
    const before = counts();
    const after = () => {
      answer.runWithCache(model, x);
      return counts();
    };
    await expectSame("how many hooks each module has afterwards", after, before);
  });
});

subProblem("codebook", () => {
  test("one row by hand", async ({ answer, given, expectSame }) => {
    const [latents, codes] = [given.tensor([[1]]), given.tensor([[3]])] as [tf.Tensor2D, tf.Tensor2D];
    await expectSame(
      "codebookLoss([[1]], [[3]], 0.25)",
      () => answer.codebookLoss(latents, codes, 0.25),
      tf.scalar(5),
    );
  });
  test("the gradients", async ({ answer, random, expectSame }) => {
    const [latents, codes] = [random.normal([3, 2], 1), random.normal([3, 2])] as [tf.Tensor2D, tf.Tensor2D];
    const apart = codes.sub(latents); // [row, latent]
    await expectSame(
      "the gradients with respect to latents and codes, with beta 0.25",
      () =>
        gradients((l, c) => answer.codebookLoss(l as tf.Tensor2D, c as tf.Tensor2D, 0.25), [latents, codes]),
      [apart.mul((-0.25 * 2) / 6), apart.mul(2 / 6)],
    );
  });
});

subProblem("policy", () => {
  test("the value", async ({ answer, solution, random, expectSame }) => {
    const [logProbs, reference] = [random.normal([3, 4], -2), random.normal([3, 4], -2)] as [
      tf.Tensor2D,
      tf.Tensor2D,
    ];
    const advantages = random.normal([3], 1) as tf.Tensor1D; // [sample]
    await expectSame(
      "groupLoss(logProbs, reference, advantages, 0.5)",
      () => answer.groupLoss(logProbs, reference, advantages, 0.5),
      solution.groupLoss(logProbs, reference, advantages, 0.5),
      { reductionLength: 12 },
    );
  });
  test("the gradients", async ({ answer, random, expectSame }) => {
    const [logProbs, reference] = [random.normal([3, 4], -2), random.normal([3, 4], -2)] as [
      tf.Tensor2D,
      tf.Tensor2D,
    ];
    const advantages = random.normal([3], 1) as tf.Tensor1D; // [sample]
    const pull = tf.sub(1, reference.sub(logProbs).exp()); // [sample, position]
    await expectSame(
      "the gradients with respect to logProbs and reference, with beta 0.5",
      () =>
        gradients(
          (l, r) => answer.groupLoss(l as tf.Tensor2D, r as tf.Tensor2D, advantages, 0.5),
          [logProbs, reference],
        ),
      [pull.mul(0.5).sub(advantages.expandDims(1)).div(12), tf.zeros([3, 4])],
      { reductionLength: 12 },
    );
  });
});
