import * as tfjs from "#tfjs";
import { activate } from "./activate.ts";
import { takeDeviceErrors } from "./device-errors.ts";
import { type BackendName, reasonOf } from "./outcome.ts";
import { startWasm } from "./wasm.ts";

/** Largest difference to wasm, relative to max(1, |wasm|). Graphics drivers compute sines to about 2e-4. */
const TOLERANCE = 1e-3;

/**
 * Checks that an accelerator gives wasm's numbers, without a device error and, where `standard` asks for it,
 * faster. Leaves `name` active if so. Returns undefined, or the sentence that says what is wrong with it, and
 * then leaves wasm. Takes about a second on hardware.
 */
export async function accept(
  name: BackendName,
  standard: "numbers" | "numbers-and-speed",
): Promise<string | undefined> {
  const complaint =
    (await compareNumbers(name)) ?? (standard === "numbers" ? undefined : await compareSpeed(name));
  await activate(complaint === undefined ? name : "wasm");
  return complaint;
}

async function compareNumbers(name: BackendName): Promise<string | undefined> {
  takeDeviceErrors();
  for (const [operation, compute] of Object.entries(OPERATIONS)) {
    const expected = await onBackend("wasm", () => valuesOf(compute));
    const actual = await onBackend(name, () => valuesOf(compute)).catch((error) => reasonOf(error));
    if (typeof actual === "string") return `It fails in ${operation} (${actual}), so it is not trusted.`;
    if (!agree(expected, actual))
      return `It gives other numbers than wasm for ${operation}, so it is not trusted.`;
  }
  const errors = takeDeviceErrors();
  return errors.length === 0 ? undefined : `Its device reported "${errors[0]}", so it is not trusted.`;
}

async function compareSpeed(name: BackendName): Promise<string | undefined> {
  const wasm = await onBackend("wasm", matMulTime);
  const own = await onBackend(name, matMulTime);
  if (own < wasm) return undefined;
  return `It multiplies two 512 by 512 matrices in ${own.toFixed(1)} ms, wasm in ${wasm.toFixed(1)} ms, so wasm is better.`;
}

async function onBackend<T>(name: BackendName, work: () => Promise<T>): Promise<T> {
  if (name === "wasm") await startWasm();
  if (!(await activate(name))) throw new Error(`internal: ${name} is no longer available`);
  if (name !== "webgpu") return work();
  const flag = "WEBGPU_CPU_FORWARD"; // while it is set, small tensors never reach the device
  const before = tfjs.env().getBool(flag);
  tfjs.env().set(flag, false);
  return work().finally(() => tfjs.env().set(flag, before));
}

function agree(expected: Float32Array, actual: Float32Array): boolean {
  if (expected.length !== actual.length) return false;
  return expected.every(
    (value, i) => Math.abs(value - (actual[i] ?? Number.NaN)) <= TOLERANCE * Math.max(1, Math.abs(value)),
  );
}

/** Distinct, well-spread values in [-1, 1] that need no generator. */
function wave(shape: number[], phase: number): tfjs.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tfjs.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(1.7 * i + phase)),
    shape,
  );
}

/** Operations that rooms lean on and that some backend is known to have had wrong. */
const OPERATIONS: Readonly<Record<string, () => tfjs.Tensor>> = {
  matMul: () => tfjs.matMul(wave([2, 7, 5], 0), wave([2, 5, 6], 1)),
  conv2d: () =>
    tfjs.conv2d(wave([2, 8, 8, 3], 0) as tfjs.Tensor4D, wave([3, 3, 3, 4], 1) as tfjs.Tensor4D, 2, "same"),
  "conv2d's gradient": () => {
    const x = wave([2, 8, 8, 3], 0) as tfjs.Tensor4D; // [batch, height, width, channel]
    const [dx, dw] = tfjs.grads((a: tfjs.Tensor, w: tfjs.Tensor) =>
      tfjs.conv2d(a as tfjs.Tensor4D, w as tfjs.Tensor4D, 1, "same").square(),
    )([x, wave([3, 3, 3, 4], 1)]);
    return tfjs.concat([(dx as tfjs.Tensor).flatten(), (dw as tfjs.Tensor).flatten()]);
  },
  "reversed cumsum": () =>
    tfjs.concat([
      tfjs.cumsum(wave([3, 4], 0), 1, false, true).flatten(),
      tfjs.cumsum(wave([2, 9], 1), 1, false, true).flatten(),
    ]),
  "gather's gradient": () =>
    tfjs.grad((x: tfjs.Tensor) => tfjs.gather(x, tfjs.tensor1d([2, 0, 2], "int32")).square())(
      wave([4, 3], 0),
    ),
  softmax: () => tfjs.softmax(wave([4, 33], 0).mul(30)),
  "transpose of a cast": () => tfjs.transpose(wave([3, 4, 5], 0).greater(0).cast("float32"), [2, 0, 1]),
  sum: () => tfjs.sum(wave([6, 50, 3], 0), 1),
};

async function valuesOf(compute: () => tfjs.Tensor): Promise<Float32Array> {
  const result = tfjs.tidy(() => compute().flatten());
  const values = Float32Array.from(await result.data());
  result.dispose();
  return values;
}

/** Best of three, in ms, after one run that compiles. */
async function matMulTime(): Promise<number> {
  const a = wave([512, 512], 0);
  const times: number[] = [];
  for (let run = 0; run < 4; run++) {
    const begin = performance.now();
    const product = tfjs.matMul(a, a);
    await product.data();
    times.push(performance.now() - begin);
    product.dispose();
  }
  a.dispose();
  return Math.min(...times.slice(1));
}
