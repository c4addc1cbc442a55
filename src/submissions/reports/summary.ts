import { plainText } from "../../grading/plain-text.ts";
import type { LeftOut } from "../find.ts";
import { type Graded, VERDICT_WORD, whyNot } from "../graded.ts";

/** A batch as plain text: who passed how much, which rooms were hard, and what needs a person's eye. */
export function summaryReport(graded: readonly Graded[], leftOut: readonly LeftOut[]): string {
  return [
    ...peopleRows(graded),
    "",
    ...roomRows(graded),
    ...attentionRows(graded),
    ...leftOutRows(leftOut),
    "",
    totals(graded),
  ]
    .map(onItsLine)
    .join("\n");
}

/** Names and messages are a stranger's: each stays in its row, and no terminal obeys it. */
function onItsLine(row: string): string {
  return plainText(row).replaceAll("\n", "\\n");
}

function peopleRows(graded: readonly Graded[]): string[] {
  const people = Map.groupBy(graded, ({ who }) => who);
  const width = Math.max(...[...people.keys()].map((who) => who.length), 0);
  return [...people]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([who, theirs]) => {
      const open = theirs
        .filter(({ result }) => result.verdict !== "passed")
        .map(({ result }) => result.room);
      const rest = open.length === 0 ? "" : `  open: ${open.join(", ")}`;
      return `  ${who.padEnd(width)}  ${theirs.length - open.length} of ${theirs.length} passed${rest}`;
    });
}

function roomRows(graded: readonly Graded[]): string[] {
  const rooms = Map.groupBy(graded, ({ result }) => result.room);
  const width = Math.max(...[...rooms.keys()].map((room) => room.length), 0);
  return [...rooms].map(([room, all]) => {
    const passed = all.filter(({ result }) => result.verdict === "passed").length;
    return `  ${room.padEnd(width)}  ${passed} of ${all.length} passed`;
  });
}

/** Those whose verdict is no verdict on the answer's numbers. */
function attentionRows(graded: readonly Graded[]): string[] {
  const odd = graded.filter(({ result }) => /^could-not/.test(result.verdict));
  if (odd.length === 0) return [];
  return [
    "",
    "Look at these",
    ...odd.map(({ name, result }) => `  ${name}: ${VERDICT_WORD[result.verdict]}. ${whyNot(result)}`),
  ];
}

function leftOutRows(leftOut: readonly LeftOut[]): string[] {
  if (leftOut.length === 0) return [];
  return ["", "Left out", ...leftOut.map(({ name, why }) => `  ${name}: ${why}.`)];
}

function totals(graded: readonly Graded[]): string {
  const count = (verdict: string) => graded.filter(({ result }) => result.verdict === verdict).length;
  const parts = [
    `${graded.length} graded`,
    `${count("passed")} passed`,
    `${count("failed")} not passed`,
    ...(count("could-not-load") > 0 ? [`${count("could-not-load")} do not load`] : []),
    ...(count("could-not-grade") > 0 ? [`${count("could-not-grade")} could not be graded`] : []),
  ];
  return `${parts.join(", ")}.`;
}
