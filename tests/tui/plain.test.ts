import { describe, expect, test } from "vitest";
import type { ScreenEvent } from "../../src/tui/events.ts";
import { plainReporter } from "../../src/tui/plain.ts";
import { reduce } from "../../src/tui/reducer.ts";
import type { WatchState } from "../../src/tui/state.ts";
import {
  failing,
  names,
  passing,
  play,
  relu,
  run,
  states,
  syntaxError,
  view,
  wrongShape,
  wrongValues,
} from "./fixtures.ts";

/** What a pipe receives when these events happen. */
function printed(initial: WatchState, events: readonly ScreenEvent[]): string {
  let text = "";
  let state = initial;
  const report = plainReporter((piece) => {
    text += piece;
  });
  for (const event of events) {
    state = reduce(state, event);
    report(event, state);
  }
  return text;
}

const reward = {
  learned: ["Keep the shape"],
  earned: ["maximum"],
  next: { by: "door" as const, id: "0.2/max-pool", title: "Max pooling" },
  firstTime: true,
  sectionCleared: false,
};

describe("the plain twin", () => {
  test("prints a line a case, the failing case in full, and how it ended", async () => {
    const text = printed(
      states.waiting,
      run(1, "failed", [
        passing("compare/positive"),
        failing("compare/negative", wrongValues),
        ...names.slice(2).map((name) => passing(name.id)),
      ]),
    );
    await expect(text).toMatchFileSnapshot("snapshots/plain.failed.txt");
    expect(text).toContain(
      "fails      Compare every element with zero: gives zero for what is below (1.3 ms)\n",
    );
    expect(text.endsWith("Not passed yet: 6 of 7 cases pass, wasm, 21 ms\n")).toBe(true);
  });

  test("prints the reward of a passed room", () => {
    const text = printed(states.waiting, [
      ...run(
        1,
        "passed",
        names.map((name) => passing(name.id)),
      ),
      { type: "room-passed", run: 1, passedRooms: 4, reward },
    ]);
    for (const part of [
      "Passed: 7 of 7 cases pass, wasm, 21 ms",
      "ReLU is passed",
      "* maximum",
      "Max pooling  0.2/max-pool",
    ])
      expect(text).toContain(part);
  });

  test("prints the way back into the dungeon behind a kata", () => {
    const kata = { ...relu, id: "katas/einsum", title: "Einsum", kind: "kata" as const };
    const section = { id: "katas", title: "Katas" };
    const entered = play(states.waiting, { type: "room-changed", view: { ...view, section, room: kata } });
    const passed = names.map((name) => passing(name.id));
    const text = printed(entered, [
      ...run(1, "passed", passed),
      {
        type: "room-passed",
        run: 1,
        passedRooms: 1,
        reward: { ...reward, earned: ["Einsum"], next: { ...reward.next, by: "back" } },
      },
    ]);
    expect(text).toContain("Einsum is passed");
    expect(text).toContain("A new tool in your bag");
    expect(text).toContain("Back into the dungeon");
    expect(text).not.toContain("The next door");
  });

  test("prints where a file does not load", () => {
    const text = printed(states.waiting, run(1, "could-not-load", [], syntaxError));
    expect(text).toContain("at 01-relu.ts:5:1");
    expect(text).toContain("> 5 | }");
    expect(text).toContain("Does not load: 0 of 0 cases pass");
  });

  test("says nothing of a run that a newer save overtook", () => {
    const [first, , caseDone] = run(1, "failed", [failing("shape/int", wrongShape)]) as [
      ScreenEvent,
      ScreenEvent,
      ScreenEvent,
    ];
    const [second] = run(2, "failed", []) as [ScreenEvent];
    expect(printed(states.waiting, [first, second, caseDone])).not.toContain("keeps int32");
  });

  test("tells in one sentence that a backend failed, and then the verdicts of the other one", () => {
    const [first, , ...rest] = run(1, "passed", [passing("compare/positive")]) as ScreenEvent[];
    const notice = "The backend webgpu failed (its device was lost), so this is graded on wasm.";
    const text = printed(states.waiting, [
      first as ScreenEvent,
      { type: "backend-failed", run: 1, notice },
      ...rest,
    ]);
    expect(text.split("\n").filter((line) => line === notice)).toHaveLength(1);
    expect(text.indexOf(notice)).toBeLessThan(text.indexOf("passes"));
  });

  test("lets no escape code of the learner's through", () => {
    const [first] = run(1, "failed", []) as [ScreenEvent];
    const text = printed(states.waiting, [
      first,
      { type: "printed", run: 1, text: "\u001b[2J\u001b[31mred\u001b[0m\u0007\r\n" },
    ]);
    expect(text).toContain("| red\n");
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  });

  test("ends every line with a newline", () => {
    for (const line of printed(states.waiting, [
      { type: "ready" },
      { type: "notice", text: "hello" },
      { type: "file-gone" },
    ]).split(/(?<=\n)/)) {
      expect(line).toMatch(/\n$/);
    }
  });
});
