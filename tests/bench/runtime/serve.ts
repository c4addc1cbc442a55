/**
 * The tutor's side of the benchmark: starts the backend named by the first argument, says on one line whether
 * it has it, then answers each line `WORKLOAD` with the milliseconds of one run. serve.py is PyTorch's side.
 */
import { createInterface } from "node:readline";
import { startBackend } from "../../../src/runtime/backend.ts";
import { enableThreads } from "../../../src/runtime/threads.ts";
import { timed } from "./timed.ts";
import { WORKLOADS } from "./workloads/index.ts";

const [name = "wasm", threads = "1"] = process.argv.slice(2);

/** What the backend is, or why it is not to be had. */
async function start(): Promise<{ ready: string } | { absent: string }> {
  const count = Number(threads);
  if (count > 1) {
    const outcome = await enableThreads(count);
    return outcome.threads === count ? { ready: outcome.why } : { absent: outcome.why };
  }
  try {
    const { tried } = await startBackend(name);
    return { ready: tried.at(-1)?.why ?? name };
  } catch (error) {
    return { absent: (error as Error).message };
  }
}

const steps = new Map<string, () => Promise<void>>();

async function stepOf(workload: string): Promise<() => Promise<void>> {
  const known = steps.get(workload);
  if (known !== undefined) return known;
  const found = WORKLOADS.find((each) => each.name === workload);
  if (found === undefined) throw new Error(`internal: no workload is called "${workload}".`);
  const step = found.prepare();
  await timed(step, 400); // the first runs are compiled while they run
  steps.set(workload, step);
  return step;
}

console.log(JSON.stringify(await start()));
for await (const workload of createInterface({ input: process.stdin }))
  console.log(JSON.stringify({ milliseconds: await timed(await stepOf(workload), 100) }));
process.exit(0);
