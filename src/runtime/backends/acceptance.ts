import * as tfjs from "#tfjs";
import { wave } from "../acceptance/cases.ts";
import { checkOperations, onBackend } from "../acceptance/check.ts";
import { activate } from "./activate.ts";
import type { BackendName } from "./outcome.ts";
import { startWasm } from "./wasm.ts";

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
  await startWasm();
  const { faults } = await checkOperations(name, "wasm");
  return faults[0] === undefined ? undefined : `${faults[0]}, so it is not trusted.`;
}

async function compareSpeed(name: BackendName): Promise<string | undefined> {
  const wasm = await onBackend("wasm", matMulTime);
  const own = await onBackend(name, matMulTime);
  if (own < wasm) return undefined;
  return `It multiplies two 512 by 512 matrices in ${own.toFixed(1)} ms, wasm in ${wasm.toFixed(1)} ms, so wasm is better.`;
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
