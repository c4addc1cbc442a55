import { describe, expect, test } from "vitest";
import { streakOf } from "../../src/progress/streak.ts";
import { ANSWER, failedRun, open, run, temporaryWorkspace } from "./support.ts";

describe("streaks", () => {
  test.each([
    ["no day yet", [], { current: 0, longest: 0, activeDays: 0 }],
    ["today alone", ["2026-11-25"], { current: 1, longest: 1, activeDays: 1 }],
    ["up to yesterday still stands", ["2026-11-23", "2026-11-24"], { current: 2, longest: 2, activeDays: 2 }],
    ["a day left out ends it", ["2026-11-22", "2026-11-23"], { current: 0, longest: 2, activeDays: 2 }],
    [
      "the longest is remembered",
      ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-25"],
      { current: 1, longest: 3, activeDays: 4 },
    ],
    [
      "over the turn of a leap year's February",
      ["2024-02-28", "2024-02-29", "2024-03-01"],
      { current: 0, longest: 3, activeDays: 3 },
    ],
  ])("%s", (_, days, expected) => expect(streakOf(days, "2026-11-25")).toEqual(expected));

  test("are counted in the learner's own days", () => {
    let now = new Date(2026, 9, 24, 23, 59);
    const { store } = open(temporaryWorkspace(), { now: () => now });
    store.recordRun(run(), { answerText: ANSWER });
    now = new Date(2026, 9, 25, 0, 1);
    store.recordRun(run(), { answerText: ANSWER });
    now = new Date(2026, 9, 26, 9, 0);
    expect(store.summary().streak).toEqual({ current: 2, longest: 2, activeDays: 2 });
  });
});

describe("the summary", () => {
  test("counts time between signs of life and leaves out breaks", () => {
    let minutes = 0;
    const { store } = open(temporaryWorkspace(), {
      now: () => new Date(1_764_000_000_000 + minutes * 60_000),
    });
    const at = (minute: number, act: () => void) => {
      minutes = minute;
      act();
    };
    at(0, () => store.visit("0.2/relu"));
    at(4, () => store.recordRun(failedRun(), { answerText: ANSWER }));
    at(10, () => store.recordRung("0.2/relu", "clip", "idea"));
    at(90, () => store.recordRun(run(), { answerText: ANSWER }));
    at(95, () => store.visit("0.2/conv2d"));
    expect(store.summary()).toMatchObject({
      rooms: [
        { room: "0.2/relu", attempts: 2, seconds: 600, rungsSeen: 1, revealed: false },
        { room: "0.2/conv2d", attempts: 0, seconds: 0, passedAt: undefined },
      ],
      totals: { attempts: 2, passedRooms: 1, seconds: 600 },
    });
  });

  test("says when a room was first passed and last tried", () => {
    let day = 1;
    const { store } = open(temporaryWorkspace(), { now: () => new Date(2026, 10, day, 12) });
    for (const result of [failedRun(), run(), run(), failedRun()]) {
      store.recordRun(result, { answerText: ANSWER });
      day++;
    }
    const [room] = store.summary().rooms;
    expect(room?.passedAt).toEqual(new Date(2026, 10, 2, 12));
    expect(room?.lastAttemptAt).toEqual(new Date(2026, 10, 4, 12));
  });

  test("of a new workspace is empty", () => {
    const { store } = open(temporaryWorkspace());
    expect(store.summary()).toEqual({
      rooms: [],
      techniques: [],
      streak: { current: 0, longest: 0, activeDays: 0 },
      totals: { attempts: 0, passedRooms: 0, seconds: 0 },
    });
  });
});
