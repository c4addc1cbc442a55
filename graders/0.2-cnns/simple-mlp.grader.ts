import { room, type SeededInputs } from "arena/grader";
import { type nn, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/simple-mlp/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.2/simple-mlp");

subProblem("children", () => {
  test("names and shapes in order", async ({ answer, solution, expectSame }) => {
    const expected = namesAndShapes(new solution.SimpleMlp());
    await expectSame(
      "names and shapes of SimpleMlp()'s parameters",
      () => namesAndShapes(new answer.SimpleMlp()),
      expected,
    );
  });
  test("other sizes", async ({ answer, solution, expectSame }) => {
    const expected = namesAndShapes(new solution.SimpleMlp(6, 5, 3));
    await expectSame(
      "names and shapes of SimpleMlp(6, 5, 3)'s parameters",
      () => namesAndShapes(new answer.SimpleMlp(6, 5, 3)),
      expected,
    );
  });
  test("79510 numbers to train", async ({ answer, expectSame }) => {
    const count = () => new answer.SimpleMlp().parameters().reduce((sum, { size }) => sum + size, 0);
    await expectSame("number of trainable numbers", count, 79_510);
  });
});

subProblem("flatten", () => {
  test("images that are wider than high", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([4, 2, 3]); // [batch, height, width]
    const state = stateOf(random, 6, 5, 3);
    const right = loaded(new solution.SimpleMlp(6, 5, 3), state);
    await expectSame(
      "logits of images [4, 2, 3]",
      () => loaded(new answer.SimpleMlp(6, 5, 3), state).call(x),
      right.call(x),
    );
  });
  test("a channel axis of one", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([3, 1, 4, 2]); // [batch, channel, height, width]
    const state = stateOf(random, 8, 6, 4);
    const right = loaded(new solution.SimpleMlp(8, 6, 4), state);
    await expectSame(
      "logits of images [3, 1, 4, 2]",
      () => loaded(new answer.SimpleMlp(8, 6, 4), state).call(x),
      right.call(x),
    );
  });
  test("three channels", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([5, 3, 2, 4]); // [batch, channel, height, width]
    const state = stateOf(random, 24, 7, 2);
    const right = loaded(new solution.SimpleMlp(24, 7, 2), state);
    await expectSame(
      "logits of images [5, 3, 2, 4]",
      () => loaded(new answer.SimpleMlp(24, 7, 2), state).call(x),
      right.call(x),
    );
  });
  test("a batch of one image", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([1, 3, 2]); // [batch, height, width]
    const state = stateOf(random, 6, 5, 3);
    const right = loaded(new solution.SimpleMlp(6, 5, 3), state);
    await expectSame(
      "logits of images [1, 3, 2]",
      () => loaded(new answer.SimpleMlp(6, 5, 3), state).call(x),
      right.call(x),
    );
  });
  test("an empty batch", async ({ answer, given, expectSame }) => {
    const x = given.tensor([], [0, 3, 2]); // [batch, height, width]
    await expectSame(
      "logits of images [0, 3, 2]",
      () => new answer.SimpleMlp(6, 5, 3).call(x),
      tf.zeros([0, 3]),
    );
  });
});

subProblem("chain", () => {
  test("four pixels by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [0, 3],
        [1, 9],
      ],
      [
        [-2, 0],
        [1, 0],
      ],
    ]); // [batch, height, width]
    const logits = () => {
      const model = new answer.SimpleMlp(4, 2, 2);
      model.loadStateDict({
        "linear1.weight": tf.tensor2d([
          [1, 0, 0, 0],
          [0, 1, -1, 0],
        ]), // [hidden, in]
        "linear1.bias": tf.zeros([2]),
        "linear2.weight": tf.tensor2d([
          [1, 1],
          [1, -1],
        ]), // [class, hidden]
        "linear2.bias": tf.zeros([2]),
      });
      return model.call(x);
    };
    await expectSame(
      "logits of three images",
      logits,
      tf.tensor2d([
        [1, 1],
        [2, -2],
        [0, 0],
      ]),
    );
  });
  test("ten digits with shared weights", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([10, 28, 28]); // [batch, height, width]
    const state = stateOf(random, 784, 100, 10);
    const right = loaded(new solution.SimpleMlp(), state);
    await expectSame(
      "logits of images [10, 28, 28]",
      () => loaded(new answer.SimpleMlp(), state).call(x),
      right.call(x),
      { reductionLength: 784 },
    );
  });
  test("each layer runs once", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 3, 2]); // [batch, height, width]
    const order = () => {
      const model = new answer.SimpleMlp(6, 5, 3);
      const seen: string[] = [];
      for (const [name, layer] of model.namedChildren()) {
        if (name.startsWith("linear")) layer.registerForwardHook(() => void seen.push(name));
      }
      model.call(x);
      return seen;
    };
    await expectSame("linear layers in the order in which their hooks fire", order, ["linear1", "linear2"]);
  });
});

function namesAndShapes(model: nn.Module): [string, number[]][] {
  return model.namedParameters().map(([name, parameter]) => [name, parameter.shape]);
}

/** Numbers for a whole model, so that an answer's and the solution's can be compared. */
function stateOf(
  random: SeededInputs,
  inFeatures: number,
  hidden: number,
  nClasses: number,
): Record<string, tf.Tensor> {
  return {
    "linear1.weight": random.normal([hidden, inFeatures], 0, 1 / Math.sqrt(inFeatures)),
    "linear1.bias": random.normal([hidden]),
    "linear2.weight": random.normal([nClasses, hidden], 0, 1 / Math.sqrt(hidden)),
    "linear2.bias": random.normal([nClasses]),
  };
}

function loaded<T extends nn.Module>(model: T, state: Record<string, tf.Tensor>): T {
  model.loadStateDict(state);
  return model;
}
