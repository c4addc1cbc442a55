import { engine } from "../../runtime/engine.ts";

/** How often the values of a tensor were asked for while something ran, by whichever way: each waits for the device. */
export async function readsDuring(run: () => Promise<unknown>): Promise<number> {
  const { read, readSync } = engine;
  let reads = 0;
  const counted = <F extends (...given: never[]) => unknown>(original: F) =>
    ((...given: Parameters<F>) => {
      reads++;
      return original.apply(engine, given);
    }) as F;
  Object.assign(engine, { read: counted(read), readSync: counted(readSync) });
  try {
    await run();
  } finally {
    Object.assign(engine, { read, readSync });
  }
  return reads;
}
