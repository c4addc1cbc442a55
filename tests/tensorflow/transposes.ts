/**
 * Transposes on native TensorFlow wait until they are needed. Whatever meets one that waits has to give what wasm gives,
 * and the data behind it has to be freed with it.
 *
 *     node tests/tensorflow/transposes.ts
 */
import type { Tensor, Tensor4D } from "#tfjs";
import { type BackendName, startBackend } from "../../src/runtime/backend.ts";
import { tf } from "../../src/runtime/tf.ts";

/** Relative to max(1, |wasm's|). */
const TOLERANCE = 1e-4;
const SHAPE = [4, 8, 12, 16]; // large enough to wait

const first = (x: Tensor): Tensor => tf.transpose(x, [0, 3, 1, 2]);
const last = (x: Tensor): Tensor => tf.transpose(x, [0, 2, 3, 1]);
const image = (): Tensor => wave([4, 16, 8, 12], 1); // as first(x) has it

const OPERATIONS: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  "there and back": (x) => last(first(x)),
  "there and on": (x) => first(first(x)),
  "only read": first,
  relu: (x) => last(tf.relu(first(x))),
  "relu, read": (x) => tf.relu(first(x)),
  "tanh, then reshaped": (x) => tf.reshape(tf.tanh(first(x)), [4, -1]),
  "leakyRelu and elu": (x) => tf.elu(tf.leakyRelu(first(x), 0.2)),
  "by itself": (x) => tf.mul(first(x), first(x)),
  "a number": (x) => tf.div(3, tf.add(tf.square(first(x)), 1)),
  "a number a channel": (x) => last(tf.add(first(x), wave([16, 1, 1], 2))),
  "a row": (x) => tf.sub(wave([12], 3), first(x)),
  "one in plain order": (x) => tf.mul(first(x), image()),
  "one in another order": (x) => tf.mul(first(x), tf.transpose(wave([12, 8, 16, 4], 4), [3, 2, 1, 0])),
  "of more axes": (x) => tf.add(tf.transpose(tf.reshape(x, [32, 192])), wave([3, 1, 1], 5)),
  "repeated by broadcasting": (x) =>
    tf.add(tf.transpose(tf.reshape(x, [32, 192, 1]), [2, 1, 0]), wave([5, 1, 1], 5)),
  "sum of all": (x) => tf.sum(tf.square(first(x))),
  "sum of each channel": (x) => tf.sum(first(x), [0, 2, 3]),
  "sum of two axes": (x) => tf.sum(first(x), [1, 2]),
  "sum that keeps axes": (x) => tf.sum(first(x), [0, 2, 3], true),
  "mean of each row": (x) => tf.mean(first(x), [0, 1, 2]),
  "spread mean": (x) => last(tf.broadcastTo(tf.reshape(tf.mean(x), [1, 1, 1, 1]), [4, 16, 8, 12])),
  matMul: (x) => tf.matMul(first(x), first(x), false, true),
  "convolution and pooling": (x) =>
    first(
      tf.maxPool(last(tf.relu(first(tf.conv2d(x as Tensor4D, filter(), 1, 1)))) as Tensor4D, 2, 2, "valid"),
    ),
  clone: (x) => tf.clone(first(x)),
  cast: (x) => tf.cast(tf.cast(first(x), "int32"), "float32"),
};

const filter = (): Tensor4D => wave([3, 3, 16, 4], 1) as Tensor4D; // [height, width, in, out]

/** Distinct, well-spread values that need no generator. */
function wave(shape: number[], phase: number): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(1.7 * i + phase) - 0.3),
    shape,
  );
}

/** The operation's result and the gradient of its squares' mean; nothing else is left of it. */
function resultsOf(compute: (x: Tensor) => Tensor): Tensor[] {
  return tf.tidy(() => {
    const x = wave(SHAPE, 0);
    const slope = tf.grad((at: Tensor) => tf.mean(tf.square(compute(at))));
    const result = compute(x);
    x.dispose(); // what waits holds on to the data
    return [result, slope(wave(SHAPE, 0))];
  });
}

/** Numbers by operation, and what is left in memory after each. */
async function numbersOn(backend: BackendName): Promise<Map<string, number[]>> {
  await startBackend(backend);
  const found = new Map<string, number[]>();
  for (const [name, compute] of Object.entries(OPERATIONS)) {
    const before = tf.memory();
    const tensors = resultsOf(compute);
    const values = await Promise.all(tensors.map((tensor) => tensor.data()));
    tf.dispose([tensors, resultsOf(compute)]); // also those that nobody reads
    const after = tf.memory();
    if (after.numTensors !== before.numTensors || after.numDataBuffers !== before.numDataBuffers)
      fail(`${name}: ${after.numDataBuffers - before.numDataBuffers} buffers are left on ${backend}`);
    found.set(
      name,
      values.flatMap((each) => Array.from(each)),
    );
  }
  return found;
}

function fail(message: string): void {
  console.log(message);
  process.exitCode = 1;
}

const expected = await numbersOn("wasm");
const actual = await numbersOn("tensorflow");
for (const [name, wants] of expected) {
  const values = actual.get(name) ?? [];
  const errors = wants.map(
    (want, i) => Math.abs((values[i] ?? Number.NaN) - want) / Math.max(1, Math.abs(want)),
  );
  const holds = values.length === wants.length && errors.every((error) => error <= TOLERANCE);
  const worst = errors.reduce((most, error) => Math.max(most, error), 0);
  if (holds) console.log(`${name.padEnd(30)} ${worst.toExponential(0)}`);
  else fail(`${name.padEnd(30)} WRONG`);
}
