import * as tfjs from "#tfjs";
import { reportBackendFailure } from "./failures.ts";
import { reasonOf } from "./outcome.ts";

/** The parts of a WebGPU device that matter when it fails. */
interface Device {
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  readonly queue: { onSubmittedWorkDone(): Promise<void> };
  addEventListener(type: "uncapturederror", listener: (event: { readonly error: Error }) => void): void;
}

const watched = new WeakSet<object>();

/**
 * Reports what befalls the device of the active webgpu backend. One that is lost (its driver crashed, the machine slept,
 * another program took its memory) does not come back, and one that complains has dropped a whole batch of commands.
 */
export function watchDevice(): void {
  const device = activeDevice();
  if (device === undefined || watched.has(device)) return;
  watched.add(device);
  const failed = (why: string) => reportBackendFailure({ kind: "device", why });
  device.addEventListener("uncapturederror", ({ error }) =>
    failed(`its device reported "${reasonOf(error)}"`),
  );
  void device.lost.then((how) => failed(`its device was lost: ${reasonOf(how)}`));
}

/** Reports the operations that read a value without waiting for it: webgpu does that on a canvas, and Node has none. */
export function watchSynchronousReads(): void {
  const backend = tfjs.backend() as unknown as { readSync(dataId: object): unknown };
  if (watched.has(backend)) return;
  watched.add(backend);
  const readSync = backend.readSync.bind(backend);
  backend.readSync = (dataId) => {
    try {
      return readSync(dataId);
    } catch (error) {
      reportBackendFailure({ kind: "lacking", why: "it cannot read a tensor without `await`" });
      throw error;
    }
  };
}

/**
 * Resolves when the active backend has done what it was given so far, so that whatever its device has to complain about
 * has been reported. At once on backends without such a device.
 */
export async function deviceSettled(): Promise<void> {
  await activeDevice()
    ?.queue.onSubmittedWorkDone()
    .catch(() => {}); // that of a lost device may reject
}

function activeDevice(): Device | undefined {
  return (tfjs.backend() as unknown as { readonly device?: Device }).device;
}
