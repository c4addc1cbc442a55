import { appendFileSync } from "node:fs";

const file = process.env.ARENA_TRACE;

/**
 * Appends a moment to the file that ARENA_TRACE names, as a JSON line with the machine's monotonic clock in nanoseconds,
 * which is the same in every process. For benchmarks and for finding out where time goes; silent otherwise.
 */
export function trace(moment: string, detail: Readonly<Record<string, unknown>> = {}): void {
  if (file === undefined) return;
  appendFileSync(file, `${JSON.stringify({ moment, at: String(process.hrtime.bigint()), ...detail })}\n`);
}
