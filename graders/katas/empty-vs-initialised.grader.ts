import { room } from "arena/grader";
import { backward, concatenate, nn, seeded, std, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/empty-vs-initialised/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/empty-vs-initialised");

/** Runs with the default generator set to a seed. */
function withSeed<T>(seed: number, work: () => T): T {
  using _ = seeded(seed);
  return work();
}

/** True where some entry lies as far out as none of an even distribution of that deviation does. */
const hasTails = (values: tf.Tensor): tf.Tensor => values.abs().max().greater(std(values).mul(2.5));

subProblem("cache", () => {
  test("the shape", async ({ answer, expectSame }) => {
    await expectSame("emptyCache(2, 3, 4)", () => answer.emptyCache(2, 3, 4), tf.zeros([2, 0, 3, 4]));
  });
  test("two tokens appended", async ({ answer, random, expectSame }) => {
    const [first, second] = [random.normal([2, 1, 3, 4]), random.normal([2, 1, 3, 4])]; // [batch, 1, head, dHead]
    const grown = () =>
      [first, second].reduce((cache, keys) => concatenate([cache, keys], 1), answer.emptyCache(2, 3, 4));
    await expectSame("the cache with two tokens", grown, concatenate([first, second], 1));
  });
});

subProblem("grid", () => {
  test("two layers of three heads", async ({ answer, expectSame }) => {
    await expectSame(
      "headGrid(2, 3, (layer, head) => 10 * layer + head)",
      () => answer.headGrid(2, 3, (layer, head) => 10 * layer + head),
      tf.tensor2d([
        [0, 1, 2],
        [10, 11, 12],
      ]),
    );
  });
  test("how often each head is asked", async ({ answer, expectSame }) => {
    const counts = () => {
      const asked: Record<string, number> = {};
      answer.headGrid(3, 2, (layer, head) => {
        const name = `${layer}.${head}`;
        asked[name] = (asked[name] ?? 0) + 1;
        return 0;
      });
      return asked;
    };
    await expectSame("how often score(layer, head) was called, by layer.head", counts, {
      "0.0": 1,
      "0.1": 1,
      "1.0": 1,
      "1.1": 1,
      "2.0": 1,
      "2.1": 1,
    });
  });
});

subProblem("pad", () => {
  test("lengths that differ", async ({ answer, expectSame }) => {
    await expectSame(
      "padTokens([[5, 0], [6, 7, 8], [], [9]], 50)",
      () => answer.padTokens([[5, 0], [6, 7, 8], [], [9]], 50),
      tf.tensor2d([5, 0, 50, 6, 7, 8, 50, 50, 50, 9, 50, 50], [4, 3], "int32"),
    );
  });
  test("the sequences afterwards", async ({ answer, expectSame }) => {
    const after = () => {
      const sequences = [[1, 2, 3], [4]];
      answer.padTokens(sequences, 0);
      return sequences;
    };
    await expectSame("the given sequences afterwards", after, [[1, 2, 3], [4]]);
  });
});

subProblem("low-rank", () => {
  test("how it starts", async ({ answer, random, expectSame }) => {
    const x = random.normal([5, 4]); // [batch, in]
    const start = () => {
      const layer = withSeed(1, () => new answer.LowRank(4, 3, 2));
      const shapes = layer.namedParameters().map(([name, { shape }]) => [name, shape] as const);
      return { shapes: Object.fromEntries(shapes), output: layer.call(x) };
    };
    await expectSame("its parameters, and its output at the start", start, {
      shapes: { down: [2, 4], up: [3, 2] },
      output: tf.zeros([5, 3]),
    });
  });
  test("the spread of down", async ({ answer, expectSame }) => {
    const spread = () => {
      const { down } = withSeed(2, () => new answer.LowRank(100, 30, 50));
      return { mean: down.mean().mul(10), deviation: std(down).mul(10), tails: hasTails(down) };
    };
    await expectSame(
      "mean and deviation of down, times √in, and whether some lie further out than 2.5 deviations",
      spread,
      { mean: tf.scalar(0), deviation: tf.scalar(1), tails: tf.scalar(true, "bool") },
      { atol: 0.06 },
    );
  });
  test("with trained values", async ({ answer, solution, random, expectSame }) => {
    const state = { down: random.normal([2, 4]), up: random.normal([3, 2]) }; // [rank, in] and [out, rank]
    const x = random.normal([2, 5, 4]); // [batch, position, in]
    const output = ({ LowRank }: typeof Solution) => {
      const layer = new LowRank(4, 3, 2);
      layer.loadStateDict(state);
      return layer.call(x);
    };
    await expectSame("its output", () => output(answer), output(solution), { reductionLength: 8 });
  });
  test("the first gradient", async ({ answer, random, expectSame }) => {
    const x = random.normal([6, 4], 1); // [batch, in]
    const moved = () => {
      const layer = withSeed(3, () => new answer.LowRank(4, 3, 2));
      backward(() => layer.call(x).sub(1).square().mean(), layer.parameters());
      const moves = ({ grad }: nn.Parameter) => grad?.notEqual(0).any() ?? "no gradient";
      return { down: moves(layer.down), up: moves(layer.up) };
    };
    await expectSame("whether the first step changes them", moved, {
      down: tf.scalar(false, "bool"),
      up: tf.scalar(true, "bool"),
    });
  });
});

/** As a transformer: matrices, norms, a layer that writes into the stream, and one whose name only ends so. */
class Block extends nn.Module {
  norm = new nn.LayerNorm(40);
  attn = new nn.Linear(40, 120);
  out = new nn.Linear(120, 40);
  forward(x: tf.Tensor): tf.Tensor {
    return x.add(this.out.call(this.attn.call(this.norm.call(x))));
  }
}

class Transformer extends nn.Module {
  embed = new nn.Embedding(100, 40);
  blocks = new nn.Sequential(new Block());
  norm = new nn.LayerNorm(40);
  readout = new nn.Linear(40, 100);
  forward(x: tf.Tensor): tf.Tensor {
    return this.readout.call(this.norm.call(this.blocks.call(this.embed.call(x))));
  }
}

/** A model that has been trained a little: nothing in it is what a start would be. */
function initialised({ initialise }: typeof Solution, seed = 4): nn.Module {
  const model = new Transformer();
  for (const parameter of model.parameters()) nn.init.constant(parameter, 0.3);
  return withSeed(seed, () => initialise(model, 0.02, 8));
}

const MATRICES = ["embed.weight", "blocks.0.attn.weight", "blocks.0.out.weight", "readout.weight"];

/** Something of each matrix, by name. */
const ofMatrices = <T>(model: nn.Module, of: (values: tf.Tensor) => T): Record<string, T> =>
  Object.fromEntries(MATRICES.map((name) => [name, of(model.stateDict()[name] as tf.Tensor)]));

subProblem("model", () => {
  test("the deviation of each matrix", async ({ answer, expectSame }) => {
    await expectSame(
      "deviations after initialise(model, 0.02, 8), times 100",
      () => ofMatrices(initialised(answer), (values) => std(values).mul(100)),
      {
        "embed.weight": tf.scalar(2),
        "blocks.0.attn.weight": tf.scalar(2),
        "blocks.0.out.weight": tf.scalar(0.5),
        "readout.weight": tf.scalar(2),
      },
      { atol: 0.04 },
    );
  });
  test("mean and tails of each matrix", async ({ answer, expectSame }) => {
    await expectSame(
      "means, times 100, and whether some entries lie further out than 2.5 deviations",
      () => {
        const of = (values: tf.Tensor) => ({ mean: values.mean().mul(100), tails: hasTails(values) });
        return ofMatrices(initialised(answer), of);
      },
      Object.fromEntries(
        MATRICES.map((name) => [name, { mean: tf.scalar(0), tails: tf.scalar(true, "bool") }]),
      ),
      { atol: 0.2 },
    );
  });
  test("biases and gains", async ({ answer, expectSame }) => {
    const vectors = () => {
      const named = initialised(answer).namedParameters();
      return Object.fromEntries(named.filter(([, { rank }]) => rank === 1));
    };
    await expectSame("biases and gains after initialise(model, 0.02, 8)", vectors, {
      "blocks.0.norm.weight": tf.ones([40]),
      "blocks.0.norm.bias": tf.zeros([40]),
      "blocks.0.attn.bias": tf.zeros([120]),
      "blocks.0.out.bias": tf.zeros([40]),
      "norm.weight": tf.ones([40]),
      "norm.bias": tf.zeros([40]),
      "readout.bias": tf.zeros([100]),
    });
  });
  test("the same seed again, and another one", async ({ answer, expectSame }) => {
    const same = () => {
      const [one, again, other] = [5, 5, 6].map((seed) => initialised(answer, seed).stateDict()) as [
        nn.StateDict,
        nn.StateDict,
        nn.StateDict,
      ];
      const equals = (state: nn.StateDict) =>
        MATRICES.map((name) => (state[name] as tf.Tensor).equal(one[name] as tf.Tensor).all());
      return { "the same seed": equals(again), "another seed": equals(other) };
    };
    await expectSame("whether the matrices are equal", same, {
      "the same seed": MATRICES.map(() => tf.scalar(true, "bool")),
      "another seed": MATRICES.map(() => tf.scalar(false, "bool")),
    });
  });
});
