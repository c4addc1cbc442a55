/**
 * Pooling and convolutions with padding by number or side by side, against wasm: values, gradients and second
 * derivatives. The conformance suite has few of these, and native TensorFlow refuses most of them unmended.
 *
 *     node tests/tensorflow/padding.ts
 */
import type { Tensor, Tensor4D } from "#tfjs";
import { type BackendName, startBackend } from "../../src/runtime/backend.ts";
import { tf } from "../../src/runtime/tf.ts";

/** Relative to max(1, |wasm's|). */
const TOLERANCE = 1e-4;
const SHAPE = [2, 7, 6, 2]; // [batch, height, width, channel]
const UNEVEN: [[number, number], [number, number], [number, number], [number, number]] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];

const filter = (): Tensor4D => wave([3, 3, 2, 4], 1) as Tensor4D; // [height, width, in, out]

const OPERATIONS: Readonly<Record<string, (x: Tensor4D) => Tensor>> = {
  "maxPool by 1": (x) => tf.maxPool(x, 3, 2, 1),
  "maxPool, uneven": (x) => tf.maxPool(x, 3, 1, UNEVEN),
  "avgPool by 1": (x) => tf.avgPool(x, 3, 2, 1),
  "avgPool, uneven": (x) => tf.avgPool(x, 3, 2, UNEVEN),
  "avgPool, same": (x) => tf.avgPool(x, 3, 2, "same"),
  "conv2d by its input, uneven": (x) => tf.conv2d(x, filter(), 2, UNEVEN),
  "conv2d by its filter, by 1": (x) =>
    tf.conv2d(wave(SHAPE, 3) as Tensor4D, tf.mul(filter(), tf.mean(x)) as Tensor4D, 2, 1),
  "depthwiseConv2d, dilated": (x) =>
    tf.depthwiseConv2d(x, wave([3, 2, 2, 2], 1) as Tensor4D, 1, "same", "NHWC", [2, 1]),
};

/** Distinct, well-spread values that need no generator. */
function wave(shape: number[], phase: number): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(1.7 * i + phase) - 0.3),
    shape,
  );
}

/** For each operation its result, the gradient of its squares' sum, and of that gradient's squares' sum. */
async function numbersOn(backend: BackendName): Promise<Map<string, number[]>> {
  await startBackend(backend);
  const found = new Map<string, number[]>();
  for (const [name, compute] of Object.entries(OPERATIONS)) {
    const x = wave(SHAPE, 0);
    const slope = tf.grad((at: Tensor) => tf.sum(tf.square(compute(at as Tensor4D))));
    const bend = tf.grad((at: Tensor) => tf.sum(tf.square(slope(at))));
    const tensors = [compute(x as Tensor4D), slope(x), bend(x)];
    const values = await Promise.all(tensors.map((tensor) => tensor.data()));
    found.set(
      name,
      values.flatMap((each) => Array.from(each)),
    );
  }
  return found;
}

const expected = await numbersOn("wasm");
const actual = await numbersOn("tensorflow");
for (const [name, wants] of expected) {
  const values = actual.get(name) ?? [];
  const errors = wants.map(
    (want, i) => Math.abs((values[i] ?? Number.NaN) - want) / Math.max(1, Math.abs(want)),
  );
  const holds = values.length === wants.length && errors.every((error) => error <= TOLERANCE);
  console.log(`${name.padEnd(30)} ${holds ? Math.max(...errors).toExponential(0) : "WRONG"}`);
  if (!holds) process.exitCode = 1;
}
