import { expect, it, vi } from "vitest";
import { startBackend } from "../../src/runtime/backend.ts";
import { peek } from "../../src/runtime/reading.ts";
import { tf } from "../../src/runtime/tf.ts";
import { onEachBackend } from "./each-backend.ts";
import { numbersOf } from "./numbers.ts";

onEachBackend("reading", () => {
  it("prints no advertisement", async () => {
    const warned = vi.spyOn(console, "warn");
    await tf.add(tf.ones([2]), 1).data();
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });

  it("gives copies: what is written into them reaches no tensor", async () => {
    const x = tf.tensor1d([1, 2]);
    const view = x.reshape([2, 1]);
    (await x.data())[0] = 7;
    x.dataSync()[0] = 8;
    ((await x.array()) as number[])[0] = 9;
    (x.arraySync() as number[])[0] = 10;
    expect(await numbersOf(x)).toEqual([1, 2]);
    expect(await numbersOf(view)).toEqual([1, 2]);
  });

  it("can look at values without a copy, wherever the tensor lies", async () => {
    const x = tf.tensor2d([1, 2, 3, 4], [2, 2]); // made here
    expect([...peek(x)]).toEqual([1, 2, 3, 4]);
    expect([...peek(tf.add(x, 1))]).toEqual([2, 3, 4, 5]);
    expect([...peek(x.greater(2))]).toEqual([0, 0, 1, 1]);
    const home = tf.getBackend();
    await startBackend(home === "cpu" ? "wasm" : "cpu");
    try {
      expect([...peek(x)]).toEqual([1, 2, 3, 4]);
    } finally {
      await tf.setBackend(home);
    }
  });

  it("takes copies: a tensor does not change with the array it was made from", async () => {
    const source = new Float32Array([1, 2]);
    const x = tf.tensor1d(source);
    source[0] = 7;
    expect(await numbersOf(x)).toEqual([1, 2]);
  });
}, ["cpu", "wasm"]);

onEachBackend("reading synchronously", () => {
  it("is refused with what to write instead", () => {
    expect(() => tf.add(tf.ones([300]), 1).dataSync()).toThrow(
      "Write `await x.data()` or `await x.array()`.",
    );
  });
}, ["webgpu"]);
