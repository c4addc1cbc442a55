import { activate } from "./activate.ts";
import { type Outcome, refused, started } from "./outcome.ts";

/**
 * Plain JavaScript loops: the reference the others are tested against, and what is left when nothing else
 * starts.
 */
export async function startCpu(): Promise<Outcome> {
  if (!(await activate("cpu"))) return refused("internal: TensorFlow.js' own cpu backend did not start.");
  return started(
    "Plain JavaScript. It always works and is about 50 times slower than wasm; rooms that train will be slow.",
  );
}
