import { type Bar, barsOf } from "./bars.ts";
import { median } from "./timed.ts";

/** The times of one workload on one side, one a repeat, in milliseconds. */
export interface Measured {
  readonly workload: string;
  readonly side: string;
  readonly times: number[];
}

/** How many times as long `a` took as `b`, of each repeat in turn. */
const ratios = (a: Measured, b: Measured): number[] =>
  a.times.map((time, repeat) => time / (b.times[repeat] as number));

/** The median over the repeats of how many times as long `a` took as `b`. */
const ratio = (a: Measured, b: Measured): number => median(ratios(a, b));

/** One row a workload: milliseconds of each side, and each backend's ratio to PyTorch. */
export function tableOf(measured: readonly Measured[]): string {
  const sides = [...new Set(measured.map(({ side }) => side))];
  const workloads = [...new Set(measured.map(({ workload }) => workload))];
  const of = (workload: string, side: string) =>
    measured.find((each) => each.workload === workload && each.side === side) as Measured;
  const cell = (workload: string, side: string): string => {
    const time = median(of(workload, side).times).toFixed(2);
    if (side === "PyTorch" || !sides.includes("PyTorch")) return `${time} ms`;
    return `${time} ms (${ratio(of(workload, side), of(workload, "PyTorch")).toFixed(2)}x)`;
  };
  const rows = [["", ...sides], ...workloads.map((w) => [w, ...sides.map((side) => cell(w, side))])];
  const widths = ["", ...sides].map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))).join("  ");
  return rows.map(line).join("\n");
}

type Verdict = "met" | "missed" | "unclear";

export interface Judged {
  readonly bar: Bar;
  readonly side: string;
  readonly ratio: number;
  readonly verdict: Verdict;
  readonly text: string;
}

/** The share of the repeats that has to agree before a bar counts as met or as missed. */
const AGREEING = 0.75;

/**
 * Every bar for every side on which both of its times were measured. `busy`: other work ran meanwhile, under which
 * PyTorch's threads lose more than ours, so that no bar counts as met.
 */
export function judged(measured: readonly Measured[], busy: boolean): Judged[] {
  const backends = [...new Set(measured.map(({ side }) => side))].filter((side) => side !== "PyTorch");
  const find = (workload: string, side: string) =>
    measured.find((each) => each.workload === workload && each.side === side);
  return backends.flatMap((side) =>
    barsOf(side).flatMap((bar) => {
      const own = find(bar.workload, side);
      const other =
        bar.against === "PyTorch" ? find(bar.workload, "PyTorch") : find(bar.against.workload, side);
      return own === undefined || other === undefined ? [] : [judge(bar, side, own, other, busy)];
    }),
  );
}

function judge(bar: Bar, side: string, own: Measured, other: Measured, busy: boolean): Judged {
  const all = ratios(own, other);
  const within = all.filter((each) => each <= bar.most).length / all.length;
  const verdict: Verdict =
    within >= AGREEING && !busy ? "met" : within <= 1 - AGREEING && !busy ? "missed" : "unclear";
  const against = bar.against === "PyTorch" ? "PyTorch" : bar.against.workload;
  const doubt = verdict === "unclear" ? " (disturbed: repeat it on a quiet machine)" : "";
  const value = median(all);
  const text = `${verdict.padEnd(8)}${side}: ${bar.workload} takes ${value.toFixed(2)} times as long as ${against}, at most ${bar.most}${doubt}`;
  return { bar, side, ratio: value, verdict, text };
}
