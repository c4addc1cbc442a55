import { existsSync, readdirSync } from "node:fs";

export { BACKENDS } from "../runtime/backends/outcome.ts";

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
