import { existsSync, readdirSync } from "node:fs";

export { BACKENDS } from "../runtime/backends/outcome.ts";

/** Taken when an accelerator fails: it needs nothing from the machine. */
export const FALLBACK = "wasm";

/** Where these fail, it is not the machine's fault. */
export const isSafe = (backend: string): boolean => backend === FALLBACK || backend === "cpu";

/**
 * The backend to ask a worker for: what was asked by name, `auto` where this machine may have a GPU (the worker then
 * tries and checks each), and `wasm` at once where it has none, because looking for one costs more than a run.
 */
export function backendChoice(flag: string | undefined, environment = process.env.ARENA_BACKEND): string {
  const named = flag ?? environment;
  if (named !== undefined && named !== "") return named;
  return mayHaveGpu() ? "auto" : "wasm";
}

function mayHaveGpu(): boolean {
  if (process.platform !== "linux") return true;
  if (existsSync("/dev/nvidia0")) return true;
  try {
    return readdirSync("/dev/dri").some((name) => name.startsWith("renderD"));
  } catch {
    return false;
  }
}
