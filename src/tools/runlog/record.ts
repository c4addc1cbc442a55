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

/** The record of a line, with the numbers that `lineOf` wrote as strings; undefined where it is none. */
export function recordOf(line: string): RunRecord | undefined {
  const record = parsed(line);
  switch (record?.kind) {
    case "log":
      return { ...record, values: revived(record.values) };
    case "finish":
      return { ...record, summary: revived(record.summary) };
    default:
      return record;
  }
}

/** The values with NaN and the infinities as numbers again. */
function revived<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  const numbers = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "string" ? Number(value) : value,
  ]);
  return Object.fromEntries(numbers);
}

function parsed(line: string): RunRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is RunRecord {
  if (!isObject(value) || !("kind" in value)) return false;
  if (value.kind === "log") return "values" in value && isObject(value.values);
  if (value.kind === "finish") return "summary" in value && isObject(value.summary);
  return value.kind === "init" || value.kind === "watch";
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isNotFinite = (value: unknown): boolean => typeof value === "number" && !Number.isFinite(value);
