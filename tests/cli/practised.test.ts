import { join } from "node:path";
import { expect, test } from "vitest";
import { practisedIn } from "../../src/cli/practised.ts";
import { readCatalogue } from "../../src/curriculum/index.ts";
import type { RunResult } from "../../src/grading/verdict.ts";
import { caseWith, hashOf, open, run, temporaryWorkspace } from "../progress/support.ts";

const catalogue = readCatalogue(join(import.meta.dirname, "..", ".."));
const rooms = catalogue.sections
  .flatMap((section) => section.rooms)
  .filter(({ id }) => id === "katas/gather");

const FIRST = "export const pickLogits = 1;\n";
const OTHER = `${FIRST}// again\n`;
const passed = (text: string): Partial<RunResult> => ({ room: "katas/gather", hash: hashOf(text) });
const notYet = (): Partial<RunResult> => ({
  room: "katas/gather",
  verdict: "failed",
  cases: [
    caseWith("pass"),
    {
      ...caseWith("error", "clip/last"),
      failure: { kind: "not-yet", label: "", message: "Not yet: write it." },
    },
  ],
});

/** What was practised after these runs, each an hour after the one before or on the day that is given. */
async function practised(runs: readonly { run: Partial<RunResult>; text?: string; day: number }[]) {
  let now = new Date();
  const { store } = open(temporaryWorkspace(), { now: () => now });
  runs.forEach(({ run: changes, text, day }, i) => {
    now = new Date(2026, 2, day, 8, i);
    store.recordRun(run(changes), { answerText: text ?? "" });
  });
  const found = await practisedIn(rooms, store);
  return found.map(({ technique, at, effort }) => `${technique} on ${at.getDate()}: ${effort}`);
}

test("a kata is practice of its technique, however it was solved", async () => {
  expect(await practised([{ run: passed(FIRST), text: FIRST, day: 1 }])).toEqual(["gather on 1: straight"]);
});

test("what is not written yet is no mistake", async () => {
  expect(
    await practised([
      { run: notYet(), day: 1 },
      { run: passed(FIRST), text: FIRST, day: 1 },
    ]),
  ).toEqual(["gather on 1: straight"]);
});

test("an answer that is graded again was not written again; one that was begun anew was", async () => {
  expect(
    await practised([
      { run: passed(FIRST), text: FIRST, day: 1 },
      { run: passed(FIRST), text: FIRST, day: 2 },
      { run: notYet(), day: 9 },
      { run: passed(FIRST), text: FIRST, day: 9 },
      { run: passed(OTHER), text: OTHER, day: 20 },
    ]),
  ).toEqual(["gather on 1: straight", "gather on 9: straight", "gather on 20: straight"]);
});
