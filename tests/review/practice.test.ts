import { expect, test } from "vitest";
import { practicePlan } from "../../src/review/index.ts";

const start = new Date("2026-01-01T10:00:00Z");
const afterDays = (days: number) => new Date(start.getTime() + days * 86_400_000);

test("what was harder comes back sooner", () => {
  const plan = practicePlan(
    [
      { technique: "einsum", at: start, effort: "straight" },
      { technique: "gather", at: start, effort: "shown" },
      { technique: "where", at: start, effort: "helped" },
    ],
    start,
  );
  expect(plan.map(({ technique }) => technique)).toEqual(["gather", "where", "einsum"]);
  expect(plan.every(({ due }) => due > start)).toBe(true);
});

test("each time it is remembered the next review is further away", () => {
  const gaps = [1, 2, 3].map((times) => {
    let [at, due] = [start, start];
    const practised = [];
    for (let i = 0; i < times; i++) {
      at = due;
      practised.push({ technique: "einsum", at, effort: "straight" } as const);
      due = practicePlan(practised, at)[0]?.due ?? at;
    }
    return due.getTime() - at.getTime();
  });
  expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
  expect(new Set(gaps).size).toBe(3);
});

test("what is known fades, and the plan is the same however often it is asked for", () => {
  const practised = [{ technique: "einsum", at: start, effort: "straight" }] as const;
  const [soon] = practicePlan(practised, afterDays(1));
  const [late] = practicePlan(practised, afterDays(60));
  expect(late?.retrievability).toBeLessThan(soon?.retrievability ?? 0);
  expect(practicePlan(practised, afterDays(1))).toEqual([soon]);
});

test("nothing practised, nothing planned", () => {
  expect(practicePlan([], start)).toEqual([]);
});
