import { expect, test } from "vitest";
import type { RoomTruth } from "./room-truth.ts";
import { killedShare, shortcomingsOf, survivorsText, tableOf } from "./table.ts";

const survivor = {
  operator: "axis",
  line: 4,
  code: "x.sum(1);",
  change: "1 → 2",
  before: "x.sum(1);",
  after: "x.sum(2);",
};
const sound: RoomTruth = {
  room: "9.9/clamp",
  backend: "wasm",
  fingerprint: "0123456789abcdef",
  mutants: 120,
  killed: 110,
  timedOut: 1,
  equivalent: 10,
  survivors: [],
  decoys: 3,
  decoysCaught: 3,
  decoysNamed: 3,
  styles: 2,
  stylesPassed: 2,
  problems: [],
  seconds: 3.2,
};

test("equivalent mutants count neither for nor against", () => {
  expect(killedShare([sound])).toBe(1);
  expect(killedShare([{ killed: 99, survivors: [survivor] }])).toBe(0.99);
});

test("a room at the bar falls short of nothing", () => {
  expect(shortcomingsOf(sound)).toEqual([]);
  expect(shortcomingsOf({ ...sound, killed: 99, survivors: [survivor] })).toEqual([]);
});

test("each way of falling short is a sentence", () => {
  const short = { ...sound, killed: 50, survivors: [survivor], decoysNamed: 2, styles: 1, stylesPassed: 0 };
  expect(shortcomingsOf({ ...short, problems: ["The solution gets fail."] })).toEqual([
    "9.9/clamp: only 98.0 % of its wrong mutants are rejected",
    "9.9/clamp: 1 of 3 decoys are not named",
    "9.9/clamp: it has 1 correct answers in other styles, not two",
    "9.9/clamp: 1 of 1 correct answers are rejected",
    "9.9/clamp: The solution gets fail.",
  ]);
});

test("the table has a row a room and one for all", () => {
  expect(tableOf([sound, { ...sound, room: "9.9/relu" }]).split("\n")).toEqual([
    "room       mutants  killed  loops  same  left  killed %  decoys  named  styles  s",
    "9.9/clamp      120     110      1    10     0   100.0 %     3/3    3/3     2/2  3",
    "9.9/relu       120     110      1    10     0   100.0 %     3/3    3/3     2/2  3",
    "all            240     220      2    20     0   100.0 %     6/6    6/6     4/4  6",
  ]);
});

test("a survivor is shown as a diff", () => {
  expect(survivorsText({ ...sound, survivors: [survivor] })).toBe(
    "9.9/clamp:4  [axis] 1 → 2\n  - x.sum(1);\n  + x.sum(2);",
  );
});
