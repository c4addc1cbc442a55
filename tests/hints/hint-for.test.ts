import { expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import type { RungName } from "../../src/curriculum/model.ts";
import { hintFor, seenRungs } from "../../src/hints/index.ts";
import { SOUND } from "../curriculum/support.ts";

const room = readCatalogue(SOUND).sections[0]?.rooms[1];
if (room === undefined) throw new Error("the fixture has a second room");
const failing = { subProblem: "divide" };
const shown = (subProblem: string, ...rungs: RungName[]) => rungs.map((rung) => ({ subProblem, rung }));

test("the ladder is climbed from the question to the line", () => {
  const climbed: string[] = [];
  for (const rungs of [
    [],
    ["question"],
    ["question", "idea"],
    ["question", "idea", "shapes"],
  ] as RungName[][]) {
    const hint = hintFor(room, failing, shown("divide", ...rungs));
    climbed.push(hint.kind === "rung" ? `${hint.rung.rung}, ${hint.remaining} more` : hint.kind);
  }
  expect(climbed).toEqual(["question, 3 more", "idea, 2 more", "shapes, 1 more", "line, 0 more"]);
});

test("a rung that was skipped comes before the ones above it", () => {
  expect(hintFor(room, failing, shown("divide", "question", "shapes"))).toMatchObject({
    rung: { rung: "idea" },
    remaining: 1,
  });
});

test("it is the failing case's sub-problem, and its best technique", () => {
  expect(hintFor(room, failing, [])).toMatchObject({
    subProblem: { id: "divide" },
    technique: "broadcasting",
  });
  expect(hintFor(room, { subProblem: "reduce" }, shown("divide", "question"))).toMatchObject({
    rung: { rung: "question" },
    technique: "reduce",
  });
});

test("a diagnosis that points elsewhere decides the technique", () => {
  const diagnosis = {
    source: "decoy",
    name: "columns",
    sentence: "You summed the columns.",
    technique: "axes",
  } as const;
  expect(hintFor(room, { ...failing, diagnosis }, [])).toMatchObject({
    technique: "axes",
    subProblem: { id: "divide" },
  });
});

test("after the line only the answer is left", () => {
  const all = shown("divide", "question", "idea", "shapes", "line");
  expect(hintFor(room, failing, all)).toMatchObject({
    kind: "exhausted",
    subProblem: { id: "divide" },
    technique: "broadcasting",
  });
});

test("after a step's last rung the ladder of the next step goes on: a case wants the whole function", () => {
  const climbed = shown("reduce", "question", "idea", "shapes", "line");
  expect(hintFor(room, { subProblem: "reduce" }, climbed)).toMatchObject({
    subProblem: { id: "divide" },
    rung: { rung: "question" },
    technique: "broadcasting",
  });
});

test("before anything was graded it begins with the first sub-problem and goes on to the next", () => {
  expect(hintFor(room, undefined, [])).toMatchObject({
    subProblem: { id: "reduce" },
    rung: { rung: "question" },
  });
  const first = shown("reduce", "question", "idea", "shapes", "line");
  expect(hintFor(room, undefined, first)).toMatchObject({
    subProblem: { id: "divide" },
    rung: { rung: "question" },
  });
  expect(
    hintFor(room, undefined, [...first, ...shown("divide", "question", "idea", "shapes", "line")]),
  ).toMatchObject({ kind: "exhausted" });
});

test("the rungs seen come in climbing order", () => {
  const [, divide] = room.subProblems;
  expect(divide && seenRungs(divide, shown("divide", "idea", "question")).map(({ rung }) => rung)).toEqual([
    "question",
    "idea",
  ]);
});
