/**
 * The process in which the code of pages runs: imports block after block and sends what each printed. Node runs this file
 * as it is; its arguments are the folder of the compiled blocks, the first one to run, and how many there are.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { tf } from "arena/tools";
import type { BlockOutcome } from "./run.ts";

const [, , folder = "", from = "0", count = "0"] = process.argv;

// The reference backend: what it prints is the same on every machine.
await tf.setBackend("cpu");

const write = process.stdout.write;
for (let index = Number(from); index < Number(count); index++) {
  const outcome = await run(join(folder, `${index}.js`));
  await new Promise((sent) => process.send?.({ index, outcome }, sent));
}
process.disconnect();

async function run(file: string): Promise<BlockOutcome> {
  let printed = "";
  process.stdout.write = ((text: string | Uint8Array) => {
    printed += typeof text === "string" ? text : Buffer.from(text).toString();
    return true;
  }) as typeof write;
  try {
    await import(pathToFileURL(file).href);
    return { kind: "printed", text: printed };
  } catch (error) {
    return {
      kind: "threw",
      message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      line: lineOf(error),
    };
  } finally {
    process.stdout.write = write;
  }
}

/** The line of the block at which it threw: the innermost frame in a compiled block, mapped back by Node. */
function lineOf(error: unknown): number {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return Number(/\bblock\.ts:(\d+)/.exec(stack)?.[1] ?? 1);
}
