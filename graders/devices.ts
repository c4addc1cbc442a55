import { type Device, tf, to } from "arena/tools";

/** A device other than the one we are on, which every machine has, started already. */
export async function otherDevice(): Promise<Device> {
  const home = tf.getBackend() as Device;
  const other = home === "cpu" ? "wasm" : "cpu";
  await to(other);
  await to(home);
  return other;
}

/** Runs something and comes back here, wherever an answer went. */
export async function andBack<T>(run: () => Promise<T>): Promise<T> {
  const home = tf.getBackend() as Device;
  try {
    return await run();
  } finally {
    await to(home);
  }
}
