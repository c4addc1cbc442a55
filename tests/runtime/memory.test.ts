import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../src/runtime/backend.ts";
import { MemoryLimitError, openRun, type Run } from "../../src/runtime/memory.ts";
import { tf } from "../../src/runtime/tf.ts";

const SMALL = { tensorBytes: 1e6, totalBytes: 4e6 };

describe.each(["wasm", "cpu"])("memory of a run on %s", (backend) => {
  let run: Run | undefined;
  beforeAll(async () => void (await startBackend(backend)));
  afterEach(() => {
    run?.close();
    run = undefined;
  });

  it("refuses a tensor beyond its limit and names shape and sizes", () => {
    run = openRun(SMALL);
    expect(() => tf.zeros([1000, 1000])).toThrow(
      "A tensor of shape [1000, 1000] needs 4.0 MB; one tensor may use 1.0 MB.",
    );
    expect(() => tf.zeros([1000, 1000])).toThrow(MemoryLimitError);
  });

  it("refuses the result of an operation, not only what is uploaded", () => {
    run = openRun(SMALL);
    const column = tf.ones([1000, 1]);
    expect(() => tf.mul(column, column.reshape([1, 1000]))).toThrow(MemoryLimitError);
  });

  it("refuses many small tensors that are never freed", () => {
    run = openRun(SMALL);
    const kept: unknown[] = [];
    expect(() => {
      for (let i = 0; i < 10; i++) kept.push(tf.zeros([200, 1000]));
    }).toThrow(/^The 5 tensors alive .* would use 4\.8 MB; the limit is 4\.0 MB/);
  });

  it("counts what is held, not what was made: freed tensors and views cost nothing", () => {
    run = openRun(SMALL);
    for (let i = 0; i < 50; i++) tf.tidy(() => tf.zeros([200, 1000]).reshape([1000, 200]).flatten().sum());
    const { peakBytes } = run.close();
    run = undefined;
    expect(peakBytes).toBeLessThan(1.7e6);
  });

  it("does not bound anything once it is closed", () => {
    openRun(SMALL).close();
    tf.zeros([1000, 1000]).dispose();
  });

  it("leaves what existed before as it was, also a variable that the run assigned", async () => {
    const before = tf.tensor1d([1, 2]);
    const weight = tf.variable(tf.tensor1d([3, 4]));
    const own = openRun();
    weight.assign(before.add(weight));
    own.close();
    expect(Array.from(await before.data())).toEqual([1, 2]);
    expect(Array.from(await weight.data())).toEqual([4, 6]);
    tf.dispose([before, weight]);
  });

  it("frees a variable's name, so that the same file can run again", () => {
    for (let i = 0; i < 2; i++) {
      const own = openRun();
      tf.variable(tf.scalar(1), true, "weight");
      own.close();
    }
  });

  it("opens one run at a time and closes it once", () => {
    const own = openRun();
    expect(() => openRun()).toThrow("internal: a run is already open");
    own.close();
    expect(() => own.close()).toThrow("internal: this run is already closed");
  });

  it("stays flat over 1,000 runs of programs that leak in every way there is", () => {
    const numbers = (): readonly number[] => [
      tf.memory().numTensors,
      tf.memory().numBytes,
      tf.backend().numDataIds(),
    ];
    const before = numbers();
    for (let i = 0; i < 1000; i++) {
      const own = openRun(SMALL);
      LEAKS[i % LEAKS.length]?.();
      own.close();
    }
    expect(numbers()).toEqual(before);
  });
});

const swallow = (work: () => unknown): void => {
  try {
    work();
  } catch {}
};

const LEAKS: readonly (() => void)[] = [
  () =>
    void tf
      .ones([10, 10])
      .add(1)
      .matMul(tf.ones([10, 3])),
  () => void tf.keep(tf.ones([5])),
  () => {
    const weight = tf.variable(tf.ones([3]));
    const optimizer = tf.train.adam(0.1);
    for (let step = 0; step < 3; step++) optimizer.minimize(() => weight.square().sum() as never);
  },
  () =>
    swallow(() =>
      tf.grad((x) => {
        x.exp().sigmoid();
        throw new Error("inside grad");
      })(tf.ones([4])),
    ),
  () =>
    swallow(() =>
      tf.tidy(() => {
        tf.ones([4]);
        throw new Error("inside tidy");
      }),
    ),
  () => void tf.engine().startScope(),
  () => swallow(() => tf.zeros([1000, 1000])),
  () => swallow(() => tf.grad((x) => tf.zeros([900, 1000]).add(x.square()))(tf.scalar(2))),
];
