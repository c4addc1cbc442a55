import { room, type SeededInputs } from "arena/grader";
import { nn, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/feature-extraction/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.2/feature-extraction");

/** A small network for [batch, 2, height, width] with a norm and dropout: 3 features, 7 classes. */
class Trained extends nn.Module {
  inLayers: nn.Sequential;
  outLayers: nn.Sequential;
  constructor() {
    super();
    this.inLayers = new nn.Sequential(
      new nn.Conv2d(2, 3, 2),
      new nn.BatchNorm2d(3),
      new nn.ReLU(),
      new nn.Dropout(0.5),
    );
    this.outLayers = new nn.Sequential(new nn.AvgPool2d([3, 2]), new nn.Flatten(), new nn.Linear(3, 7));
  }
  forward(x: tf.Tensor): tf.Tensor {
    return this.outLayers.call(this.inLayers.call(x)); // [batch, class]
  }
}

type Numbers = readonly tf.Tensor[];

/** Random numbers for a model's state. */
const numbersFor = (model: nn.Module, random: SeededInputs): Numbers =>
  Object.values(model.stateDict()).map(({ shape, dtype }) =>
    dtype === "int32" ? random.integers(shape, 1, 9) : random.uniform(shape, 0.2, 1.2),
  );

function withNumbers<M extends nn.Module>(model: M, numbers: Numbers): M {
  for (const [i, tensor] of Object.values(model.stateDict()).entries()) {
    (tensor as tf.Variable).assign(numbers[i] as tf.Tensor);
  }
  return model;
}

const headOf = (model: Trained) => model.outLayers.at(-1) as nn.Linear;
const stateOf = (model: nn.Module): tf.Tensor[] =>
  Object.values(model.stateDict()).map((tensor) => tensor.clone());
const trainable = (model: nn.Module): string[] =>
  model
    .namedParameters()
    .filter(([, { requiresGrad }]) => requiresGrad)
    .map(([name]) => name);
const modes = (model: nn.Module): boolean[] => model.modules().map(({ training }) => training);

/** A frozen model with a head for 2 classes, made without the answer's withNewHead. */
function frozen(solution: typeof Solution, numbers?: Numbers): Trained {
  const model = solution.withNewHead(new Trained(), 2);
  return numbers === undefined ? model : withNumbers(model, numbers);
}

const SETTINGS: Solution.HeadTraining = { steps: 3, learningRate: 0.5 };

/** Six images of two classes. */
const examples = (random: SeededInputs) => ({
  images: random.normal([6, 2, 4, 3], 0.5, 2),
  labels: tf.tensor1d([0, 1, 1, 0, 1, 1], "int32"),
}); // [batch, channel, height, width], [batch]

subProblem("freeze", () => {
  test("only the head is trainable", async ({ answer, expectSame }) => {
    await expectSame(
      "names of the trainable parameters",
      () => trainable(answer.withNewHead(new Trained(), 2)),
      ["outLayers.2.weight", "outLayers.2.bias"],
    );
  });
  test("what was trained keeps its values", async ({ answer, random, expectSame }) => {
    const numbers = numbersFor(new Trained(), random);
    const body = () => stateOf(answer.withNewHead(withNumbers(new Trained(), numbers), 2).inLayers);
    await expectSame("state of inLayers", body, numbers.slice(0, 7));
  });
});

subProblem("replace", () => {
  test("the new head's shapes", async ({ answer, expectSame }) => {
    const shapes = () =>
      headOf(answer.withNewHead(new Trained(), 4))
        .parameters()
        .map(({ shape }) => shape);
    await expectSame("shapes of the head's parameters", shapes, [[4, 3], [4]]);
  });
  test("one layer in the place of another", async ({ answer, expectSame }) => {
    const names = () =>
      answer
        .withNewHead(new Trained(), 4)
        .outLayers.children()
        .map((layer) => layer.constructor.name);
    await expectSame("layers of outLayers", names, ["AvgPool2d", "Flatten", "Linear"]);
  });
  test("as many classes as before", async ({ answer, expectSame }) => {
    const same = () => {
      const model = new Trained();
      const old = headOf(model);
      return headOf(answer.withNewHead(model, 7)) === old;
    };
    await expectSame("whether the head is still the old layer", same, false);
  });
  test("the same model comes back", async ({ answer, expectSame }) => {
    const same = () => {
      const model = new Trained();
      return answer.withNewHead(model, 2) === model;
    };
    await expectSame("withNewHead(model, 2) === model", same, true);
  });
});

subProblem("train", () => {
  test("a head of zeros", async ({ answer, solution, random, expectSame }) => {
    const { images, labels } = examples(random);
    const losses = () => {
      const model = frozen(solution);
      for (const parameter of headOf(model).parameters()) parameter.assign(tf.zerosLike(parameter));
      return answer.trainHead(model, images, labels, { steps: 1, learningRate: 0.1 });
    };
    await expectSame("losses of one step", losses, [Math.log(2)]);
  });
  test("losses of three steps", async ({ answer, solution, random, expectSame }) => {
    const { images, labels } = examples(random);
    const numbers = numbersFor(frozen(solution), random);
    const expected = await solution.trainHead(frozen(solution, numbers), images, labels, SETTINGS);
    await expectSame(
      "trainHead(…)",
      () => answer.trainHead(frozen(solution, numbers), images, labels, SETTINGS),
      expected,
      { reductionLength: 100 },
    );
  });
  test("the state after three steps", async ({ answer, solution, random, expectSame }) => {
    const { images, labels } = examples(random);
    const numbers = numbersFor(frozen(solution), random);
    const after = async (room: typeof Solution) => {
      const model = frozen(solution, numbers);
      await room.trainHead(model, images, labels, SETTINGS);
      return { inLayers: stateOf(model.inLayers), outLayers: stateOf(model.outLayers) };
    };
    await expectSame("state of the model", () => after(answer), await after(solution), {
      reductionLength: 100,
    });
  });
  test("parameters that somebody forgot to freeze", async ({ answer, solution, random, expectSame }) => {
    const { images, labels } = examples(random);
    const numbers = numbersFor(frozen(solution), random);
    const body = async () => {
      const model = frozen(solution, numbers).requiresGrad_(true);
      await answer.trainHead(model, images, labels, SETTINGS);
      return stateOf(model.inLayers);
    };
    await expectSame("state of inLayers", body, numbers.slice(0, 7));
  });
  test("every module is in its former mode", async ({ answer, solution, random, expectSame }) => {
    const { images, labels } = examples(random);
    const after = async () => {
      const model = frozen(solution);
      model.inLayers.at(1).eval();
      await answer.trainHead(model, images, labels, SETTINGS);
      return modes(model);
    };
    await expectSame("training of every module", after, [
      true,
      true,
      true,
      false,
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
  });
});
