import { room } from "arena/grader";
import { arange, nn, seeded, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/append/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/append");

const shapesOf = (model: nn.Module) => model.parameters().map(({ shape }) => shape);

/** The shapes that the parameters of such a network have: of each layer [out, in] and [out]. */
const shapesFor = (widths: readonly number[]) =>
  widths.slice(1).flatMap((width, i) => [[width, widths[i] as number], [width]]);

/** The model with other numbers in its parameters. */
function filled(model: nn.Module, values: readonly tf.Tensor[]): nn.Module {
  for (const [i, parameter] of model.parameters().entries()) parameter.assign(values[i] as tf.Tensor);
  return model;
}

/** Always with the same weights. */
const layer = (): nn.Linear => {
  using _ = seeded(4);
  return new nn.Linear(3, 2);
};

/** The next token is the sum of all tokens so far, modulo the vocabulary: it depends on the whole text. */
class Adder extends nn.Module {
  embed: nn.Embedding;
  constructor(vocabulary: number) {
    super();
    this.embed = new nn.Embedding(vocabulary, 1);
    this.embed.weight.assign(arange(vocabulary).toFloat().reshape([vocabulary, 1])); // [token, 1]
  }
  forward(tokens: tf.Tensor): tf.Tensor {
    const vocabulary = this.embed.weight.shape[0] ?? 0;
    const sums = this.embed.call(tokens).squeeze([2]).cumsum(1); // [1, position]
    return tf.oneHot(sums.mod(vocabulary).toInt(), vocabulary).toFloat(); // [1, position, token]
  }
}

subProblem("groups", () => {
  test("six examples by hand", async ({ answer, expectSame }) => {
    const [losses, labels] = [
      [0.5, 2, 1, 4, 3, 0.25],
      [1, 0, 1, 2, 0, 1],
    ] as const; // [example]
    await expectSame(
      "groupLosses(losses, labels, 3)",
      () => answer.groupLosses([...losses], [...labels], 3),
      [[2, 3], [0.5, 1, 0.25], [4]],
    );
  });
  test("classes without an example", async ({ answer, expectSame }) => {
    await expectSame("groupLosses([5, 3], [2, 2], 4)", () => answer.groupLosses([5, 3], [2, 2], 4), [
      [],
      [],
      [5, 3],
      [],
    ]);
    await expectSame("groupLosses([], [], 2)", () => answer.groupLosses([], [], 2), [[], []]);
  });
});

subProblem("layers", () => {
  test("three layers", async ({ answer, solution, random, expectSame }) => {
    const [widths, x] = [[4, 6, 5, 3], random.normal([20, 4])] as const; // x: [batch, in]
    const shapes = shapesFor(widths);
    const values = shapes.map((shape) => random.normal(shape));
    await expectSame("the shapes of the parameters", () => shapesOf(answer.mlp([...widths])), shapes);
    await expectSame(
      "mlp([4, 6, 5, 3]) of x",
      () => filled(answer.mlp([...widths]), values).call(x),
      filled(solution.mlp([...widths]), values).call(x),
      { reductionLength: 100 },
    );
  });
  test("equal widths", async ({ answer, expectSame }) => {
    await expectSame(
      "the shapes of the parameters",
      () => shapesOf(answer.mlp([4, 4, 4, 4])),
      shapesFor([4, 4, 4, 4]),
    );
  });
  test("one layer", async ({ answer, random, expectSame }) => {
    const [x, weight, bias] = [random.normal([20, 3]), random.normal([2, 3]), random.normal([2])]; // [batch, in], [out, in], [out]
    await expectSame("the shapes of the parameters", () => shapesOf(answer.mlp([3, 2])), [[2, 3], [2]]);
    await expectSame(
      "mlp([3, 2]) of x",
      () => filled(answer.mlp([3, 2]), [weight, bias]).call(x),
      x.matMul(weight, false, true).add(bias),
      { reductionLength: 3 },
    );
  });
});

subProblem("curve", () => {
  test("three batches", async ({ answer, solution, random, expectSame }) => {
    const batches = [4, 4, 1].map((n) => [random.normal([n, 3]), random.normal([n, 2])]) as [
      tf.Tensor,
      tf.Tensor,
    ][]; // [batch, in], [batch, out]
    await expectSame(
      "lossCurve(model, batches)",
      () => answer.lossCurve(layer(), [...batches]),
      solution.lossCurve(layer(), batches),
      { atol: 1e-4 },
    );
  });
  test("one batch, and none", async ({ answer, given, expectSame }) => {
    const [x, y] = [given.tensor([1, 4], [1, 2]), given.tensor([3, 1], [1, 2])]; // [batch, feature]
    await expectSame(
      "lossCurve(identity, [[x, y]])",
      () => answer.lossCurve(new nn.Identity(), [[x, y]]),
      [6.5],
    );
    await expectSame("lossCurve(identity, [])", () => answer.lossCurve(new nn.Identity(), []), []);
  });
});

subProblem("outputs", () => {
  test("a last batch that is smaller", async ({ answer, solution, random, expectSame }) => {
    const batches = [4, 4, 2].map((n) => random.normal([n, 3])) as tf.Tensor2D[]; // [batch, in]
    await expectSame(
      "collect(layer, batches)",
      () => answer.collect(layer(), [...batches]),
      solution.collect(layer(), batches),
      { reductionLength: 3 },
    );
  });
  test("equal batches", async ({ answer, solution, random, expectSame }) => {
    const batches = [2, 2].map((n) => random.normal([n, 3])) as tf.Tensor2D[]; // [batch, in]
    await expectSame(
      "collect(layer, batches)",
      () => answer.collect(layer(), [...batches]),
      solution.collect(layer(), batches),
      { reductionLength: 3 },
    );
  });
});

subProblem("generate", () => {
  test("four tokens", async ({ answer, expectSame }) => {
    await expectSame(
      "generate(model, [3, 1], 4, 0)",
      () => answer.generate(new Adder(7), [3, 1], 4, 0),
      [3, 1, 4, 1, 2, 4],
    );
  });
  test("up to the end", async ({ answer, expectSame }) => {
    await expectSame(
      "generate(model, [2, 5, 2], 9, 1)",
      () => answer.generate(new Adder(11), [2, 5, 2], 9, 1),
      [2, 5, 2, 9, 7, 3, 6, 1],
    );
  });
  test("an end in the prompt, and nothing asked", async ({ answer, expectSame }) => {
    await expectSame(
      "generate(model, [1, 2], 3, 1)",
      () => answer.generate(new Adder(7), [1, 2], 3, 1),
      [1, 2, 3, 6, 5],
    );
    await expectSame(
      "generate(model, [1, 2], 0, 1)",
      () => answer.generate(new Adder(7), [1, 2], 0, 1),
      [1, 2],
    );
  });
  test("the prompt afterwards", async ({ answer, expectSame }) => {
    const after = async () => {
      const prompt = [3, 1];
      await answer.generate(new Adder(7), prompt, 2, 0);
      return prompt;
    };
    await expectSame("the prompt afterwards", after, [3, 1]);
  });
});
