import * as tfjs from "#tfjs";
import type { BackendName } from "./outcome.ts";

/**
 * Makes `name` the active backend. False where it could not start: TensorFlow.js then leaves another one
 * active.
 */
export async function activate(name: BackendName): Promise<boolean> {
  if (!(await tfjs.setBackend(name))) return false;
  await tfjs.ready();
  return tfjs.getBackend() === name;
}
