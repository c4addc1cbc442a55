import { stringify } from "csv-stringify/sync";
import { type Graded, passes, VERDICT_WORD, whyNot } from "../graded.ts";

const COLUMNS = [
  "who",
  "room",
  "verdict",
  "passed",
  "cases",
  "why",
  "file",
  "sha256",
  "grader",
  "backend",
  "seed",
  "ms",
];

/** A line a submission. Cells that a spreadsheet would take for a formula are escaped: their text is a stranger's. */
export function csvReport(graded: readonly Graded[]): string {
  const rows = graded.map(({ who, name, result }) => [
    who,
    result.room,
    VERDICT_WORD[result.verdict],
    passes(result),
    result.cases.length,
    whyNot(result),
    name,
    result.hash,
    result.graderVersion,
    result.backend,
    result.seed,
    Math.round(result.milliseconds),
  ]);
  return stringify(rows, { header: true, columns: COLUMNS, escape_formulas: true });
}
