import { room } from "arena/grader";
import { nn, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/buffers/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/buffers");

/** What a module is made of, as far as others see it. */
const contents = (module: nn.Module) => ({
  buffers: module.namedBuffers().map(([name]) => name),
  saved: Object.keys(module.stateDict()),
  trained: module.namedParameters().map(([name]) => name),
});

subProblem("follow", () => {
  test("one step by hand", async ({ answer, given, expectSame }) => {
    const value = given.tensor([20, 0]); // [feature]
    const after = () => {
      const average = new nn.Buffer(tf.tensor1d([10, 5])); // [feature]
      answer.follow(average, value, 0.1);
      return average.clone();
    };
    await expectSame("[10, 5] after follow(average, [20, 0], 0.1)", after, tf.tensor1d([11, 4.5]));
  });
});

subProblem("mask", () => {
  test("what it holds", async ({ answer, expectSame }) => {
    const holds = () => {
      const module = new answer.CausalMask(3);
      return { ...contents(module), mask: module.mask.clone() };
    };
    await expectSame("its buffers, what is saved, what is trained, and the mask", holds, {
      buffers: ["mask"],
      saved: [],
      trained: [],
      mask: tf.tensor2d([0, -Infinity, -Infinity, 0, 0, -Infinity, 0, 0, 0], [3, 3]),
    });
  });
  test("scores of two heads", async ({ answer, solution, random, expectSame }) => {
    const scores = random.normal([3, 2, 4, 4]); // [batch, head, query, key]
    await expectSame(
      "new CausalMask(4).call(scores)",
      () => new answer.CausalMask(4).call(scores),
      new solution.CausalMask(4).call(scores),
    );
  });
  test("a shorter sequence", async ({ answer, solution, random, expectSame }) => {
    const scores = random.normal([2, 3, 3]); // [batch, query, key]
    await expectSame(
      "new CausalMask(5).call(scores)",
      () => new answer.CausalMask(5).call(scores),
      new solution.CausalMask(5).call(scores),
    );
  });
  test("another mask in the buffer", async ({ answer, random, expectSame }) => {
    const [scores, mask] = [random.normal([2, 2]), random.normal([2, 2])]; // [query, key]
    const output = () => {
      const module = new answer.CausalMask(2);
      module.mask.assign(mask);
      return module.call(scores);
    };
    await expectSame("its output with other values in the buffer", output, scores.add(mask));
  });
});

subProblem("collect", () => {
  test("batches of different lengths", async ({ answer, random, expectSame }) => {
    const [first, second] = [random.normal([2, 3]), random.normal([5, 3], 4)]; // [batch, feature]
    const x = random.normal([4, 3]); // [batch, feature]
    const all = tf.concat([first, second]); // [row, feature]
    const outputs = () => {
      const module = new answer.MeanAblation(3);
      const passed = [module.call(first), module.call(second)];
      return { training: passed, evaluation: module.eval().call(x) };
    };
    await expectSame(
      "what it gives in training, and in evaluation",
      outputs,
      { training: [first, second], evaluation: tf.broadcastTo(all.mean(0, true), [4, 3]) },
      { reductionLength: 8 },
    );
  });
  test("an axis of positions", async ({ answer, random, expectSame }) => {
    const [seen, x] = [random.normal([2, 4, 3], 1), random.normal([5, 1, 3])]; // [batch, position, feature]
    const output = () => {
      const module = new answer.MeanAblation(3);
      module.call(seen);
      return module.eval().call(x);
    };
    const mean = seen.reshape([8, 3]).mean(0); // [feature]
    await expectSame("what it gives in evaluation", output, tf.broadcastTo(mean, [5, 1, 3]), {
      reductionLength: 8,
    });
  });
  test("evaluation collects nothing", async ({ answer, random, expectSame }) => {
    const [seen, x] = [random.normal([4, 3]), random.normal([2, 3], 5)]; // [batch, feature]
    const after = () => {
      const module = new answer.MeanAblation(3);
      module.call(seen);
      module.eval().call(x);
      const { buffers, saved, trained } = contents(module);
      const [total, count] = [module.total.clone(), module.count.clone()];
      return { buffers: buffers.sort(), saved: saved.sort(), trained, total, count };
    };
    const names = ["count", "total"];
    await expectSame(
      "its buffers and what is saved, after a training batch and one in evaluation",
      after,
      { buffers: names, saved: names, trained: [], total: seen.sum(0), count: tf.scalar(4) },
      { reductionLength: 4 },
    );
  });
  test("saved and loaded", async ({ answer, random, expectSame }) => {
    const [first, second] = [random.normal([2, 3]), random.normal([6, 3], 4)]; // [batch, feature]
    const output = () => {
      const [old, other] = [new answer.MeanAblation(3), new answer.MeanAblation(3)];
      old.call(first);
      other.loadStateDict(old.stateDict());
      other.call(second);
      return other.eval().call(first);
    };
    const mean = tf.concat([first, second]).mean(0); // [feature]
    await expectSame(
      "what another module gives that loaded the first",
      output,
      tf.broadcastTo(mean, [2, 3]),
      {
        reductionLength: 8,
      },
    );
  });
});

subProblem("silence", () => {
  /** Three batches of two examples: latent 0 never fires, 1 always, 2 in the second batch, 3 in the first. */
  const BATCHES = [
    [0, 1, 0, 2, 0, 0, 0, 0],
    [0, 0, 3, 0, 0, 5, 0, 0],
    [0, 1, 0, 0, 0, 1, 0, -1],
  ];
  test("three batches", async ({ answer, given, expectSame }) => {
    const batches = BATCHES.map((values) => given.tensor(values, [2, 4]) as tf.Tensor2D); // [batch, latent]
    const after = () => {
      const module = new answer.DeadLatents(4, 2);
      const passed = batches.map((latents) => module.call(latents));
      return { ...contents(module), silence: module.silence.clone(), passed };
    };
    await expectSame("its buffers, the silence of each latent, and what it let pass", after, {
      buffers: ["silence"],
      saved: ["silence"],
      trained: [],
      silence: tf.tensor1d([3, 0, 1, 2]),
      passed: batches,
    });
  });
  test("who is dead", async ({ answer, given, expectSame }) => {
    const batches = BATCHES.map((values) => given.tensor(values, [2, 4]) as tf.Tensor2D); // [batch, latent]
    const dead = () => {
      const module = new answer.DeadLatents(4, 2);
      for (const latents of batches) module.call(latents);
      return module.dead();
    };
    await expectSame("dead() with a patience of 2", dead, tf.tensor1d([true, false, false, true], "bool"));
  });
  test("batches in evaluation", async ({ answer, given, expectSame }) => {
    const [first, second] = BATCHES.map((values) => given.tensor(values, [2, 4])) as tf.Tensor2D[];
    const after = () => {
      const module = new answer.DeadLatents(4, 2);
      module.call(first as tf.Tensor2D);
      module.eval().call(second as tf.Tensor2D);
      return module.silence.clone();
    };
    await expectSame("the silence of each latent", after, tf.tensor1d([1, 0, 1, 0]));
  });
});

/** Two buffers: one that each call turns round, and one that stays. */
class Turning extends nn.Module {
  turned = new nn.Buffer(tf.tensor1d([1, 2, 3])); // [place]
  still = new nn.Buffer(tf.tensor1d([4, 5])); // [place]
  gain = new nn.Parameter(tf.scalar(2)); // []
  forward(x: tf.Tensor): tf.Tensor {
    this.turned.assign(tf.reverse(this.turned));
    return x.mul(this.gain);
  }
}

/** A norm that trains, one that evaluates, and the above. */
function drifting(): nn.Module {
  const [trains, evaluates] = [new nn.BatchNorm2d(2), new nn.BatchNorm2d(2)];
  evaluates.eval();
  return new nn.Sequential({ trains, evaluates, turning: new Turning() });
}

subProblem("moved", () => {
  test("a model in parts", async ({ answer, random, expectSame }) => {
    const x = random.normal([3, 2, 1, 2], 1); // [batch, channel, height, width]
    await expectSame("movedBuffers(model, x)", () => answer.movedBuffers(drifting(), x), [
      "trains.runningMean",
      "trains.runningVar",
      "trains.numBatchesTracked",
      "turning.turned",
    ]);
  });
  test("the model afterwards", async ({ answer, random, expectSame }) => {
    const x = random.normal([3, 2, 1, 2], 1); // [batch, channel, height, width]
    const after = async () => {
      const model = drifting();
      await answer.movedBuffers(model, x);
      return { ...model.stateDict(), modes: model.modules().map(({ training }) => training) };
    };
    const model = drifting();
    await expectSame("the model's state and modes afterwards", after, {
      ...model.stateDict(),
      modes: model.modules().map(({ training }) => training),
    });
  });
  test("a model in evaluation", async ({ answer, random, expectSame }) => {
    const x = random.normal([3, 2, 1, 2], 1); // [batch, channel, height, width]
    const moved = () => answer.movedBuffers(new nn.BatchNorm2d(2).eval(), x);
    await expectSame("movedBuffers(model, x)", moved, []);
  });
});
