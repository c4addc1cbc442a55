/**
 * How long a learner waits. The real program runs in a pseudo-terminal; saves come from another process; times are
 * the machine's monotonic clock, read just before a save's first system call and where the program traces a moment.
 * A warm vitest rerun of the same grader with its built-in `forks` pool, and a cold `vitest run`, are measured in the
 * same rounds, so that the ratios hold when the machine's speed drifts.
 *
 *   npm run bench:latency [-- --json FILE] [--saves N]
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { execa } from "execa";
import { Terminal } from "../terminal/terminal.ts";
import { Saver } from "./saver.ts";
import { coldVitest, WarmVitest } from "./vitest-baseline.ts";

const root = join(import.meta.dirname, "..", "..");
const { values: options } = parseArgs({
  options: { json: { type: "string" }, saves: { type: "string", default: "30" } },
});
const SAVES = Number(options.saves);

interface Moment {
  readonly moment: string;
  readonly at: number;
  readonly hash?: string;
  readonly verdict?: string;
}

const home = mkdtempSync(join(tmpdir(), "arena-bench-"));
const traceFile = join(home, "trace.jsonl");
writeFileSync(traceFile, "");
const solution = readFileSync(join(root, "exercises/0.2-cnns/relu/solution.ts"), "utf8");
const wrong = solution.replace("maximum", "minimum");
if (wrong === solution) throw new Error("internal: the benchmark's wrong answer is the right one.");

const moments = (): Moment[] =>
  readFileSync(traceFile, "utf8")
    .trim()
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const moment = JSON.parse(line);
      return { ...moment, at: Number(BigInt(moment.at) / 1000n) / 1000 };
    });

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until<T>(look: () => T | undefined, milliseconds = 20_000): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Nothing came within ${milliseconds} ms.`);
    await pause(5);
  }
}

interface Sample {
  readonly first: number;
  readonly all: number;
  readonly painted: number;
}

/** Saves once and waits until the verdict of that save is on the screen. */
async function timeSave(saver: Saver, path: string, text: string, expected: string): Promise<Sample> {
  const before = moments().length;
  const { at, hash } = await saver.save(path, text);
  const mine = () =>
    moments()
      .slice(before)
      .filter((moment) => moment.hash === hash);
  const finished = await until(() => mine().find(({ moment }) => moment === "run-finished"));
  if (finished.verdict !== expected)
    throw new Error(`The verdict was ${finished.verdict} where ${expected} was right.`);
  const cases = mine().filter(({ moment }) => moment === "case-finished");
  const last = cases.at(-1) as Moment;
  const painted = await until(() =>
    moments()
      .slice(before)
      .find(({ moment, at: when }) => moment === "painted" && when >= last.at),
  );
  return {
    first: (cases[0] as Moment).at - at,
    all: (cases.at(-1) as Moment).at - at,
    painted: painted.at - at,
  };
}

async function main(): Promise<void> {
  await execa(
    process.execPath,
    [join(root, "bin/arena.js"), "start", "0.2", "--no-watch", "--workspace", home],
    { cwd: home },
  );
  const path = join(home, "0.2-cnns", "01-relu.ts");
  const terminal = new Terminal(["watch", "0.2/relu", "--workspace", home], {
    cwd: home,
    columns: 100,
    rows: 30,
    env: { ARENA_TRACE: traceFile },
  });
  const saver = new Saver();
  const warm = await WarmVitest.start(root, home);
  await until(() => moments().find(({ moment }) => moment === "run-finished"), 60_000);
  await pause(1500);
  const passing: Sample[] = [];
  const failing: Sample[] = [];
  const reruns: number[] = [];
  for (let i = 0; i < SAVES; i++) {
    passing.push(await timeSave(saver, path, `${solution}\n// ${i}\n`, "passed"));
    await pause(900);
    failing.push(await timeSave(saver, path, `${wrong}\n// ${i}\n`, "failed"));
    await pause(900);
    reruns.push(await warm.timeRerun(`${i % 2 === 0 ? solution : wrong}\n// ${i}\n`));
    await pause(300);
  }
  const afterLoop = await timeAfterLoop(saver, path);
  const idle = await idleCpu(terminal.pid);
  await warm.close();
  terminal.type("q");
  await terminal.exited;
  const cold = await repeat(5, () => coldVitest(root, home));
  const hint = await repeat(15, () => wholeProcess(["hint", "einsum"]));
  const progress = await repeat(15, () => wholeProcess(["progress", "--workspace", home]));
  await saver.close();
  report({ passing, failing, reruns, cold, afterLoop, idle, hint, progress });
}

/** Milliseconds from a save after an endless loop was stopped to its verdict on the screen, five times. */
async function timeAfterLoop(saver: Saver, path: string): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const before = moments().length;
    await saver.save(path, `${solution.replace("return", "for (;;) {} return")}\n// ${i}\n`);
    await until(
      () =>
        moments()
          .slice(before)
          .find(({ moment, verdict }) => moment === "run-finished" && verdict === "failed"),
      30_000,
    );
    times.push((await timeSave(saver, path, `${solution}\n// after ${i}\n`, "passed")).painted);
    await pause(900);
  }
  return times;
}

/** Processor time, in percent of one core, that the tutor uses in five seconds in which nothing happens. */
async function idleCpu(pid: number): Promise<number> {
  await pause(1500);
  const ticks = () =>
    readFileSync(`/proc/${pid}/stat`, "utf8")
      .split(") ")[1]
      ?.split(" ")
      .slice(11, 13)
      .reduce((sum, part) => sum + Number(part), 0) ?? 0;
  const before = ticks();
  await pause(5000);
  return ((ticks() - before) / 100 / 5) * 100;
}

async function wholeProcess(args: readonly string[]): Promise<number> {
  const start = performance.now();
  await execa(process.execPath, [join(root, "bin/arena.js"), ...args], { cwd: home });
  return performance.now() - start;
}

async function repeat(times: number, measure: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (let i = 0; i < times; i++) results.push(await measure());
  return results;
}

const quantile = (values: readonly number[], q: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? Number.NaN;

interface Measured {
  readonly passing: Sample[];
  readonly failing: Sample[];
  readonly reruns: number[];
  readonly cold: number[];
  readonly afterLoop: number[];
  readonly idle: number;
  readonly hint: number[];
  readonly progress: number[];
}

function report(measured: Measured): void {
  const { passing, failing, reruns, cold, afterLoop, idle, hint, progress } = measured;
  const rerun = quantile(reruns, 0.5);
  const of = (samples: Sample[], key: keyof Sample) => samples.map((sample) => sample[key]);
  const rows: [string, number[]][] = [
    ["passing: save to first case", of(passing, "first")],
    ["passing: save to all cases", of(passing, "all")],
    ["passing: save to screen", of(passing, "painted")],
    ["failing: save to first case", of(failing, "first")],
    ["failing: save to all cases", of(failing, "all")],
    ["failing: save to screen", of(failing, "painted")],
    ["warm vitest rerun (forks)", reruns],
    ["cold vitest run, process", cold],
    ["next verdict after a stopped loop", afterLoop],
    ["arena hint einsum, process", hint],
    ["arena progress, process", progress],
  ];
  const table = rows.map(([what, values]) => ({
    what,
    n: values.length,
    median: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    rerunRatio: rerun / quantile(values, 0.5),
  }));
  console.log(`${"".padEnd(36)}   n  median     p95  times sooner than a warm vitest rerun`);
  for (const { what, n, median, p95, rerunRatio } of table)
    console.log(
      `${what.padEnd(36)} ${String(n).padStart(3)} ${median.toFixed(1).padStart(7)} ${p95.toFixed(1).padStart(7)}  ${rerunRatio.toFixed(1)}`,
    );
  console.log(`idle tutor: ${idle.toFixed(2)} % of one core`);
  if (options.json !== undefined)
    writeFileSync(options.json, `${JSON.stringify({ table, idle, raw: measured }, null, 2)}\n`);
}

mkdirSync(home, { recursive: true });
await main();
process.exit(0);
