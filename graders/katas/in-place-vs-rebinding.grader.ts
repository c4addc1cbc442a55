import { room } from "arena/grader";
import { backward, nn, optim, seeded, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/in-place-vs-rebinding/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/in-place-vs-rebinding");

/** Takes away the mean of what it has seen. */
class Centre extends nn.Module {
  scale = new nn.Parameter(tf.ones([3])); // [feature]
  runningMean = new nn.Buffer(tf.tensor1d([1, -2, 0])); // [feature]
  forward(x: tf.Tensor): tf.Tensor {
    return x.sub(this.runningMean).mul(this.scale);
  }
}

/** Reads tokens and predicts them; always with the same weights. */
class Language extends nn.Module {
  embedding: nn.Embedding;
  unembed: nn.Linear;
  constructor() {
    super();
    using _ = seeded(8);
    this.embedding = new nn.Embedding(5, 3);
    this.unembed = new nn.Linear(3, 5, false);
  }
  forward(tokens: tf.Tensor): tf.Tensor {
    return this.unembed.call(this.embedding.call(tokens)); // [position, token]
  }
}

/** One step of gradient descent on the sum of the output. */
function trainOnce(model: nn.Module, optimizer: optim.AnyOptimizer, x: tf.Tensor): void {
  optimizer.zeroGrad();
  backward(() => model.call(x).square().sum(), model.parameters());
  optimizer.step();
}

/** A layer of four units, always with the same weights. */
const fourUnits = (bias: boolean, inputs = 3): nn.Linear => {
  using _ = seeded(9);
  return new nn.Linear(inputs, 4, bias);
};

const isDead = [true, false, false, true];

subProblem("array", () => {
  test("an odd and an even number", async ({ answer, expectSame }) => {
    await expectSame("medianLoss([5, 100, 20, 3, 7])", () => answer.medianLoss([5, 100, 20, 3, 7]), 7);
    await expectSame("medianLoss([4, 1, 3, 2])", () => answer.medianLoss([4, 1, 3, 2]), 2.5);
  });
  test("one loss, and negative ones", async ({ answer, expectSame }) => {
    await expectSame("medianLoss([0.5])", () => answer.medianLoss([0.5]), 0.5);
    await expectSame("medianLoss([-1, -20, -3])", () => answer.medianLoss([-1, -20, -3]), -3);
  });
  test("the array afterwards", async ({ answer, expectSame }) => {
    const after = () => {
      const losses = [3, 1, 2];
      answer.medianLoss(losses);
      return losses;
    };
    await expectSame("the losses afterwards", after, [3, 1, 2]);
  });
});

subProblem("suppress", () => {
  test("two tokens by hand", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]) as tf.Tensor2D; // [batch, token]
    await expectSame(
      "suppress(logits, [0, 2])",
      () => answer.suppress(logits, [0, 2]),
      tf.tensor2d([
        [-Infinity, 2, -Infinity, 4],
        [-Infinity, 6, -Infinity, 8],
      ]),
    );
  });
  test("none, and all but one", async ({ answer, random, expectSame }) => {
    const logits = random.normal([3, 3]) as tf.Tensor2D; // [batch, token]
    await expectSame("suppress(logits, [])", () => answer.suppress(logits, []), logits);
    await expectSame(
      "the probabilities after suppress(logits, [2, 0])",
      () => answer.suppress(logits, [2, 0]).softmax(),
      tf.tensor2d([
        [0, 1, 0],
        [0, 1, 0],
        [0, 1, 0],
      ]),
    );
  });
});

subProblem("buffer", () => {
  test("two batches by hand", async ({ answer, given, expectSame }) => {
    const batch = given.tensor([
      [3, 5, 1],
      [5, 3, 3],
    ]) as tf.Tensor2D; // [batch, feature], mean [4, 4, 2]
    const means = () => {
      const layer = new Centre();
      answer.updateMean(layer, batch, 0.5);
      const first = layer.runningMean.clone();
      answer.updateMean(layer, batch, 0.25);
      return [first, layer.runningMean.clone()];
    };
    await expectSame("the running mean after one batch and after two", means, [
      tf.tensor1d([2.5, 1, 1]),
      tf.tensor1d([2.875, 1.75, 1.25]),
    ]);
  });
  test("who holds the buffer", async ({ answer, random, expectSame }) => {
    const batch = random.normal([4, 3]) as tf.Tensor2D; // [batch, feature]
    const seen = () => {
      const layer = new Centre();
      const held = layer.runningMean;
      answer.updateMean(layer, batch, 1);
      return { held: held.clone(), names: layer.namedBuffers().map(([name]) => name) };
    };
    await expectSame(
      "what a second holder of the buffer sees, and which buffers there are",
      seen,
      {
        held: batch.mean(0),
        names: ["runningMean"],
      },
      { reductionLength: 4 },
    );
  });
});

subProblem("revive", () => {
  test("weights and biases", async ({ answer, given, random, expectSame }) => {
    for (const inputs of [3, 4]) {
      const dead = given.tensor(isDead, [4], "bool") as tf.Tensor1D; // [unit]
      const fresh = random.normal([4, inputs]) as tf.Tensor2D; // [unit, in]
      const before = fourUnits(true, inputs);
      const expected = {
        weight: tf.concat([fresh.slice([0], [1]), before.weight.slice([1], [2]), fresh.slice([3], [1])]),
        bias: before.bias?.mul(tf.tensor1d([0, 1, 1, 0])),
      };
      const revived = () => {
        const layer = fourUnits(true, inputs);
        answer.reviveUnits(layer, dead, fresh);
        return layer;
      };
      for (const part of ["weight", "bias"] as const)
        await expectSame(
          `the ${part} of four units with ${inputs} inputs`,
          () => revived()[part],
          expected[part],
        );
    }
  });
  test("a layer without bias", async ({ answer, solution, given, random, expectSame }) => {
    const dead = given.tensor(isDead, [4], "bool") as tf.Tensor1D; // [unit]
    const fresh = random.normal([4, 3]) as tf.Tensor2D; // [unit, in]
    const revived = (by: Pick<typeof Solution, "reviveUnits">) => {
      const layer = fourUnits(false);
      by.reviveUnits(layer, dead, fresh);
      return layer;
    };
    await expectSame("the weight", () => revived(answer).weight, revived(solution).weight);
    await expectSame("the bias", () => revived(answer).bias, null);
  });
  test("the optimizer goes on", async ({ answer, solution, given, random, expectSame }) => {
    const x = random.normal([5, 3]); // [batch, in]
    const dead = given.tensor(isDead, [4], "bool") as tf.Tensor1D; // [unit]
    const fresh = random.normal([4, 3]) as tf.Tensor2D; // [unit, in]
    const trained = (by: Pick<typeof Solution, "reviveUnits">) => {
      const layer = fourUnits(true);
      const optimizer = new optim.SGD(layer.parameters(), { lr: 0.1 });
      by.reviveUnits(layer, dead, fresh);
      trainOnce(layer, optimizer, x);
      return layer;
    };
    for (const part of ["weight", "bias"] as const)
      await expectSame(
        `the ${part}, one step of the optimizer later`,
        () => trained(answer)[part],
        trained(solution)[part],
        { reductionLength: 20 },
      );
  });
});

subProblem("tie", () => {
  test("one parameter", async ({ answer, expectSame }) => {
    const tied = () => {
      const model = new Language();
      answer.tieWeights(model.embedding, model.unembed);
      return { names: model.namedParameters().map(([name]) => name), weight: model.unembed.weight };
    };
    await expectSame("the model's parameters, and the unembedding's weight", tied, {
      names: ["embedding.weight"],
      weight: new Language().embedding.weight,
    });
  });
  test("after a step", async ({ answer, solution, given, expectSame }) => {
    const tokens = given.tensor([0, 3, 3, 1], [4], "int32"); // [position]
    const trained = (by: Pick<typeof Solution, "tieWeights">) => {
      const model = new Language();
      by.tieWeights(model.embedding, model.unembed);
      trainOnce(model, new optim.SGD(model.parameters(), { lr: 0.1 }), tokens);
      return [model.embedding.weight, model.unembed.weight];
    };
    await expectSame(
      "both weights, one step of the optimizer later",
      () => trained(answer),
      trained(solution),
      { reductionLength: 20 },
    );
  });
});
