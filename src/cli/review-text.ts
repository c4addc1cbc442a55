import { kataOf } from "../curriculum/index.ts";
import type { Catalogue } from "../curriculum/model.ts";
import { whereUsed } from "../curriculum/where-used.ts";
import type { Note } from "../progress/model.ts";
import type { Due, RoomReview, SubProblemReview, Use } from "../review/index.ts";
import { counted } from "../tools/lesson.ts";
import { seedOfDay } from "./seed.ts";

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

/** More than this in one day is no practice any more. */
const KATAS_A_DAY = 4;

/** What to practise today as Markdown, the most overdue technique first. */
export function practiceText(plan: readonly Due[], catalogue: Catalogue, now: Date): string {
  if (plan.length === 0)
    return "Nothing to review yet: a technique comes here once an answer that uses it, or its kata, has passed.\n";
  const due = plan.filter((each) => each.due <= now);
  const katas = due.filter(({ technique }) => kataOf(catalogue, technique) !== undefined);
  const others = due.filter((each) => !katas.includes(each));
  const parts = [
    ...(due.length === 0 ? ["# Nothing is due today"] : []),
    ...katasToday(katas, catalogue, now),
    ...(others.length > 0
      ? ["# Due, and no kata yet", bullets(others.map((each) => roomAgain(each, catalogue)))]
      : []),
    ...comingUp(
      plan.filter((each) => each.due > now),
      catalogue,
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}

function katasToday(due: readonly Due[], catalogue: Catalogue, now: Date): string[] {
  if (due.length === 0) return [];
  const lines = due.slice(0, KATAS_A_DAY).map((each) => kataAgain(each, catalogue, now));
  const more = due.length - lines.length;
  return [
    "# Today's katas",
    "With new inputs, and from a fresh stub: what you wrote before goes to the archive.",
    bullets(lines),
    ...(more > 0 ? [`${more} more can wait until tomorrow.`] : []),
  ];
}

function kataAgain(each: Due, catalogue: Catalogue, now: Date): string {
  const { technique } = each;
  return `**${titleOf(each, catalogue)}**: \`arena start ${technique} --fresh --seed ${seedOfDay(now)}\` (${known(each)})`;
}

function roomAgain(each: Due, catalogue: Catalogue): string {
  const room = whereUsed(catalogue, each.technique)[0]?.room;
  const again = room === undefined ? "" : `; again: \`arena start ${room.id} --fresh\``;
  return `**${titleOf(each, catalogue)}**: ${known(each)}; read: \`arena hint ${each.technique}\`${again}`;
}

const known = ({ retrievability, times }: Due) =>
  `${Math.round(retrievability * 100)} % likely still known, used ${counted(times, "time")}`;

function comingUp(later: readonly Due[], catalogue: Catalogue): string[] {
  if (later.length === 0) return [];
  const next = later.slice(0, 3).map((each) => `${titleOf(each, catalogue)} on ${day(each.due)}`);
  return [`Next: ${next.join(", ")}.`];
}

const bullets = (lines: readonly string[]) => lines.map((text) => `- ${text}`).join("\n");

const titleOf = ({ technique }: Due, catalogue: Catalogue) =>
  catalogue.techniques.find(({ name }) => name === technique)?.title ?? technique;

const day = (at: Date) => at.toISOString().slice(0, 10);
