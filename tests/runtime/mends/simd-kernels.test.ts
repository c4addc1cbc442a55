import { afterEach, describe, expect, it } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import { tf } from "../../../src/runtime/tf.ts";
import { conv2d } from "../../../src/tools/index.ts";
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

/** As PyTorch has them: images [batch, in, height, width], weights [out, in, height, width]. */
const PLANES: readonly [image: number[], weight: number[], padding: number | [number, number]][] = [
  [[2, 1, 28, 28], [9, 1, 3, 3], 1], // few channels
  [[2, 9, 17, 18], [1, 9, 3, 3], 1], // one result channel
  [
    [1, 4, 16, 20],
    [3, 4, 2, 5],
    [0, 2],
  ],
  [
    [2, 2, 1, 5],
    [3, 2, 1, 3],
    [0, 1],
  ],
  [[1, 3, 5, 3], [2, 3, 3, 2], 2], // narrower than a group of four
  [[2, 3, 7, 9], [6, 3, 7, 7], 3],
  [[3, 8, 14, 14], [8, 8, 3, 3], 1], // many channels: Winograd's way
  [[2, 9, 13, 11], [17, 9, 3, 3], 0],
  [[9, 12, 2, 2], [8, 12, 3, 3], 1],
  [[1, 8, 1, 1], [10, 8, 3, 3], 1],
  [[1, 10, 5, 33], [8, 10, 3, 3], 2],
  [[2, 16, 6, 5], [5, 16, 1, 1], 0], // a filter of one place
  [[1, 3, 300, 320], [2, 3, 3, 3], 1], // planes too large to be padded
];

const POOLINGS: readonly [image: number[], size: number, stride: number, pad: Pad][] = [
  [[1, 1, 1, 1], 1, 1, "valid"],
  [[2, 6, 8, 5], 2, 2, "valid"],
  [[3, 5, 7, 17], 3, 2, "same"],
  [[1, 9, 4, 8], 3, 1, "same"],
  [[2, 3, 5, 3], 3, 4, 1],
];

const TRANSPOSITIONS: readonly [shape: number[], perm: number[]][] = [
  [
    [1, 1],
    [1, 0],
  ],
  [
    [5, 3],
    [1, 0],
  ],
  [
    [67, 130],
    [1, 0],
  ],
  [
    [2, 17, 3, 5],
    [0, 2, 3, 1],
  ],
  [
    [2, 3, 5, 17],
    [0, 3, 1, 2],
  ],
  [
    [2, 1, 3, 4, 5],
    [0, 1, 3, 4, 2],
  ],
  [
    [3, 4, 5],
    [2, 1, 0],
  ],
  [
    [2, 1, 4],
    [2, 1, 0],
  ],
  [
    [2, 3, 4, 5],
    [1, 3, 0, 2],
  ],
  [
    [2, 0, 3],
    [0, 2, 1],
  ],
];

const SUMS: readonly [shape: number[], axes: number[]][] = [
  [[1], [0]],
  [[3, 4], []],
  [[5, 1003], [1]],
  [[77, 6], [0]],
  [
    [3, 9, 5],
    [0, 1],
  ],
  [
    [2, 7, 3, 4],
    [0, 2, 3],
  ],
  [[2, 5, 11], [1]],
];

const sums: readonly Case[] = SUMS.flatMap(([shape, axes]) =>
  (["sum", "mean"] as const).map((name) => ({
    name: `${name} of [${shape}] over [${axes}]`,
    shapes: [shape],
    operation: (x: Tensor) => tf[name](x, axes),
  })),
);

const poolings: readonly Case[] = POOLINGS.map(([image, size, stride, pad]) => ({
  name: `maxPool [${image}], size ${size}, stride ${stride}, padding ${pad}`,
  shapes: [image],
  operation: (x) => tf.maxPool(x as Tensor4D, size, stride, pad),
}));

const transpositions: readonly Case[] = TRANSPOSITIONS.map(([shape, perm]) => ({
  name: `transpose [${shape}] by [${perm}]`,
  shapes: [shape],
  operation: (x) => tf.transpose(x, perm),
}));

const convolutions: readonly Case[] = CONVOLUTIONS.map(([image, filter, stride, pad, dilation]) => ({
  name: `conv2d [${image}] by [${filter}], stride ${stride}, padding ${pad}, dilation ${dilation}`,
  shapes: [image, filter],
  operation: (x, w) => tf.conv2d(x as Tensor4D, w as Tensor4D, stride, pad, "NHWC", dilation),
}));

const planes: readonly Case[] = PLANES.map(([image, weight, padding]) => ({
  name: `NCHW conv2d [${image}] by [${weight}], padding ${padding}`,
  shapes: [image, weight],
  operation: (x, w) => conv2d(x, w, { padding }),
}));

const CASES = [...convolutions, ...planes, ...poolings, ...sums, ...transpositions];

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

describe("a convolution by fewer multiplications", () => {
  const image = [2, 8, 12, 12];

  /** The result where one pixel of the second image has `value`. */
  async function resultWith(value: number, backend: "cpu" | "wasm"): Promise<number[]> {
    await startBackend(backend);
    const values = Array.from(wave(image, 0).dataSync());
    values[8 * 144 + 5 * 12 + 5] = value;
    return Array.from(conv2d(tf.tensor(values, image), wave([8, 8, 3, 3], 1), { padding: 1 }).dataSync());
  }

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e30, 1e9])(
    "lets a pixel of %s reach the windows that hold it, as it should, and no others",
    async (value) => {
      expectClose(await resultWith(value, "wasm"), await resultWith(value, "cpu"), 1e-5);
    },
  );

  /** Result and gradients, on the backend, of tensors that `make` makes of a shape and a phase. */
  async function numbersOf(backend: "cpu" | "wasm", make: typeof wave): Promise<number[][]> {
    await startBackend(backend);
    const [x, w] = [make(image, 0), make([8, 8, 3, 3], 1)];
    const y = conv2d(x, w, { padding: 1 });
    const dy = make(y.shape, 2);
    const gradients = tf.grads((a, b) => tf.sum(tf.mul(conv2d(a, b, { padding: 1 }), dy)))([x, w]);
    return [y, ...gradients].map((each) => Array.from(each.dataSync()));
  }

  it("keeps small integers exact, forward and backward", async () => {
    const integers: typeof wave = (shape, phase) => tf.floor(tf.mul(wave(shape, phase), 5));
    expect(await numbersOf("wasm", integers)).toEqual(await numbersOf("cpu", integers));
  });

  it("gives right gradients where one image of a batch goes the other way", async () => {
    const large: typeof wave = (shape, phase) => {
      const values = Array.from(wave(shape, phase).dataSync());
      if (phase === 0) values[8 * 144] = 5000;
      return tf.tensor(values, [...shape]);
    };
    const [actual, expected] = [await numbersOf("wasm", large), await numbersOf("cpu", large)];
    for (const [i, numbers] of expected.entries()) expectClose(actual[i] ?? [], numbers, 1e-4);
  });
});
