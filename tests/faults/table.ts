import type { Outcome } from "./scenario.ts";

/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly seconds: number;
  readonly outcome: Outcome;
}

/** The rows as text, aligned, with a line of sums. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(cellsOf);
  const done = rows.flatMap(({ outcome }) => ("tries" in outcome ? [outcome] : []));
  const sum = (of: (one: (typeof done)[number]) => number) =>
    String(done.reduce((total, one) => total + of(one), 0));
  const all = [
    ["fault", "tries", "lost answers", "lost marks", "wrong verdicts", "seconds"],
    ...cells,
    [
      "all",
      sum(({ tries }) => tries),
      sum(({ losses }) => losses.lostAnswers),
      sum(({ losses }) => losses.lostMarks),
      sum(({ losses }) => losses.wrongVerdicts),
      rows.reduce((total, { seconds }) => total + seconds, 0).toFixed(0),
    ],
  ];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ");
  return all.map(line).join("\n");
}

function cellsOf({ name, outcome, seconds }: Row): readonly string[] {
  if ("skipped" in outcome) return [`${name} (skipped: ${outcome.skipped})`, "0", "-", "-", "-", ""];
  const { lostAnswers, lostMarks, wrongVerdicts } = outcome.losses;
  return [name, ...[outcome.tries, lostAnswers, lostMarks, wrongVerdicts].map(String), seconds.toFixed(0)];
}
