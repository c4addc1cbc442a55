/**
 * How fast the tensor runtime is, next to PyTorch on the same cores where Python has it ($PYTHON, else python3):
 *
 *     npm run bench:runtime [-- --json FILE] [--backend NAME] [--repeats N] [--only PART-OF-A-NAME]
 *
 * Every side runs in a process of its own, a fresh one for each group of workloads as for each room that is graded, and
 * only one at a time; each repeat asks all of them in turn, and a ratio is the median over the repeats of two times
 * measured one after the other. So other work on the machine falls on both. Without --backend: wasm on one thread and on all cores, and what else would be chosen here.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { startBackend } from "../../../src/runtime/backend.ts";
import { judged, type Measured, tableOf } from "./report.ts";
import { Side } from "./side.ts";
import type { Workload } from "./workload.ts";
import { GROUPS } from "./workloads/index.ts";

const { values: options } = parseArgs({
  options: {
    json: { type: "string" },
    backend: { type: "string" },
    repeats: { type: "string", default: "9" },
    only: { type: "string", default: "" },
  },
});
const cores = availableParallelism();

type Starter = () => Promise<Side | string>;

/** PyTorch and the backends asked for, none started yet. */
async function competitors(): Promise<Starter[]> {
  const threaded = cores > 1 ? [() => Side.backend("wasm", Math.min(8, cores))] : [];
  const wasm = [() => Side.backend("wasm"), ...threaded];
  const chosen = options.backend ?? (await startBackend()).name;
  const backends = chosen === "wasm" ? wasm : [() => Side.backend(chosen)];
  const all = options.backend === undefined && chosen !== "wasm" ? [...wasm, ...backends] : backends;
  return [() => Side.torch(cores), ...all];
}

const told = new Set<string>();

function tell(line: string): void {
  if (!told.has(line)) console.log(line);
  told.add(line);
}

/** Starts what can be had, and says once what each is or why it is left out. */
async function started(starters: readonly Starter[]): Promise<Side[]> {
  const sides: Side[] = [];
  for (const start of starters) {
    const side = await start();
    tell(typeof side === "string" ? side : `${side.name}: ${side.ready}`);
    if (typeof side !== "string") sides.push(side);
  }
  return sides;
}

async function measure(group: readonly Workload[], sides: readonly Side[]): Promise<Measured[]> {
  const all = group.flatMap(({ name }) =>
    sides.map((side) => ({ workload: name, side, times: [] as number[] })),
  );
  for (let repeat = 0; repeat <= Number(options.repeats); repeat++) {
    for (const { workload, side, times } of all) {
      const milliseconds = await side.time(workload);
      if (repeat > 0) times.push(milliseconds); // round 0 warms up
    }
  }
  return all.map(({ workload, side, times }) => ({ workload, side: side.name, times }));
}

async function measureAll(): Promise<Measured[]> {
  const starters = await competitors();
  const measured: Measured[] = [];
  for (const whole of GROUPS) {
    const group = whole.filter(({ name }) => name.includes(options.only));
    if (group.length === 0) continue;
    const sides = await started(starters);
    measured.push(...(await measure(group, sides)));
    for (const side of sides) side.stop();
  }
  return measured;
}

const before = loadavg()[0] ?? 0;
const measured = await measureAll();
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
