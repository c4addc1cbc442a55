import type { Histogram } from "./histogram.ts";

/** Settings of a run: anything JSON can hold. */
export type Config = Readonly<Record<string, unknown>>;

/** What is logged under a name. */
export type Logged = number | Histogram;

/** One line of a run's file. */
export type RunRecord =
  | {
      readonly kind: "init";
      readonly project: string;
      readonly name: string;
      readonly config: Config;
      readonly time: number;
    }
  | {
      readonly kind: "watch";
      readonly model: string;
      readonly log: WatchTarget;
      readonly logFrequency: number;
      readonly time: number;
    }
  | {
      readonly kind: "log";
      readonly step: number;
      readonly values: Readonly<Record<string, Logged>>;
      readonly time: number;
    }
  | {
      readonly kind: "finish";
      readonly outcome: Outcome;
      readonly summary: Readonly<Record<string, number>>;
      readonly time: number;
    };

export type WatchTarget = "gradients" | "parameters" | "all";

/**
 * "finished" by `finish()`; "superseded" if another run was begun before. A run without a last line broke
 * off.
 */
export type Outcome = "finished" | "superseded";

/** A record as a line of JSON; NaN and the infinities, which JSON lacks, become strings. */
export function lineOf(record: RunRecord): string {
  return `${JSON.stringify(record, (_, value: unknown) => (isNotFinite(value) ? String(value) : value))}\n`;
}

/** The record of a line, with the numbers that `lineOf` wrote as strings. */
export function recordOf(line: string): RunRecord {
  const record = JSON.parse(line) as RunRecord;
  if (record.kind !== "log") return record;
  const values = Object.entries(record.values).map(([name, value]) => [
    name,
    typeof value === "string" ? Number(value) : value,
  ]);
  return { ...record, values: Object.fromEntries(values) };
}

const isNotFinite = (value: unknown): boolean => typeof value === "number" && !Number.isFinite(value);
