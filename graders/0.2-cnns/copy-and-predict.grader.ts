import { join } from "node:path";
import { room, type SeededInputs } from "arena/grader";
import { backward, data, NotYetError, nn, readSafetensors, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/copy-and-predict/solution.ts";
import { ResNet } from "../../exercises/0.2-cnns/resnet/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.2/copy-and-predict");

const REFERENCE = join(
  import.meta.dirname,
  "..",
  "..",
  "exercises",
  "0.2-cnns",
  "copy-and-predict",
  "reference.safetensors",
);

/** The network whose weights are in the file, untrained. */
const reader = (): ResNet =>
  new ResNet({
    inChannels: 1,
    stemFeatures: 8,
    nBlocksPerGroup: [1, 1, 1],
    outFeaturesPerGroup: [8, 16, 32],
    firstStridesPerGroup: [1, 2, 2],
    nClasses: 10,
  });

/** Nine tensors: two linear layers and a norm between them. */
const small = (): nn.Module =>
  new nn.Sequential(new nn.Linear(3, 4), new nn.BatchNorm2d(4), new nn.Linear(4, 2));

/** A small classifier of [batch, 1, 4, 3] into 5 classes that behaves differently in training and evaluation. */
const classifier = (): nn.Sequential =>
  new nn.Sequential(
    new nn.Conv2d(1, 2, 3),
    new nn.BatchNorm2d(2),
    new nn.ReLU(),
    new nn.Flatten(),
    new nn.Linear(4, 5),
  );

/** A model that takes its images for logits: [batch, class, 1, 1] becomes [batch, class]. */
const images = (logits: tf.Tensor): tf.Tensor4D => logits.reshape([...logits.shape, 1, 1]) as tf.Tensor4D;

/** Three tensors of one shape, whose order their names do not tell. */
class Centre extends nn.Module {
  weight: nn.Parameter; // [feature]
  mean: nn.Buffer; // [feature]
  bias: nn.Parameter; // [feature]
  constructor() {
    super();
    this.weight = new nn.Parameter(tf.ones([3]));
    this.mean = new nn.Buffer(tf.zeros([3]));
    this.bias = new nn.Parameter(tf.zeros([3]));
  }
  forward(x: tf.Tensor): tf.Tensor {
    return x.sub(this.mean).mul(this.weight).add(this.bias);
  }
}

class Broken extends nn.Module {
  forward(_x: tf.Tensor): tf.Tensor {
    throw new Error("this layer is broken");
  }
}

/** Random numbers for a module's state under the names of another program. */
function stateFor(module: nn.Module, random: SeededInputs): nn.StateDict {
  const values = Object.values(module.stateDict()).map(({ shape, dtype }) =>
    dtype === "int32" ? random.integers(shape, 1, 99) : random.uniform(shape, 0.5, 2),
  );
  return Object.fromEntries(values.map((value, i) => [`${String(i).padStart(3, "0")}.tensor`, value]));
}

/** The module with these numbers, put there by position. */
function withState<M extends nn.Module>(module: M, state: nn.StateDict): M {
  const values = Object.values(state);
  for (const [i, tensor] of Object.values(module.stateDict()).entries()) {
    (tensor as tf.Variable).assign(values[i] as tf.Tensor);
  }
  return module;
}

/** A module's state as a list of copies, in its order. */
const listed = (module: nn.Module): tf.Tensor[] =>
  Object.values(module.stateDict()).map((tensor) => tensor.clone());

/** The state without one of its entries. */
const without = (state: nn.StateDict, place: number): nn.StateDict =>
  Object.fromEntries(Object.entries(state).filter((_, i) => i !== place));

const modes = (model: nn.Module): boolean[] => model.modules().map(({ training }) => training);

const statistics = (model: nn.Module): tf.Tensor[] => model.buffers().map((buffer) => buffer.clone());

/** What came of something that should be refused. "Not yet" is passed on. */
function outcomeOf(attempt: () => unknown): string {
  try {
    attempt();
    return "nothing was thrown";
  } catch (thrown) {
    if (thrown instanceof NotYetError) throw thrown;
    return thrown instanceof Error ? "an Error" : "something that is no Error";
  }
}

subProblem("check", () => {
  /** What came of copying a reference that does not fit, and whether the model is as it was. */
  const refusal = (answer: typeof Solution, model: nn.Module, reference: nn.StateDict) => ({
    outcome: outcomeOf(() => answer.copyWeights(model, reference)),
    state: listed(model),
  });
  test("an entry too few", async ({ answer, random, expectSame }) => {
    const [own, reference] = [stateFor(small(), random), without(stateFor(small(), random), 8)];
    const expected = { outcome: "an Error", state: Object.values(own) };
    await expectSame(
      "outcome and the model's state afterwards",
      () => refusal(answer, withState(small(), own), reference),
      expected,
    );
  });
  test("an entry too many", async ({ answer, random, expectSame }) => {
    const [own, reference] = [
      stateFor(small(), random),
      { ...stateFor(small(), random), "009.extra": random.normal([2]) },
    ];
    const expected = { outcome: "an Error", state: Object.values(own) };
    await expectSame(
      "outcome and the model's state afterwards",
      () => refusal(answer, withState(small(), own), reference),
      expected,
    );
  });
  test("the last shape does not fit", async ({ answer, random, expectSame }) => {
    const [own, reference] = [
      stateFor(small(), random),
      { ...stateFor(small(), random), "008.tensor": random.normal([3]) },
    ];
    const expected = { outcome: "an Error", state: Object.values(own) };
    await expectSame(
      "outcome and the model's state afterwards",
      () => refusal(answer, withState(small(), own), reference),
      expected,
    );
  });
  test("as many numbers in another shape", async ({ answer, random, expectSame }) => {
    const [own, reference] = [
      stateFor(small(), random),
      { ...stateFor(small(), random), "000.tensor": random.normal([3, 4]) },
    ];
    const expected = { outcome: "an Error", state: Object.values(own) };
    await expectSame(
      "outcome and the model's state afterwards",
      () => refusal(answer, withState(small(), own), reference),
      expected,
    );
  });
});

subProblem("copy", () => {
  test("parameters and buffers in order", async ({ answer, random, expectSame }) => {
    const reference = stateFor(small(), random);
    const copied = () => {
      const mine = small();
      answer.copyWeights(mine, reference);
      return listed(mine);
    };
    await expectSame("mine's state after copyWeights(mine, reference)", copied, Object.values(reference));
  });
  test("six tensors of one shape", async ({ answer, random, expectSame }) => {
    const twice = () => new nn.Sequential(new Centre(), new Centre());
    const reference = stateFor(twice(), random);
    const copied = () => {
      const mine = twice();
      answer.copyWeights(mine, reference);
      return listed(mine);
    };
    await expectSame("mine's state after copyWeights(mine, reference)", copied, Object.values(reference));
  });
  test("the same module comes back", async ({ answer, random, expectSame }) => {
    const reference = stateFor(small(), random);
    const same = () => {
      const mine = small();
      return answer.copyWeights(mine, reference) === mine;
    };
    await expectSame("copyWeights(mine, reference) === mine", same, true);
  });
  test("mine keeps its own tensors", async ({ answer, random, expectSame }) => {
    const reference = stateFor(small(), random);
    const kept = () => {
      const mine = small();
      const before = [...mine.parameters(), ...mine.buffers()] as unknown[];
      answer.copyWeights(mine, reference);
      return [...mine.parameters(), ...mine.buffers()].filter((tensor) => before.includes(tensor)).length;
    };
    await expectSame("how many of its 9 tensors are still there", kept, 9);
  });
  test("later changes of the reference do not show", async ({ answer, random, expectSame }) => {
    const [state, later] = [stateFor(small(), random), stateFor(small(), random)];
    const after = () => {
      const [mine, other] = [small(), withState(small(), state)];
      answer.copyWeights(mine, other.stateDict());
      withState(other, later);
      return { mine: listed(mine), other: listed(other) };
    };
    const expected = { mine: Object.values(state), other: Object.values(later) };
    await expectSame("both states after the reference was changed", after, expected);
  });
  test("a trained network", async ({ answer, solution, expectSame }) => {
    const [digits] = data.glyphs({ examples: 6, seed: 4, noise: 0.35 }).tensors; // [6, 1, 14, 14]
    const reference = await readSafetensors(REFERENCE);
    const expected = solution.copyWeights(reader(), reference).eval().call(digits);
    const logits = () => {
      const mine = reader();
      answer.copyWeights(mine, reference);
      return mine.eval().call(digits);
    };
    await expectSame("logits after copyWeights(mine, reference)", logits, expected, {
      reductionLength: 2000,
    });
  });
});

subProblem("probabilities", () => {
  test("two images by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor(
      [
        [1, 2, 5],
        [6, 3, 1],
      ]
        .flat()
        .map(Math.log),
      [2, 3, 1, 1],
    ) as tf.Tensor4D; // [batch, class, 1, 1]
    const expected = { probs: tf.tensor1d([0.625, 0.6]), classes: tf.tensor1d([2, 0], "int32") };
    await expectSame("predict(model, images)", () => answer.predict(new nn.Flatten(), x), expected);
  });
  test("as many images as classes", async ({ answer, solution, random, expectSame }) => {
    const x = images(random.normal([4, 4], 0, 2)); // [batch, class, 1, 1]
    await expectSame(
      "predict(model, images)",
      () => answer.predict(new nn.Flatten(), x),
      solution.predict(new nn.Flatten(), x),
    );
  });
  test("a single image", async ({ answer, solution, random, expectSame }) => {
    const x = images(random.normal([1, 7], -3, 2)); // [batch, class, 1, 1]
    await expectSame(
      "predict(model, images)",
      () => answer.predict(new nn.Flatten(), x),
      solution.predict(new nn.Flatten(), x),
    );
  });
  test("large logits", async ({ answer, given, expectSame }) => {
    const x = images(
      given.tensor([
        [1000, 998, 0],
        [-900, -1000, -900.5],
      ]),
    ); // [batch, class, 1, 1]
    const expected = {
      probs: tf.tensor1d([1 / (1 + Math.exp(-2)), 1 / (1 + Math.exp(-0.5))]),
      classes: tf.tensor1d([0, 0], "int32"),
    };
    await expectSame("predict(model, images)", () => answer.predict(new nn.Flatten(), x), expected);
  });
});

subProblem("inference", () => {
  test("one image alone or in a batch", async ({ answer, random, expectSame }) => {
    const state = stateFor(classifier(), random);
    const x = random.normal([3, 1, 4, 3], 1, 2) as tf.Tensor4D; // [batch, channel, height, width]
    const model = withState(classifier(), state).eval();
    const expected = tf.softmax(model.call(x)).max(-1).slice(0, 1); // [1]
    const first = (batch: tf.Tensor4D) =>
      answer.predict(withState(classifier(), state), batch).probs.slice(0, 1);
    await expectSame("probs of the first image in a batch", () => first(x), expected);
    await expectSame("probs of the first image alone", () => first(x.slice(0, 1) as tf.Tensor4D), expected);
  });
  test("running statistics stay", async ({ answer, random, expectSame }) => {
    const state = stateFor(classifier(), random);
    const x = random.normal([3, 1, 4, 3], 1, 2) as tf.Tensor4D; // [batch, channel, height, width]
    const after = () => {
      const model = withState(classifier(), state);
      answer.predict(model, x);
      return statistics(model);
    };
    await expectSame("buffers after predict", after, statistics(withState(classifier(), state)));
  });
  test("every module is in its former mode", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 1, 4, 3]) as tf.Tensor4D; // [batch, channel, height, width]
    const after = () => {
      const model = classifier();
      model.at(1).eval(); // a frozen norm in a model that trains
      answer.predict(model, x);
      return modes(model);
    };
    await expectSame("training of model, conv, norm, ReLU, flatten, linear", after, [
      true,
      true,
      false,
      true,
      true,
      true,
    ]);
  });
  test("a model in evaluation mode stays there", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 1, 4, 3]) as tf.Tensor4D; // [batch, channel, height, width]
    const after = () => {
      const model = classifier().eval();
      answer.predict(model, x);
      return modes(model);
    };
    await expectSame("training of every module", after, [false, false, false, false, false, false]);
  });
  test("the forward pass throws", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 1, 4, 3]) as tf.Tensor4D; // [batch, channel, height, width]
    const after = () => {
      const model = new nn.Sequential(new nn.Flatten(), new Broken());
      return { outcome: outcomeOf(() => answer.predict(model, x)), training: modes(model) };
    };
    await expectSame("outcome and training of every module", after, {
      outcome: "an Error",
      training: [true, true, true],
    });
  });
  test("a constant for gradients", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 1, 4, 3]) as tf.Tensor4D; // [batch, channel, height, width]
    const gradients = () => {
      const [model, factor] = [classifier(), new nn.Parameter(tf.scalar(1))];
      backward(() => answer.predict(model, x).probs.sum().mul(factor), [factor, ...model.parameters()]);
      return model.parameters().filter(({ grad }) => grad !== null).length;
    };
    await expectSame("parameters that get a gradient from probs", gradients, 0);
  });
  test("hooks of the model run", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 1, 4, 3]) as tf.Tensor4D; // [batch, channel, height, width]
    const runs = () => {
      const [model, counted] = [classifier(), { runs: 0 }];
      model.registerForwardHook(() => void counted.runs++);
      answer.predict(model, x);
      return counted.runs;
    };
    await expectSame("runs of a hook on the model", runs, 1);
  });
  test("digits that it has never seen", async ({ answer, solution, expectSame, expectThat }) => {
    const [digits, labels] = data.glyphs({ examples: 60, seed: 99, noise: 0.35 }).tensors; // [60, 1, 14, 14], [60]
    const reference = await readSafetensors(REFERENCE);
    const read = () => answer.predict(answer.copyWeights(reader(), reference), digits);
    await expectSame(
      "predict(copyWeights(mine, reference), digits)",
      read,
      solution.predict(solution.copyWeights(reader(), reference), digits),
      { reductionLength: 2000 },
    );
    const right = async () => (await read().classes.equal(labels).sum().data())[0] ?? 0;
    await expectThat("digits of 60 that are read rightly", right, (count) => count >= 54, "54 or more");
  });
});
