import { type BackendName, startBackend } from "../../runtime/backend.ts";
import { engine } from "../../runtime/engine.ts";
import { described } from "../arguments/described.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson } from "../lesson.ts";
import { tf } from "../tensorflow.ts";
import { deviceOf } from "./device-of.ts";

/** What PyTorch calls a device: a backend of TensorFlow.js. */
export type Device = BackendName;

/**
 * Goes to another device and gives copies of these tensors that live there, as `x.to(device)` in PyTorch.
 *
 * The device belongs to the whole process: from here on every operation runs there and every new tensor lives
 * there, until the next `to`. The tensors that were given stay where they are and are yours to free, as are the
 * copies; also where the device is the one you are on already. Without tensors it only goes there.
 *
 * ```ts
 * const home = tf.getBackend() as Device;
 * const [there] = await to("cpu", x); // [...], a copy
 * const [back] = await to(home, there.square()); // [...]
 * ```
 * @throws BackendUnavailableError if that device does not start here.
 */
export async function to<T extends readonly tf.Tensor[]>(
  device: Device,
  ...tensors: T
): Promise<{ -readonly [K in keyof T]: T[K] }> {
  if (typeof device !== "string") {
    throw lesson("to", {
      what: `the device comes first, a text, not ${described(device)}.`,
      example: 'const [there] = await to("cpu", x)',
    });
  }
  for (const [place, tensor] of tensors.entries()) requireTensor("to", tensor, `tensor ${place}`);
  const elsewhere = tensors.filter((tensor) => deviceOf(tensor) !== device);
  const read = await Promise.all(elsewhere.map((tensor) => tensor.data()));
  await goTo(device);
  const values = new Map(elsewhere.map((tensor, i) => [tensor, read[i] as tf.TypedArray]));
  const copies = tensors.map((tensor) => copyOf(tensor, values.get(tensor)));
  return copies as { -readonly [K in keyof T]: T[K] };
}

/** A tensor of these values on the device we are on. Without values it lies here already, and the copy shares them. */
function copyOf(tensor: tf.Tensor, values: tf.TypedArray | undefined): tf.Tensor {
  return values === undefined ? tf.clone(tensor) : tf.tensor(values, tensor.shape, tensor.dtype); // tensor's shape
}

/** Starts a device the first time and only switches to it from then on: webgpu takes a second to be tried out. */
export async function goTo(device: Device): Promise<void> {
  if (device in engine.registry) await tf.setBackend(device);
  else await startBackend(device);
}
