import { room, type SeededInputs } from "arena/grader";
import { backward, nn, seeded, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/classes/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/classes");

/** A module with the same first numbers each time. */
function made<M extends nn.Module>(make: () => M): M {
  using _ = seeded(4);
  return make();
}

/** The numbers of a trained LoRA layer from 4 features to 3, of rank 2. */
const trained = (random: SeededInputs) => ({
  weight: random.normal([3, 4]), // [out, in]
  bias: random.normal([3]), // [out]
  loraA: random.normal([2, 4]), // [rank, in]
  loraB: random.normal([3, 2]), // [out, rank]
});

/** An answer's layer with these numbers. */
function loraWith(answer: typeof Solution, state: ReturnType<typeof trained>, alpha: number) {
  const layer = made(() => new answer.LoraLinear(4, 3, 2, alpha));
  layer.loadStateDict(state);
  return layer;
}

/** The plain layer that does what a trained one of this scale does. */
function plainOf({ weight, bias, loraA, loraB }: ReturnType<typeof trained>, scale: number): nn.Linear {
  const plain = new nn.Linear(4, 3);
  plain.loadStateDict({ weight: weight.add(tf.matMul(loraB, loraA).mul(scale)), bias });
  return plain;
}

/** What work gives, or that `this` was undefined in it, whatever field was looked for there. */
function withItsObject<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    const isLost = error instanceof TypeError && /of undefined/.test(error.message);
    if (isLost) return "an error: `this` is undefined in add";
    throw error;
  }
}

subProblem("store", () => {
  test("three numbers by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([0, 2, -200]); // [logit]
    await expectSame(
      "new SoftCap(2).call(x)",
      () => new answer.SoftCap(2).call(x),
      tf.tensor1d([0, 2 * Math.tanh(1), -2]),
    );
  });
  test("two caps in one model", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 3], 0, 40); // [batch, logit]
    const inner = x.div(30).tanh().mul(30); // [batch, logit]
    await expectSame(
      "new nn.Sequential(new SoftCap(30), new SoftCap(50)).call(x)",
      () => new nn.Sequential(new answer.SoftCap(30), new answer.SoftCap(50)).call(x),
      inner.div(50).tanh().mul(50),
    );
  });
  test("how it prints", async ({ answer, expectSame }) => {
    await expectSame("String(new SoftCap(30))", () => String(new answer.SoftCap(30)), "SoftCap(cap=30)");
  });
});

subProblem("state", () => {
  test("batches of different sizes", async ({ answer, expectSame }) => {
    const means = () => {
      const meter = new answer.AverageMeter();
      meter.add(0.5, 3);
      const first = meter.mean;
      meter.add(1);
      const second = meter.mean;
      meter.add(-0.25, 16);
      return [first, second, meter.mean];
    };
    await expectSame("the mean after each of three batches", means, [0.5, 0.625, -0.075]);
  });
  test("before the first batch", async ({ answer, expectSame }) => {
    await expectSame("new AverageMeter().mean", () => new answer.AverageMeter().mean, Number.NaN);
  });
  test("two meters at once", async ({ answer, expectSame }) => {
    const means = () => {
      const [loss, accuracy] = [new answer.AverageMeter(), new answer.AverageMeter()];
      loss.add(2, 4);
      accuracy.add(0.75, 4);
      loss.add(1, 4);
      return { loss: loss.mean, accuracy: accuracy.mean };
    };
    await expectSame("the means of two meters", means, { loss: 1.5, accuracy: 0.75 });
  });
  test("add is handed on", async ({ answer, expectSame }) => {
    const mean = () => {
      const meter = new answer.AverageMeter();
      const { add } = meter;
      return withItsObject(() => {
        add(3, 1);
        add(1, 3);
        return meter.mean;
      });
    };
    await expectSame("the mean after add(3, 1) and add(1, 3)", mean, 1.5);
  });
});

subProblem("override", () => {
  for (const [title, window, shape] of [
    ["two positions back", 3, [2, 6, 4]],
    ["only itself", 1, [2, 3, 4]],
    ["a window longer than the text", 9, [1, 5, 4]],
  ] as const)
    test(title, async ({ answer, solution, random, expectSame }) => {
      const x = random.normal(shape, 0, 2) as tf.Tensor3D; // [batch, position, model]
      const right = made(() => new solution.LocalHead(4, 3, window));
      const output = () => {
        const head = new answer.LocalHead(4, 3, window);
        head.loadStateDict(right.stateDict());
        return head.call(x);
      };
      await expectSame(`new LocalHead(4, 3, ${window}).call(x)`, output, right.call(x), {
        reductionLength: 24,
      });
    });
});

subProblem("extend", () => {
  test("which parameters train", async ({ answer, expectSame }) => {
    const parameters = () =>
      Object.fromEntries(
        new answer.LoraLinear(4, 3, 2, 8)
          .namedParameters()
          .map(([name, { shape, requiresGrad }]) => [name, { shape, requiresGrad }]),
      );
    await expectSame("the parameters of new LoraLinear(4, 3, 2, 8)", parameters, {
      weight: { shape: [3, 4], requiresGrad: false },
      bias: { shape: [3], requiresGrad: false },
      loraA: { shape: [2, 4], requiresGrad: true },
      loraB: { shape: [3, 2], requiresGrad: true },
    });
  });
  test("nothing changes at first, and it can learn", async ({ answer, random, expectSame, expectThat }) => {
    const x = random.normal([5, 4]) as tf.Tensor2D; // [batch, in]
    const layer = () => made(() => new answer.LoraLinear(4, 3, 2, 8));
    const plain = made(() => new nn.Linear(4, 3));
    const difference = () => {
      const mine = layer();
      plain.loadStateDict({ weight: mine.weight, bias: mine.bias as tf.Tensor });
      return mine.call(x).sub(plain.call(x));
    };
    await expectSame("what a new layer adds to its own output", difference, tf.zeros([5, 3]));
    const slope = async () => {
      const mine = layer();
      backward(() => mine.call(x).square().mean() as tf.Scalar, mine.parameters());
      return (await (mine.loraB.grad ?? tf.scalar(0)).abs().max().data())[0] ?? 0;
    };
    await expectThat("the largest gradient of loraB", slope, (largest) => largest > 1e-6, "above 0");
  });
  test("the change of a trained layer", async ({ answer, random, expectSame }) => {
    const state = trained(random);
    for (const x of [random.normal([5, 4]), random.normal([2, 3, 4])]) // [batch, in], [batch, position, in]
      await expectSame(
        "new LoraLinear(4, 3, 2, 7).call(x)",
        () => loraWith(answer, state, 7).call(x),
        plainOf(state, 3.5).call(x),
        { reductionLength: 40 },
      );
  });
});

subProblem("merge", () => {
  test("a plain layer that does the same", async ({ answer, random, expectSame }) => {
    const state = trained(random);
    const merged = () => {
      using _ = seeded(5); // the new layer is born with random numbers
      return Object.fromEntries(loraWith(answer, state, 7).merged().namedParameters());
    };
    const right = Object.fromEntries(plainOf(state, 3.5).namedParameters());
    await expectSame("the parameters of layer.merged()", merged, right, { reductionLength: 8 });
  });
  test("this layer afterwards", async ({ answer, random, expectSame }) => {
    const state = trained(random);
    const afterwards = () => {
      const layer = loraWith(answer, state, 8);
      for (const parameter of layer.merged().parameters()) parameter.assign(tf.zerosLike(parameter));
      return Object.fromEntries(layer.namedParameters());
    };
    await expectSame("the parameters of this layer once the merged one was trained", afterwards, state);
  });
});
