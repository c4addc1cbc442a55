import { expect, test } from "vitest";
import { openProgress } from "../../src/progress/index.ts";
import { ANSWER, caseWith, open, run, temporaryWorkspace } from "./support.ts";

test("opening and reading a well-used file takes under 30 ms", () => {
  const place = temporaryWorkspace();
  const { store } = open(place);
  const cases = Array.from({ length: 12 }, (_, i) => caseWith("pass", `clip/${i}`));
  for (let i = 0; i < 600; i++)
    store.recordRun(run({ room: `0.2/room-${i % 60}`, cases }), { answerText: ANSWER });
  store.close();

  const times = Array.from({ length: 5 }, () => {
    const begin = performance.now();
    const opened = openProgress({ root: place.root });
    if (opened.kind === "refused") throw new Error(opened.message);
    expect(opened.store.passedRooms().size).toBe(60);
    expect(opened.store.summary().totals.attempts).toBe(600);
    const end = performance.now();
    opened.store.close();
    return end - begin;
  });
  expect(times.sort((a, b) => a - b)[2]).toBeLessThan(30);
});
