import { room } from "arena/grader";
import { DataLoader, NotYetError, nn, seeded, TensorDataset, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/testing-loop/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/testing-loop");

/** Always with the same weights; other answers in training than in evaluation, but nothing by chance. */
class Classifier extends nn.Module {
  readonly inner = network(3, 4);
  readonly frozen = new nn.Identity().eval();
  readonly modes: boolean[] = [];
  forward(x: tf.Tensor): tf.Tensor {
    this.modes.push(this.training);
    const logits = this.frozen.call(this.inner.call(x)); // [batch, class]
    return this.training ? logits.neg() : logits;
  }
}

/** From each token a guess at the next one, always with the same weights. */
class LanguageModel extends nn.Module {
  readonly inner = languageModel();
  readonly modes: boolean[] = [];
  forward(tokens: tf.Tensor): tf.Tensor {
    this.modes.push(this.training);
    return this.inner.call(tokens); // [batch, position, token]
  }
}

/** Never holds token 0 possible. */
class WithoutZero extends nn.Module {
  readonly inner = languageModel();
  forward(tokens: tf.Tensor): tf.Tensor {
    const ruledOut = tf.oneHot(0, 6).cast("bool"); // [token]
    const logits = this.inner.call(tokens); // [batch, position, token]
    return tf.where(ruledOut, tf.fill(logits.shape, Number.NEGATIVE_INFINITY), logits);
  }
}

class Broken extends nn.Module {
  readonly layer = new nn.Linear(3, 3);
  forward(_x: tf.Tensor): tf.Tensor {
    throw new Error("this layer is broken");
  }
}

function network(features: number, classes: number): nn.Sequential {
  using _ = seeded(4);
  return new nn.Sequential(new nn.Linear(features, 8), new nn.ReLU(), new nn.Linear(8, classes));
}

function languageModel(): nn.Sequential {
  using _ = seeded(6);
  return new nn.Sequential(new nn.Embedding(6, 4), new nn.Linear(4, 6));
}

const modesOf = (model: nn.Module) => model.namedModules().map(([name, module]) => [name, module.training]);

/** Runs a part that may fail because its model does; what is not written yet is told. */
async function whateverHappens(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof NotYetError) throw error;
  }
}

/** Seven examples in batches of 3, 3 and 1, whose inputs are their logits; 2, 1 and 1 of them are right. */
function sevenExamples(): DataLoader<[tf.Tensor, tf.Tensor1D]> {
  const largest = tf.tensor1d([0, 1, 2, 2, 0, 1, 1], "int32"); // [n]
  const labels = tf.tensor1d([0, 1, 0, 2, 1, 2, 1], "int32"); // [n]
  const logits = tf.oneHot(largest, 3).cast("float32"); // [n, class]
  return new DataLoader(new TensorDataset(logits, labels), { batchSize: 3 });
}

subProblem("count", () => {
  test("three rows by hand", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([1, 3, 2, 0, 0, 5], [3, 2]) as tf.Tensor2D; // [batch, class]
    const labels = given.tensor([1, 1, 1], [3], "int32") as tf.Tensor1D; // [batch]
    await expectSame(
      "countRight([[1, 3], [2, 0], [0, 5]], [1, 1, 1])",
      () => answer.countRight(logits, labels),
      2,
    );
  });
  test("as many examples as classes", async ({ answer, given, expectSame }) => {
    const rows = [
      [-4, -1, -2, -9],
      [-1, -6, -7, -8],
      [-5, -2, -3, -4],
      [-8, -3, -7, -6],
    ];
    const logits = given.tensor(rows) as tf.Tensor2D; // [batch, class], largest at 1, 0, 1 and 1
    const labels = given.tensor([1, 0, 2, 1], [4], "int32") as tf.Tensor1D; // [batch]
    await expectSame(
      "countRight of four rows of four logits below 0",
      () => answer.countRight(logits, labels),
      3,
    );
  });
});

subProblem("probabilities", () => {
  test("five rows", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([5, 3], 0, 2); // [batch, feature]
    await expectSame(
      "probabilities(model, x)",
      () => answer.probabilities(network(3, 4), x),
      solution.probabilities(network(3, 4), x),
      { reductionLength: 8 },
    );
  });
  test("in evaluation mode and back again", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 3]); // [batch, feature]
    const modes = () => {
      const model = new Classifier();
      answer.probabilities(model, x);
      return { during: model.modes, afterwards: modesOf(model) };
    };
    await expectSame("which modules train", modes, {
      during: [false],
      afterwards: modesOf(new Classifier()),
    });
  });
  test("a model that throws", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 3]); // [batch, feature]
    const modes = async () => {
      const model = new Broken();
      await whateverHappens(() => answer.probabilities(model, x));
      return modesOf(model);
    };
    await expectSame("which modules train afterwards", modes, modesOf(new Broken()));
  });
  test("inside a loss", async ({ answer, random, expectSame }) => {
    const [x, weights] = [random.normal([4, 3]), random.normal([4, 4])]; // [batch, feature], [batch, class]
    const lossOf = (at: tf.Tensor) =>
      answer.probabilities(network(3, 4), at).mul(weights).sum().add(at.mul(2).sum()) as tf.Scalar; // []
    await expectSame(
      "the gradient of 2 · Σ x + Σ weights · probabilities(model, x) for x",
      () => tf.grad(lossOf)(x),
      tf.fill([4, 3], 2),
    );
  });
});

subProblem("accuracy", () => {
  test("batches of 3, 3 and 1", async ({ answer, expectSame }) => {
    await expectSame(
      "accuracy of 2 of 3, 1 of 3 and 1 of 1",
      () => answer.accuracy(new nn.Identity(), sevenExamples()),
      4 / 7,
    );
  });
  test("in evaluation mode and back again", async ({ answer, random, expectSame }) => {
    const data = new TensorDataset(random.normal([5, 3]), random.integers([5], 0, 4) as tf.Tensor1D);
    const modes = async () => {
      const model = new Classifier();
      await answer.accuracy(model, new DataLoader(data, { batchSize: 2 }));
      return { during: model.modes, afterwards: modesOf(model) };
    };
    await expectSame("which modules train", modes, {
      during: [false, false, false],
      afterwards: modesOf(new Classifier()),
    });
  });
  test("a model that throws", async ({ answer, random, expectSame }) => {
    const batch: Solution.Batch = [random.normal([2, 3]), random.integers([2], 0, 3) as tf.Tensor1D];
    const modes = async () => {
      const model = new Broken();
      await whateverHappens(() => answer.accuracy(model, [batch]));
      return modesOf(model);
    };
    await expectSame("which modules train afterwards", modes, modesOf(new Broken()));
  });
});

subProblem("perplexity", () => {
  test("a model that knows nothing", async ({ answer, given, expectSame }) => {
    const tokens = given.tensor([1, 4, 2, 0, 3, 5, 0, 0], [2, 4], "int32") as tf.Tensor2D; // [batch, position]
    const model = languageModel();
    for (const parameter of model.parameters()) parameter.assign(tf.zerosLike(parameter));
    await expectSame("perplexity with weights of 0", () => answer.perplexity(model, [tokens], 0), 6, {
      reductionLength: 6,
    });
  });
  test("two batches, each with padding", async ({ answer, solution, given, expectSame }) => {
    const short = given.tensor([1, 2, 3, 4, 5, 1], [2, 3], "int32") as tf.Tensor2D; // [batch, position]
    const rows = [1, 3, 2, 5, 4, 2, 4, 0, 0, 0, 3, 3, 1, 0, 0];
    const long = given.tensor(rows, [3, 5], "int32") as tf.Tensor2D; // [batch, position]
    await expectSame(
      "perplexity of sequences of 3 tokens, and of 5, 2 and 3",
      () => answer.perplexity(languageModel(), [short, long], 0),
      await solution.perplexity(languageModel(), [short, long], 0),
      { reductionLength: 6 },
    );
  });
  test("two tokens each, and another padding", async ({ answer, solution, given, expectSame }) => {
    const tokens = given.tensor([1, 0, 4, 5, 0, 3], [3, 2], "int32") as tf.Tensor2D; // [batch, position]
    await expectSame(
      "perplexity of [[1, 0], [4, 5], [0, 3]], padded by 5",
      () => answer.perplexity(languageModel(), [tokens], 5),
      await solution.perplexity(languageModel(), [tokens], 5),
      { reductionLength: 6 },
    );
  });
  test("a model that rules padding out", async ({ answer, solution, given, expectSame }) => {
    const tokens = given.tensor([1, 2, 5, 3, 4, 0], [2, 3], "int32") as tf.Tensor2D; // [batch, position]
    await expectSame(
      "perplexity where padding has a logit of -Infinity",
      () => answer.perplexity(new WithoutZero(), [tokens], 0),
      await solution.perplexity(new WithoutZero(), [tokens], 0),
      { reductionLength: 6 },
    );
  });
  test("in evaluation mode and back again", async ({ answer, given, expectSame }) => {
    const tokens = given.tensor([1, 2, 3, 4], [2, 2], "int32") as tf.Tensor2D; // [batch, position]
    const modes = async () => {
      const model = new LanguageModel();
      await answer.perplexity(model, [tokens, tokens], 0);
      return { during: model.modes, afterwards: modesOf(model) };
    };
    await expectSame("which modules train", modes, {
      during: [false, false],
      afterwards: modesOf(new LanguageModel()),
    });
  });
});
