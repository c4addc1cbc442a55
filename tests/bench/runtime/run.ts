/**
 * How fast the tensor runtime is, next to PyTorch on the same cores where Python has it ($PYTHON, else python3):
 *
 *     npm run bench:runtime [-- --json FILE] [--backend NAME] [--repeats N] [--only PART-OF-A-NAME]
 *
 * Every side runs in a process of its own and only one at a time; each repeat asks all of them in turn, and a
 * ratio is the median over the repeats of two times measured one after the other. So other work on the machine
 * falls on both. Without --backend: wasm on one thread and on all cores, and what else would be chosen here.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { startBackend } from "../../../src/runtime/backend.ts";
import { judged, type Measured, tableOf } from "./report.ts";
import { Side } from "./side.ts";
import { WORKLOADS } from "./workloads/index.ts";

const { values: options } = parseArgs({
  options: {
    json: { type: "string" },
    backend: { type: "string" },
    repeats: { type: "string", default: "9" },
    only: { type: "string", default: "" },
  },
});
const cores = availableParallelism();

async function sides(): Promise<Side[]> {
  const threaded = cores > 1 ? [() => Side.backend("wasm", Math.min(8, cores))] : [];
  const wasm = [() => Side.backend("wasm"), ...threaded];
  const chosen = options.backend ?? (await startBackend()).name;
  const backends = chosen === "wasm" ? wasm : [() => Side.backend(chosen)];
  const all = options.backend === undefined && chosen !== "wasm" ? [...wasm, ...backends] : backends;
  const started: Side[] = [];
  for (const start of [() => Side.torch(cores), ...all]) {
    const side = await start();
    if (typeof side === "string") console.log(side);
    else started.push(side);
  }
  return started;
}

async function measure(competitors: readonly Side[]): Promise<Measured[]> {
  const workloads = WORKLOADS.filter(({ name }) => name.includes(options.only));
  const measured: Measured[] = workloads.flatMap(({ name }) =>
    competitors.map((side) => ({ workload: name, side: side.name, times: [] })),
  );
  const byName = new Map(competitors.map((side) => [side.name, side]));
  for (let repeat = 0; repeat <= Number(options.repeats); repeat++) {
    for (const { workload, side, times } of measured) {
      const milliseconds = await (byName.get(side) as Side).time(workload);
      if (repeat > 0) times.push(milliseconds); // round 0 warms up
    }
  }
  return measured;
}

const before = loadavg()[0] ?? 0;
const competitors = await sides();
const measured = await measure(competitors);
for (const side of competitors) side.stop();
const after = loadavg()[0] ?? 0;
const busy = before > cores / 2 || after > cores + 1; // the benchmark alone keeps its own threads busy
const bars = judged(measured, busy);
console.log(`\n${tableOf(measured)}\n`);
for (const { text } of bars) console.log(text);
if (busy)
  console.log(`The load was ${before.toFixed(1)} before and ${after.toFixed(1)} after, on ${cores} cores.`);
if (options.json !== undefined)
  writeFileSync(
    options.json,
    `${JSON.stringify({ cores, load: [before, after], measured, bars }, null, 1)}\n`,
  );
process.exit(0);
