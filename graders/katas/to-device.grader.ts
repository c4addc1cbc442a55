import { deviceOf, room } from "arena/grader";
import { type Device, DeviceTimes, NotYetError, nn, seeded, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/to-device/solution.ts";
import { andBack, otherDevice } from "../devices.ts";

const { subProblem, test } = room<typeof Solution>("katas/to-device");

/** Losses go through several steps on another device, each of which carries the rounding of those before on. */
const AFTER_STEPS = { atol: 1e-4 };

/** Runs a part that may fail because its model does; what is not written yet is told. */
async function whateverHappens(run: () => unknown): Promise<string> {
  try {
    await run();
    return "no error";
  } catch (error) {
    if (error instanceof NotYetError) throw error;
    return (error as Error).message;
  }
}

/** Always with the same first weights. Notes where it runs, where its weights lie then, and where it is moved to. */
class Witness extends nn.Module {
  readonly inner = network();
  readonly ran: { readonly on: string; readonly weights: readonly unknown[] }[] = [];
  readonly moves: string[] = [];
  forward(x: tf.Tensor): tf.Tensor {
    this.ran.push({ on: tf.getBackend(), weights: placesOf(this) });
    return this.inner.call(x); // [batch, out]
  }
  override async to(device: Device): Promise<this> {
    this.moves.push(device);
    return super.to(device);
  }
}

class Broken extends nn.Module {
  readonly layer = new nn.Linear(3, 2);
  forward(_x: tf.Tensor): tf.Tensor {
    throw new Error("this layer is broken");
  }
}

function network(): nn.Sequential {
  using _ = seeded(2);
  return new nn.Sequential(new nn.Linear(3, 4), new nn.Tanh(), new nn.Linear(4, 2));
}

const placesOf = (model: nn.Module) => [...new Set(model.parameters().map((tensor) => deviceOf(tensor)))];

/** How often the values of a tensor were asked for while something ran, by whichever way. */
async function readsDuring(run: () => Promise<unknown>): Promise<number> {
  const { data, dataSync } = tf.Tensor.prototype;
  let reads = 0;
  const counted = <F extends (this: tf.Tensor) => unknown>(read: F) =>
    function (this: tf.Tensor) {
      reads++;
      return read.call(this);
    } as F;
  Object.assign(tf.Tensor.prototype, { data: counted(data), dataSync: counted(dataSync) });
  try {
    await run();
  } finally {
    Object.assign(tf.Tensor.prototype, { data, dataSync });
  }
  return reads;
}

subProblem("there-and-back", () => {
  test("two inputs, computed there", async ({ answer, random, expectSame, expectThat }) => {
    const [a, b] = [random.normal([2, 3]), random.normal([3, 4])]; // [row, inner], [inner, column]
    const [home, device] = [tf.getBackend(), await otherDevice()];
    let at = "nowhere";
    let result: tf.Tensor | undefined;
    const product = () =>
      andBack(async () => {
        result = await answer.computeOn(device, [a, b], (x, y) => {
          at = tf.getBackend();
          return tf.matMul(x as tf.Tensor, y as tf.Tensor);
        });
        return { at, afterwards: tf.getBackend(), result: deviceOf(result) };
      });
    await expectThat(
      "where the work runs, where you are afterwards, and where the result lies",
      product,
      (found) => found.at === device && found.afterwards === home && found.result === home,
      `{ at: "${device}", afterwards: "${home}", result: "${home}" }`,
    );
    await expectSame("the product", result, tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D), {
      reductionLength: 3,
    });
  });
  test("the inputs stay where they lie", async ({ answer, random, expectThat }) => {
    const [a, b] = [random.normal([2, 3]), random.normal([2, 3])]; // [row, column] each
    const [home, device] = [tf.getBackend(), await otherDevice()];
    const places = () =>
      andBack(async () => {
        await answer.computeOn(device, [a, b], (x, y) => (x as tf.Tensor).add(y as tf.Tensor));
        return [deviceOf(a), deviceOf(b)];
      });
    await expectThat(
      "where the inputs lie afterwards",
      places,
      (found) => found.every((place) => place === home),
      `"${home}" and "${home}": move copies, not the inputs`,
    );
  });
  test("nothing is left over", async ({ answer, random, expectSame }) => {
    const [a, b] = [random.normal([5]), random.normal([5])]; // [n] each
    const device = await otherDevice();
    const left = () =>
      andBack(async () => {
        const before = tf.memory().numTensors;
        await answer.computeOn(device, [a, b], (x, y) =>
          (x as tf.Tensor)
            .square()
            .mul(y as tf.Tensor)
            .sum(),
        );
        return tf.memory().numTensors - before;
      });
    await expectSame("how many tensors there are more than before, the result included", left, 1);
  });
  test("home again after an error", async ({ answer, random, expectSame }) => {
    const x = random.normal([3]); // [n]
    const device = await otherDevice();
    const broken = (): tf.Tensor => {
      throw new Error("this work is broken");
    };
    const place = () =>
      andBack(async () => {
        const error = await whateverHappens(() => answer.computeOn(device, [x], broken));
        return { error, device: tf.getBackend() };
      });
    await expectSame("the error, and the device afterwards", place, {
      error: "this work is broken",
      device: tf.getBackend(),
    });
  });
});

subProblem("measure", () => {
  const timed = (device: Device, milliseconds: number, difference: number) =>
    ({ kind: "timed", device, milliseconds, difference }) as const;
  const absent = (device: Device) => ({ kind: "absent", device, why: "no such card" }) as const;
  test("three devices that agree", async ({ answer, expectSame }) => {
    const times = new DeviceTimes([
      timed("cpu", 300, 0),
      timed("wasm", 60, 1e-6),
      timed("webgpu", 900, 1e-4),
    ]);
    await expectSame("quickest(times, 0.001)", () => answer.quickest(times, 1e-3), "wasm");
  });
  test("the quickest one is wrong", async ({ answer, expectSame }) => {
    const times = new DeviceTimes([timed("cpu", 700, 0), timed("wasm", 60, 1e-3), timed("webgpu", 5, 0.2)]);
    await expectSame("quickest(times, 0.001)", () => answer.quickest(times, 1e-3), "wasm");
  });
  test("devices that are not there, and NaN", async ({ answer, expectSame }) => {
    const some = new DeviceTimes([absent("webgpu"), timed("wasm", 60, 0), timed("cpu", 5, Number.NaN)]);
    await expectSame("quickest of one absent, one right and one NaN", () => answer.quickest(some, 1), "wasm");
    const none = new DeviceTimes([absent("webgpu"), absent("tensorflow")]);
    await expectSame("quickest of two that are not there", () => answer.quickest(none, 1), undefined);
  });
});

subProblem("activations", () => {
  test("three batches, the last one smaller", async ({ answer, random, expectSame }) => {
    const batches = [random.normal([4, 3]), random.normal([4, 3]), random.normal([1, 3])]; // [batch, in] each
    const device = await otherDevice();
    await expectSame(
      "activationsOn(device, model, batches)",
      () => andBack(() => answer.activationsOn(device, network(), batches)),
      network().call(tf.concat(batches)), // [n, out]
      { reductionLength: 4 },
    );
  });
  test("who is where, and when", async ({ answer, random, expectSame }) => {
    const batches = [random.normal([2, 3]), random.normal([2, 3])]; // [batch, in] each
    const [home, device] = [tf.getBackend(), await otherDevice()];
    const places = () =>
      andBack(async () => {
        const model = new Witness();
        const result = await answer.activationsOn(device, model, batches);
        return { ran: model.ran, weights: placesOf(model), result: deviceOf(result), you: tf.getBackend() };
      });
    await expectSame(
      "where the model ran, with its weights; then where weights, result and you are",
      places,
      {
        ran: Array(2).fill({ on: device, weights: [device] }),
        weights: [home],
        result: home,
        you: home,
      },
    );
  });
  test("the model moves once, the batches not at all", async ({ answer, random, expectThat }) => {
    const batches = [random.normal([2, 3]), random.normal([2, 3]), random.normal([2, 3])]; // [batch, in] each
    const [home, device] = [tf.getBackend(), await otherDevice()];
    const moves = () =>
      andBack(async () => {
        const model = new Witness();
        await answer.activationsOn(device, model, batches);
        return { model: model.moves, batches: batches.map((tensor) => deviceOf(tensor)) };
      });
    await expectThat(
      "where the model was moved to, and where the batches lie",
      moves,
      (found) => found.model.length <= 2 && found.batches.every((place) => place === home),
      `"${device}" and "${home}", once each, and the batches at "${home}" as before`,
    );
  });
  test("a model that throws", async ({ answer, random, expectSame }) => {
    const batches = [random.normal([2, 3])]; // [batch, in]
    const [home, device] = [tf.getBackend(), await otherDevice()];
    const places = () =>
      andBack(async () => {
        const model = new Broken();
        const error = await whateverHappens(() => answer.activationsOn(device, model, batches));
        return { error, weights: placesOf(model), you: tf.getBackend() };
      });
    await expectSame("the error, and where weights and you are", places, {
      error: "this layer is broken",
      weights: [home],
      you: home,
    });
  });
});

subProblem("training", () => {
  type Random = { normal(shape: readonly number[]): tf.Tensor };
  const pairsOf = (random: Random): Solution.Pair[] => [
    [random.normal([4, 3]), random.normal([4, 2])], // [batch, in], [batch, out]
    [random.normal([3, 3]), random.normal([3, 2])],
  ];
  const settings = { lr: 0.3, epochs: 3 };
  test("losses and weights, as if trained here", async ({ answer, solution, random, expectSame }) => {
    const pairs = pairsOf(random);
    const device = await otherDevice();
    const fitted = async ({ fitOn }: typeof Solution, at: Device) => {
      const model = network();
      const losses = await andBack(() => fitOn(at, model, pairs, settings));
      return { losses, weights: model.parameters() };
    };
    await expectSame(
      "the loss of each step, and the parameters",
      () => fitted(answer, device),
      await fitted(solution, tf.getBackend() as Device),
      AFTER_STEPS,
    );
  });
  test("who is where, and when", async ({ answer, random, expectSame }) => {
    const pairs = pairsOf(random);
    const [home, device] = [tf.getBackend(), await otherDevice()];
    const places = () =>
      andBack(async () => {
        const model = new Witness();
        await answer.fitOn(device, model, pairs, { lr: 0.1, epochs: 2 });
        return {
          ran: model.ran,
          weights: placesOf(model),
          pairs: pairs.flat().map((tensor) => deviceOf(tensor)),
          you: tf.getBackend(),
        };
      });
    await expectSame("where the model ran, with its weights; then where weights, pairs and you are", places, {
      ran: Array(4).fill({ on: device, weights: [device] }),
      weights: [home],
      pairs: [home, home, home, home],
      you: home,
    });
  });
  test("nothing is read in the loop", async ({ answer, random, expectThat }) => {
    const pairs = pairsOf(random);
    const device = await otherDevice();
    const readsOf = (epochs: number) =>
      andBack(() => readsDuring(() => answer.fitOn(device, network(), pairs, { lr: 0.1, epochs })));
    await expectThat(
      "how often numbers are read in 1 epoch and in 4",
      async () => [await readsOf(1), await readsOf(4)],
      ([one, four]) => one === four,
      "equally often: move the pairs before the loop, and read the losses after it",
    );
  });
  test("a model that throws", async ({ answer, random, expectSame }) => {
    const pairs = pairsOf(random);
    const [home, device] = [tf.getBackend(), await otherDevice()];
    const places = () =>
      andBack(async () => {
        const model = new Broken();
        const error = await whateverHappens(() => answer.fitOn(device, model, pairs, settings));
        return { error, weights: placesOf(model), you: tf.getBackend() };
      });
    await expectSame("the error, and where weights and you are", places, {
      error: "this layer is broken",
      weights: [home],
      you: home,
    });
  });
});
