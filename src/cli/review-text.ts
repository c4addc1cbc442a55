import type { Catalogue } from "../curriculum/model.ts";
import { kataOf, whereUsed } from "../curriculum/where-used.ts";
import type { Note } from "../progress/model.ts";
import type { Due, RoomReview, SubProblemReview, Use } from "../review/index.ts";

/** The review of a passed room as Markdown: for each sub-problem what was used, and what the other way looks like. */
export function roomReviewText(
  review: RoomReview,
  notes: readonly Note[],
  titles: ReadonlyMap<string, string>,
) {
  const { room, subProblems, alsoUsed } = review;
  const parts = [`# ${room.id} ${room.title}: what was used`];
  for (const [index, each] of subProblems.entries()) parts.push(subProblemText(index + 1, each, titles));
  if (alsoUsed.length > 0) {
    parts.push(`You also used ${alsoUsed.map((use) => named(use, titles)).join(", ")}.`);
  }
  parts.push(notesText(notes, room.id));
  return `${parts.join("\n\n")}\n`;
}

function subProblemText(
  number: number,
  review: SubProblemReview,
  titles: ReadonlyMap<string, string>,
): string {
  const { subProblem, yours, solutions, comparison } = review;
  const lines = [
    `## ${number}. ${subProblem.title}`,
    "",
    `A sub-problem of the type \`${subProblem.type}\`.`,
    "",
  ];
  lines.push(
    yours.length > 0 ? `- you: ${listed(yours, titles)}` : "- you: by hand, without a tool that has a page",
  );
  if (comparison === "the-same") lines.push("- the solution: the same");
  if (comparison === "another-way") lines.push(`- the solution: ${listed(solutions, titles)}`);
  if (comparison === "by-hand") lines.push("- the solution: by hand too");
  const others = solutions.filter((use) => !yours.some(({ technique }) => technique === use.technique));
  for (const { technique, code } of others) {
    lines.push(`- the other way, \`arena hint ${technique}\`:`, "", `  \`\`\`ts\n  ${code}\n  \`\`\``, "");
  }
  return lines.join("\n").trimEnd();
}

const listed = (uses: readonly Use[], titles: ReadonlyMap<string, string>) =>
  uses.map((use) => `${named(use, titles)} (line ${use.line})`).join(", ");

const named = ({ technique }: Use, titles: ReadonlyMap<string, string>) =>
  `**${titles.get(technique) ?? technique}**`;

function notesText(notes: readonly Note[], room: string): string {
  if (notes.length === 0) return `Keep a note of your own: \`arena review ${room} --note "…"\``;
  return ["## Your notes", "", ...notes.map(({ text, at }) => `- ${day(at)}: ${text}`)].join("\n");
}

/** What to practise today as Markdown, the most overdue technique first. */
export function practiceText(plan: readonly Due[], catalogue: Catalogue, now: Date): string {
  if (plan.length === 0)
    return "Nothing to review yet: a technique comes here once an answer that uses it has passed.\n";
  const due = plan.filter((each) => each.due <= now);
  const later = plan.filter((each) => each.due > now);
  const parts = [due.length === 0 ? "# Nothing is due today" : "# Due today"];
  if (due.length > 0) parts.push(due.map((each) => dueLine(each, catalogue, now)).join("\n"));
  if (later[0] !== undefined) {
    parts.push(
      `Next: ${later
        .slice(0, 3)
        .map((each) => `${titleOf(each, catalogue)} on ${day(each.due)}`)
        .join(", ")}.`,
    );
  }
  return `${parts.join("\n\n")}\n`;
}

function dueLine(each: Due, catalogue: Catalogue, now: Date): string {
  const known = `${Math.round(each.retrievability * 100)} % likely still known`;
  const times = `used ${each.times} ${each.times === 1 ? "time" : "times"}`;
  return `- **${titleOf(each, catalogue)}**: ${known}, ${times}; read: \`arena hint ${each.technique}\`${againLine(each, catalogue, now)}`;
}

/** A kata comes with inputs of the day; where there is none, a room that wants the technique is done again. */
function againLine({ technique }: Due, catalogue: Catalogue, now: Date): string {
  const kata = kataOf(catalogue, technique);
  if (kata !== undefined)
    return `; again: \`arena reset ${kata.id}\`, then \`arena start ${technique} --seed ${day(now).replaceAll("-", "")}\``;
  const room = whereUsed(catalogue, technique)[0]?.room;
  return room === undefined ? "" : `; again: \`arena reset ${room.id}\`, then \`arena start ${room.id}\``;
}

const titleOf = ({ technique }: Due, catalogue: Catalogue) =>
  catalogue.techniques.find(({ name }) => name === technique)?.title ?? technique;

const day = (at: Date) => at.toISOString().slice(0, 10);
