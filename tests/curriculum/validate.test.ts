import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { validateCatalogue } from "../../src/curriculum/validate.ts";
import { changed, copyOfSound, lineOf, SOUND } from "./support.ts";

const ROOM = "exercises/9.8-rows/row-means/exercise.md";

async function problemsIn(root: string): Promise<readonly string[]> {
  const validated = await validateCatalogue(root);
  return validated.kind === "valid"
    ? []
    : validated.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

test("the sound curriculum is valid and comes back as a catalogue", async () => {
  const validated = await validateCatalogue(SOUND);
  expect(validated.kind === "valid" && validated.catalogue.sections.length).toBe(2);
});

test.each([
  ["importance: 5", "importance: 6", '`importance` is "6"; right would be a whole number from 1 to 5.'],
  ["kind: boss", "kind: bos", '`kind` is "bos"; right would be one of room, boss, side, kata.'],
  [
    "requires: [9.8/row-sums]",
    "requires: 9.8/row-sums",
    '`requires` is "9.8/row-sums"; right would be a list of room ids',
  ],
  ["exports: [rowMeans]", "exports: []", "`exports` is []; right would be a list of the names"],
  [
    "    type: scale",
    "    type: Scale it",
    '`subProblems.1.type` is "Scale it"; right would be the name of a page in techniques/sub-problems',
  ],
  [
    "exports: [rowMeans]",
    "exports: [rowMeans]\nstub: faulty",
    '`stub` is "faulty"; right would be not-yet, or broken where the stub is a whole function with faults to find.',
  ],
  ["minutes: 10", "minutes: 10\nminuts: 3", "`minuts` is no field of a room. Known are id, aliases, title,"],
])("%s written as %s is reported on its line", async (right, wrong, message) => {
  const root = changed(ROOM, right, wrong);
  const [problem, ...others] = await problemsIn(root);
  expect(problem).toContain(message);
  const changedLine = wrong.split("\n").at(-1) ?? wrong;
  expect(problem).toContain(`${ROOM}:${lineOf(root, ROOM, changedLine)}: `);
  expect(others).toEqual([]);
});

test("a missing field is reported", async () => {
  expect(await problemsIn(changed(ROOM, "title: Row means\n", ""))).toEqual([
    `${ROOM}:2: \`title\` is missing; right would be one line of text.`,
  ]);
});

test("all problems of all files are found at once", async () => {
  const root = changed(ROOM, "difficulty: 2\nminutes: 10", "difficulty: easy\nminutes: 0");
  mkdirSync(join(root, "exercises/9.8-rows/unwritten"));
  const problems = await problemsIn(root);
  expect(problems).toHaveLength(3);
  expect(problems).toContain(
    "exercises/9.8-rows/unwritten/exercise.md:1: This file is missing from its folder.",
  );
});

test("hints for a sub-problem or on a rung that does not exist are reported on their line", async () => {
  const wrongName = changed(
    ROOM,
    'data-sub-problem="divide" data-rung="idea"',
    'data-sub-problem="devide" data-rung="idea"',
  );
  expect(await problemsIn(wrongName)).toEqual([
    `${ROOM}:${lineOf(wrongName, ROOM, "devide")}: data-sub-problem="devide" fits nothing here; right would be one of reduce, divide.`,
  ]);
  const wrongRung = changed(ROOM, 'data-rung="shapes"', 'data-rung="answer"');
  expect(await problemsIn(wrongRung)).toEqual([
    `${ROOM}:${lineOf(wrongRung, ROOM, 'answer"')}: data-rung="answer" fits nothing here; right would be one of question, idea, shapes, line.`,
  ]);
});

test("front matter that is JavaScript is never run", async () => {
  const root = changed("techniques/reduce.md", /^---\n/, "---js\n");
  expect(await problemsIn(root)).toEqual([
    "techniques/reduce.md:1: The file must open with front matter: a line ---, YAML, another line ---.",
  ]);
});

test("an empty folder is a valid, empty curriculum", async () => {
  const root = copyOfSound();
  const validated = await validateCatalogue(join(root, "graders"));
  expect(validated.kind === "valid" && validated.catalogue.sections).toEqual([]);
});
