import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import * as tfjs from "#tfjs";
import { activate } from "./activate.ts";
import { type Outcome, reasonOf, refused, started } from "./outcome.ts";

/**
 * WebAssembly on one thread: needs nothing from the machine and gives the same bits everywhere. Starts in
 * about 30 ms.
 */
export async function startWasm(): Promise<Outcome> {
  try {
    return await withoutItsProcessHandlers(async () => {
      tfjs.wasmBackend.setWasmPaths(wasmFolder());
      if (!(await activate("wasm")))
        return refused("The WebAssembly module did not start; `npm ci` reinstalls it.");
      return started(
        "Runs on the processor with SIMD and needs nothing to be installed. One thread: starting more takes longer than any room runs.",
      );
    });
  } catch (error) {
    return refused(`The WebAssembly module did not load (${reasonOf(error)}); \`npm ci\` reinstalls it.`);
  }
}

/**
 * Folder of the .wasm files, with a trailing separator. Found by package name: this code runs from dist/ as
 * well.
 */
export function wasmFolder(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("@tensorflow/tfjs-backend-wasm/package.json")), "wasm-out") + sep;
}

const HANDLED = ["uncaughtException", "unhandledRejection"] as const;

/**
 * Runs `start` and takes off what it put on the process: emscripten installs handlers that rethrow, so that
 * any rejected promise of a learner's file would end the process before our own handler hears of it.
 */
export async function withoutItsProcessHandlers<T>(start: () => Promise<T>): Promise<T> {
  const before = new Map(HANDLED.map((event) => [event, process.rawListeners(event)]));
  try {
    return await start();
  } finally {
    for (const event of HANDLED) {
      for (const listener of process.rawListeners(event)) {
        if (!before.get(event)?.includes(listener)) process.off(event, listener as () => void);
      }
    }
  }
}
