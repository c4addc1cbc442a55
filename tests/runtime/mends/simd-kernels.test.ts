import { afterEach, describe, expect, it } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import { tf } from "../../../src/runtime/tf.ts";
import { expectClose, wave } from "../numbers.ts";

type Tensor = import("#tfjs").Tensor;
type Tensor4D = import("#tfjs").Tensor4D;

interface Case {
  readonly name: string;
  readonly shapes: readonly (readonly number[])[];
  readonly operation: (...inputs: Tensor[]) => Tensor;
}

type Pad = "same" | "valid" | number;

/** Sides below, at and above the tiles' and the packed blocks'. */
const CONVOLUTIONS: readonly [
  image: number[],
  filter: number[],
  stride: number,
  pad: Pad,
  dilation: number,
][] = [
  [[1, 1, 1, 1], [1, 1, 1, 1], 1, "valid", 1],
  [[2, 5, 7, 3], [3, 2, 3, 5], 1, "same", 1],
  [[3, 6, 5, 4], [2, 3, 4, 9], 2, "same", 1],
  [[2, 9, 8, 5], [3, 3, 5, 17], 3, 1, 1],
  [[1, 11, 10, 2], [3, 2, 2, 4], 1, "same", 2],
  [[2, 4, 4, 300], [1, 1, 300, 7], 1, "valid", 1],
  [[1, 7, 6, 70], [3, 3, 70, 265], 2, "valid", 1],
  [[5, 13, 12, 1], [3, 3, 1, 8], 1, "same", 1],
  [[2, 3, 3, 2], [5, 5, 2, 3], 1, 3, 1],
  [[1, 6, 6, 1], [2, 2, 1, 1], 3, "same", 1],
];

const CASES: readonly Case[] = CONVOLUTIONS.map(([image, filter, stride, pad, dilation]) => ({
  name: `conv2d [${image}] by [${filter}], stride ${stride}, padding ${pad}, dilation ${dilation}`,
  shapes: [image, filter],
  operation: (x, w) => tf.conv2d(x as Tensor4D, w as Tensor4D, stride, pad, "NHWC", dilation),
}));

afterEach(() => {
  delete process.env.ARENA_SIMD;
});

/** The result and the gradient of every input, one behind the other. */
async function numbersOn(backend: "cpu" | "wasm", { shapes, operation }: Case): Promise<number[]> {
  await startBackend(backend);
  const inputs = shapes.map((shape, i) => wave(shape, i));
  const y = operation(...inputs);
  const weighted = (...xs: Tensor[]): Tensor => {
    const result = operation(...xs);
    return tf.sum(tf.mul(result, wave(result.shape, 0.3)));
  };
  const all = [y, ...(tf.grads(weighted as never)(inputs) as Tensor[])];
  const numbers = await Promise.all(all.map(async (x) => Array.from(await x.data())));
  tf.dispose([...inputs, ...all]);
  return numbers.flat();
}

describe("our kernels on the wasm heap give the cpu backend's numbers", () => {
  it.each(CASES)("$name", async (each) => {
    const expected = await numbersOn("cpu", each);
    expectClose(await numbersOn("wasm", each), expected, 2e-4);
  });

  it.each(CASES)("and so do stock's, where ours cannot be had: $name", async (each) => {
    const expected = await numbersOn("cpu", each);
    process.env.ARENA_SIMD = "off";
    expectClose(await numbersOn("wasm", each), expected, 2e-4);
  });

  it("and leave no tensor and no data behind", async () => {
    await startBackend("wasm");
    for (const { shapes, operation } of CASES) {
      const inputs = shapes.map((shape, i) => wave(shape, i));
      const gradients = tf.grads(operation as never);
      const before = tf.memory();
      for (let i = 0; i < 3; i++) tf.dispose(gradients(inputs));
      expect(tf.memory().numTensors).toBe(before.numTensors);
      expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
      tf.dispose(inputs);
    }
  });
});
