import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import { type Device, tf, timeOn, to } from "../../../src/tools/index.ts";
import { expectTensor } from "../support.ts";

beforeAll(async () => {
  await startBackend("wasm");
});
afterEach(async () => {
  await to("wasm");
});

/** The backend that holds a tensor's numbers. */
const placeOf = (x: tf.Tensor): unknown => tf.engine().state.tensorInfo.get(x.dataId)?.backend;

describe("to", () => {
  it("computes on the other device from then on, with the same values, shapes and dtypes", async () => {
    const x = tf.tensor2d([[1, 2, 3]]); // [1, 3]
    const mask = tf.tensor1d([true, false], "bool"); // [2]
    const count = tf.tensor1d([7, -7], "int32"); // [2]
    const [x2, mask2, count2] = await to("cpu", x, mask, count);
    expect(tf.getBackend()).toBe("cpu");
    await expectTensor(x2, [[1, 2, 3]]);
    expect([mask2.dtype, count2.dtype]).toEqual(["bool", "int32"]);
    expect([...(await mask2.data()), ...(await count2.data())]).toEqual([1, 0, 7, -7]);
  });

  it("brings results back", async () => {
    const [there] = await to("cpu", tf.tensor1d([3])); // [1]
    const [back] = await to("wasm", there.square()); // [1]
    expect(tf.getBackend()).toBe("wasm");
    await expectTensor(back, [9]);
  });

  it.each(["cpu", "wasm"] as const)(
    "gives copies: freeing one leaves the tensor on wasm (to %s)",
    async (device) => {
      const x = tf.tensor1d([5]); // [1]
      const [copy] = await to(device, x);
      copy.dispose();
      await to("wasm");
      await expectTensor(x.add(1), [6]);
    },
  );

  it.each([
    ["cpu", "cpu"], // there already, the tensor not
    ["cpu", "wasm"], // back, though the tensor never left
  ] as const)("leaves a tensor of wasm where it was: from %s to %s", async (here, device) => {
    const x = tf.tensor1d([5]); // [1]
    const home = placeOf(x);
    await to(here);
    const [copy] = await to(device, x);
    await expectTensor(copy.add(1), [6]);
    expect(placeOf(x) === home).toBe(true); // a matcher would print both backends
  });

  it("says which devices exist", async () => {
    await expect(to("cuda" as Device)).rejects.toThrow(/no backend called "cuda".*wasm/);
    expect(tf.getBackend()).toBe("wasm");
  });
});

describe("timeOn", () => {
  const square = (x: tf.Tensor) => x.square();

  it("runs on every device and tells times and differences", async () => {
    const seen: string[] = [];
    const times = await timeOn(["wasm", "cpu"], [tf.tensor1d([2, Number.POSITIVE_INFINITY])], (x) => {
      seen.push(tf.getBackend());
      return x.square();
    });
    expect(seen).toEqual(["wasm", "wasm", "cpu", "cpu"]); // the first of each warms up
    for (const outcome of times.outcomes) {
      if (outcome.kind !== "timed") throw new Error(outcome.why);
      expect(outcome.milliseconds).toBeGreaterThan(0);
      expect(outcome.difference).toBe(0);
    }
    expect(tf.getBackend()).toBe("wasm");
  });

  it("finds devices that disagree", async () => {
    const { outcomes } = await timeOn(["wasm", "cpu"], [tf.tensor1d([2])], (x) =>
      tf.getBackend() === "cpu" ? x.add(0.5) : square(x),
    );
    expect(outcomes.map((outcome) => outcome.kind === "timed" && outcome.difference)).toEqual([0, 1.5]);
  });

  it("prints a line a device", async () => {
    const table = String(await timeOn(["wasm", "cpu"], [tf.tensor1d([2])], square));
    expect(table).toMatch(/^device\s+time\s+difference\nwasm\s+\d.* × .*\ncpu\s+\d.* × +\d/);
  });

  it("says of a device that is not there why, and times the others", async () => {
    const { outcomes } = await timeOn(["cuda" as Device, "cpu"], [tf.tensor1d([2])], square);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["absent", "timed"]);
    expect(String(outcomes[0]?.kind === "absent" && outcomes[0].why)).toContain("cuda");
  });

  it("comes home after an error and leaves nothing behind", async () => {
    const x = tf.tensor1d([1]); // [1]
    await timeOn(["wasm", "cpu"], [x], square);
    const before = tf.memory().numTensors;
    await timeOn(["wasm", "cpu"], [x], square);
    expect(tf.memory().numTensors).toBe(before);
    const broken = timeOn(["cpu"], [x], () => {
      throw new Error("broken");
    });
    await expect(broken).rejects.toThrow("broken");
    expect(tf.getBackend()).toBe("wasm");
    expect(tf.memory().numTensors).toBe(before);
  });
});
