import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import { installMends } from "../../../src/runtime/mends/index.ts";
import { tf } from "../../../src/runtime/tf.ts";
import { expectTensor } from "../numbers.ts";

describe("installing the mends", () => {
  beforeAll(async () => void (await startBackend("cpu")));

  it("a second time changes nothing", () => {
    const before = tf.getKernelsForBackend("wasm").map(({ kernelFunc }) => kernelFunc);
    installMends();
    const after = tf.getKernelsForBackend("wasm").map(({ kernelFunc }) => kernelFunc);
    expect(after).toEqual(before);
    expect(after.every((kernel, i) => kernel === before[i])).toBe(true);
  });

  it("mends again what another copy of the library has registered over it, gradients too", async () => {
    const mended = tf.getKernel("Sum", "cpu");
    tf.unregisterKernel("Sum", "cpu");
    tf.registerKernel({ ...mended, kernelFunc: () => tf.scalar(-1) });
    tf.registerGradient({ kernelName: "Greater", gradFunc: () => ({}) });
    installMends();
    await expectTensor(tf.sum(tf.zeros([0])), [], [0]);
    await expectTensor(tf.sum(tf.ones([2])), [], [-1]);
    expect(tf.getGradient("Greater").inputsToSave).toEqual(["a", "b"]);
    tf.unregisterKernel("Sum", "cpu");
    tf.registerKernel(mended);
  });
});
