import { right, wrong } from "./answers.ts";
import { type Losses, lostMark, NOTHING_LOST, type Outcome, repeatedly, type Scenario } from "./scenario.ts";
import { integrityOf, Tutor } from "./tutor.ts";

/** Several windows on one workspace, in the same room: each grades each save, and none may lose the others' marks. */
export const windows: readonly Scenario[] = [
  { name: "windows: two on one workspace", tries: 20, inject: (tries) => inWindows(2, tries) },
  { name: "windows: five on one workspace", tries: 10, inject: (tries) => inWindows(5, tries) },
];

async function inWindows(count: number, tries: number): Promise<Outcome> {
  const first = await Tutor.start();
  const others: Tutor[] = [];
  try {
    while (others.length < count - 1) others.push(await Tutor.start(first.workspace));
    const tutors = [first, ...others];
    return await repeatedly(tries, (attempt) => saveOnce(tutors, attempt));
  } finally {
    for (const tutor of [...others, first]) await tutor.end();
  }
}

async function saveOnce(tutors: readonly Tutor[], attempt: number): Promise<readonly Losses[]> {
  const before = tutors[0]?.marks.length ?? 0;
  const expected = attempt % 2 === 0 ? "passes" : "fails";
  const text = expected === "passes" ? right() : wrong();
  tutors[0]?.save(text);
  const losses: Losses[] = [];
  for (const tutor of tutors)
    losses.push(await tutor.judge(text, expected, `in one of ${tutors.length} windows`));
  return [...losses, marksKept(tutors, before)];
}

function marksKept(tutors: readonly Tutor[], before: number): Losses {
  const workspace = tutors[0]?.workspace ?? "";
  const integrity = integrityOf(workspace);
  if (integrity !== "ok") return lostMark(integrity);
  const now = tutors[0]?.marks.length ?? 0;
  return now > before
    ? NOTHING_LOST
    : lostMark(`${before} marks before a save in ${tutors.length} windows, ${now} after`);
}
