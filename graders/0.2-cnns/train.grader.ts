import { room } from "arena/grader";
import { data, nn, seeded, TensorDataset, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/train/solution.ts";

type Examples = Solution.Examples;

const { subProblem, test } = room<typeof Solution>("0.2/train");

/** Losses go through several Adam steps, each of which carries the rounding of the ones before on. */
const AFTER_STEPS = { atol: 1e-4 };

/** A linear classifier with the same first weights each time. */
function classifier(pixels: number, classes: number): nn.Sequential {
  using _ = seeded(11);
  return new nn.Sequential(new nn.Flatten(), new nn.Linear(pixels, classes));
}

/** A model that notes, for each call, its mode and its inputs. */
class Witness extends nn.Module {
  readonly inner = classifier(2, 3);
  readonly modes: boolean[] = [];
  readonly seen: tf.Tensor[] = [];

  forward(x: tf.Tensor): tf.Tensor {
    this.modes.push(this.training);
    this.seen.push(tf.keep(x.clone())); // [batch, 1, 1, 2]
    return this.inner.call(x); // [batch, class]
  }
}

const examples = (images: tf.Tensor, labels: tf.Tensor): Examples =>
  new TensorDataset(images as tf.Tensor4D, labels as tf.Tensor1D);

/** Examples whose images [n, 1, 1, class] are the logits themselves: a model that changes nothing classifies them. */
function logits(classes: readonly number[], labels: readonly number[]): Examples {
  const hot = tf.oneHot(tf.tensor1d([...classes], "int32"), 3).cast("float32"); // [n, class]
  return examples(hot.reshape([-1, 1, 1, 3]), tf.tensor1d([...labels], "int32"));
}

/** Takes an image [batch, 1, 1, class] for a row of logits. */
const asLogits = () => new nn.Flatten();

/** Images whose first pixel is their number, from 0: what was seen when can be told from it. */
function numbered(n: number): Examples {
  const pixels = Array.from({ length: n }, (_, i) => [i, 1]);
  return examples(
    tf.tensor(pixels, [n, 1, 1, 2]),
    tf.tensor1d(
      pixels.map((_, i) => i % 3),
      "int32",
    ),
  );
}

/** The numbers of the images in a batch of `numbered`. */
async function numbersIn(batch: tf.Tensor): Promise<number[]> {
  const values = Array.from(await batch.data());
  return values.filter((_, i) => i % 2 === 0);
}

subProblem("evaluate", () => {
  test("three of five are right", async ({ answer, expectSame }) => {
    const five = logits([0, 1, 2, 2, 0], [0, 1, 2, 0, 1]);
    await expectSame("evaluate(model, examples, 5)", () => answer.evaluate(asLogits(), five, 5), 0.6);
  });
  test("a last batch that is smaller", async ({ answer, expectSame }) => {
    const seven = logits([0, 1, 2, 2, 0, 1, 1], [0, 1, 0, 2, 1, 2, 1]);
    await expectSame("evaluate(model, examples, 3)", () => answer.evaluate(asLogits(), seven, 3), 4 / 7);
  });
  test("a batch size larger than the data", async ({ answer, expectSame }) => {
    const four = logits([0, 1, 2, 1], [0, 1, 1, 1]);
    await expectSame("evaluate(model, examples, 100)", () => answer.evaluate(asLogits(), four, 100), 0.75);
  });
  test("in evaluation mode and back again", async ({ answer, expectSame }) => {
    const modes = async () => {
      const model = new Witness().train();
      await answer.evaluate(model, numbered(4), 2);
      return { during: model.modes, afterwards: model.training, within: model.inner.training };
    };
    await expectSame("whether the model trains", modes, {
      during: [false, false],
      afterwards: true,
      within: true,
    });
  });
  test("a model in evaluation mode stays there", async ({ answer, expectSame }) => {
    const modes = async () => {
      const model = new Witness().eval();
      await answer.evaluate(model, numbered(4), 2);
      return { afterwards: model.training, within: model.inner.training };
    };
    await expectSame("whether the model trains", modes, { afterwards: false, within: false });
  });
  test("no weight changes", async ({ answer, random, expectSame }) => {
    const set = examples(random.normal([5, 1, 2, 2]), random.integers([5], 0, 3));
    const weights = async () => {
      const model = classifier(4, 3);
      await answer.evaluate(model, set, 2);
      return model.parameters();
    };
    await expectSame("the parameters afterwards", weights, classifier(4, 3).parameters());
  });
});

subProblem("step", () => {
  test("four steps on one batch", async ({ answer, solution, random, expectSame }) => {
    const set = {
      train: examples(random.normal([6, 1, 2, 3]), random.integers([6], 0, 4)),
      test: examples(random.normal([3, 1, 2, 3]), random.integers([3], 0, 4)),
    };
    const args = { batchSize: 6, epochs: 4, learningRate: 0.05, seed: 1 };
    const losses = async ({ train }: typeof Solution) => (await train(classifier(6, 4), set, args)).lossList;
    await expectSame("lossList", () => losses(answer), await losses(solution), AFTER_STEPS);
  });
  test("the weights after three steps", async ({ answer, solution, random, expectSame }) => {
    const set = {
      train: examples(random.normal([8, 1, 2, 2]), random.integers([8], 0, 3)),
      test: examples(random.normal([2, 1, 2, 2]), random.integers([2], 0, 3)),
    };
    const args = { batchSize: 8, epochs: 3, learningRate: 0.1, seed: 1 };
    const weights = async ({ train }: typeof Solution) => {
      const model = classifier(4, 3);
      await train(model, set, args);
      return model.parameters();
    };
    await expectSame(
      "the parameters afterwards",
      () => weights(answer),
      await weights(solution),
      AFTER_STEPS,
    );
  });
  test("training mode for steps and evaluation mode between them", async ({ answer, expectSame }) => {
    const modes = async () => {
      const model = new Witness().eval();
      await answer.train(
        model,
        { train: numbered(4), test: numbered(3) },
        { batchSize: 4, epochs: 2, learningRate: 0.01, seed: 0 },
      );
      return model.modes;
    };
    await expectSame("whether the model trains, call by call", modes, [true, false, true, false]);
  });
});

subProblem("record", () => {
  test("a loss each step and an accuracy each epoch", async ({ answer, random, expectSame }) => {
    const set = {
      train: examples(random.normal([10, 1, 1, 2]), random.integers([10], 0, 3)),
      test: examples(random.normal([5, 1, 1, 2]), random.integers([5], 0, 3)),
    };
    const lengths = async () => {
      const { lossList, accuracyList } = await answer.train(classifier(2, 3), set, {
        batchSize: 4,
        epochs: 2,
        learningRate: 0.01,
        seed: 0,
      });
      return { lossList: lossList.length, accuracyList: accuracyList.length };
    };
    await expectSame("the lengths of the lists", lengths, { lossList: 6, accuracyList: 2 });
  });
  test("plain numbers", async ({ answer, random, expectSame }) => {
    const set = {
      train: examples(random.normal([4, 1, 1, 2]), random.integers([4], 0, 3)),
      test: examples(random.normal([2, 1, 1, 2]), random.integers([2], 0, 3)),
    };
    const kinds = async () => {
      const { lossList, accuracyList } = await answer.train(classifier(2, 3), set, {
        batchSize: 4,
        epochs: 1,
        learningRate: 0.01,
        seed: 0,
      });
      return {
        lossList: lossList.map((loss) => typeof loss),
        accuracyList: accuracyList.map((accuracy) => typeof accuracy),
      };
    };
    await expectSame("what the lists hold", kinds, { lossList: ["number"], accuracyList: ["number"] });
  });
  test("the test set's accuracy after each epoch", async ({ answer, solution, random, expectSame }) => {
    const images = random.normal([24, 1, 1, 4]); // [n, 1, 1, pixel]
    const easy = images.argMax(-1).reshape([24]); // [n], the brightest pixel
    const set = {
      train: examples(images, easy),
      test: examples(random.normal([17, 1, 1, 4]), random.integers([17], 0, 4)),
    };
    const args = { batchSize: 24, epochs: 5, learningRate: 0.2, seed: 0 };
    const accuracies = async ({ train }: typeof Solution) =>
      (await train(classifier(4, 4), set, args)).accuracyList;
    await expectSame("accuracyList", () => accuracies(answer), await accuracies(solution));
  });
  test("each epoch sees every example once and in an order of its own", async ({ answer, expectThat }) => {
    const orders = async () => {
      const model = new Witness();
      await answer.train(
        model,
        { train: numbered(30), test: numbered(3) },
        { batchSize: 8, epochs: 2, learningRate: 0.001, seed: 3 },
      );
      const batches = model.seen.filter((_, call) => model.modes[call] === true);
      const numbers = (await Promise.all(batches.map(numbersIn))).flat();
      return [numbers.slice(0, 30), numbers.slice(30)];
    };
    const whole = (order: readonly number[]) => order.length === 30 && new Set(order).size === 30;
    const sorted = (order: readonly number[]) => order.every((number, i) => number === i);
    const different = ([first = [], second = []]: number[][]) =>
      !sorted(first) && !sorted(second) && first.join() !== second.join();
    await expectThat(
      "the order of the examples in two epochs",
      orders,
      (both) => both.every(whole),
      "every example exactly once in each epoch",
    );
    await expectThat(
      "the order of the examples in two epochs",
      orders,
      different,
      "shuffled, and differently in each epoch",
    );
  });
  test("the same seed gives the same losses", async ({ answer, random, expectSame }) => {
    const set = {
      train: examples(random.normal([9, 1, 1, 2]), random.integers([9], 0, 3)),
      test: examples(random.normal([2, 1, 1, 2]), random.integers([2], 0, 3)),
    };
    const losses = async (elsewhere: number) => {
      using _ = seeded(elsewhere); // what others draw meanwhile must not matter
      return (
        await answer.train(classifier(2, 3), set, { batchSize: 2, epochs: 2, learningRate: 0.1, seed: 5 })
      ).lossList;
    };
    let first: number[] = [];
    const firstRun = async () => {
      first = await losses(1);
      return first.length;
    };
    await expectSame("number of losses", firstRun, 10);
    await expectSame("lossList of a second run", () => losses(2), first, AFTER_STEPS);
  });
  // 40 steps. Chance is 0.1; over 20 orders of the examples the solution gets 0.88 to 0.96 (deviation 0.02).
  test("a small network learns the glyphs", async ({ answer, expectThat }) => {
    const glyphs = {
      train: data.glyphs({ examples: 300, seed: 1 }),
      test: data.glyphs({ examples: 100, seed: 2 }),
    };
    const network = () => {
      using _ = seeded(0);
      return new nn.Sequential(
        new nn.Flatten(),
        new nn.Linear(196, 32),
        new nn.ReLU(),
        new nn.Linear(32, 10),
      );
    };
    const last = async () =>
      (
        await answer.train(network(), glyphs, { batchSize: 30, epochs: 4, learningRate: 0.01, seed: 0 })
      ).accuracyList.at(-1) ?? 0;
    await expectThat(
      "the last accuracy",
      last,
      (accuracy) => accuracy > 0.75,
      "above 0.75 after four epochs",
    );
  });
});
