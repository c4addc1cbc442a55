import { type BackendName, startBackend } from "../../runtime/backend.ts";
import { tf } from "../tensorflow.ts";

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
  const copies = device === tf.getBackend() ? tensors.map(tf.clone) : await copied(device, tensors);
  return copies as { -readonly [K in keyof T]: T[K] };
}

/** Reads the tensors where they are (webgpu can do that only with `await`) and writes them down there. */
async function copied(device: Device, tensors: readonly tf.Tensor[]): Promise<tf.Tensor[]> {
  const read = await Promise.all(tensors.map((tensor) => tensor.data()));
  await goTo(device);
  return tensors.map((tensor, i) => tf.tensor(read[i] as tf.TypedArray, tensor.shape, tensor.dtype));
}

/** Starts a device the first time and only switches to it from then on: webgpu takes a second to be tried out. */
export async function goTo(device: Device): Promise<void> {
  if (device in tf.engine().registry) await tf.setBackend(device);
  else await startBackend(device);
}
