import type { LeftOut } from "../find.ts";
import { type Graded, passes } from "../graded.ts";

/** What all results of a batch have in common. */
export interface BatchFacts {
  readonly folder: string;
  readonly seed: number;
  /** Whether every submission has its verdict; false where the batch was stopped. */
  readonly finished: boolean;
  readonly leftOut: readonly LeftOut[];
}

/** Everything that is known of a batch: each submission with each case. */
export function jsonReport(graded: readonly Graded[], facts: BatchFacts): string {
  const submissions = graded.map(({ who, name, result }) => ({
    who,
    file: name,
    passed: passes(result),
    of: result.cases.length,
    ...result,
  }));
  return `${JSON.stringify({ version: 1, ...facts, submissions }, null, 2)}\n`;
}
