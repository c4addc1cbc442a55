import { describe, expect, test } from "vitest";
import type { SubProblem } from "../../src/curriculum/model.ts";
import type { CaseResult } from "../../src/grading/verdict.ts";
import { standing } from "../../src/tui/blocks/standing.ts";
import { trouble } from "../../src/tui/blocks/trouble.ts";
import type { ScreenEvent } from "../../src/tui/events.ts";
import type { WatchState } from "../../src/tui/state.ts";
import { ASCII } from "../../src/tui/text/glyphs.ts";
import { lineText } from "../../src/tui/text/line.ts";
import {
  failing,
  named,
  names,
  notYet,
  passing,
  play,
  relu,
  run,
  runResult,
  states,
  syntaxError,
  view,
  wrongShape,
  wrongValues,
} from "./fixtures.ts";

const started = (number: number): ScreenEvent => ({
  type: "run-started",
  run: number,
  hash: "b".repeat(64),
  cases: names,
});
const finished = (number: number, result: CaseResult): ScreenEvent => ({
  type: "case-finished",
  run: number,
  result,
});
const statuses = (state: WatchState) => state.cases.map((row) => row.status);
const row = (state: WatchState, id: string) => state.cases.find((one) => one.id === id);

describe("a run", () => {
  test("ticks its cases in as they finish", () => {
    const state = play(states.waiting, started(1), finished(1, passing("compare/positive")), {
      type: "case-started",
      run: 1,
      id: "compare/negative",
    });
    expect(state.phase.kind).toBe("grading");
    expect(statuses(state)).toEqual([
      "pass",
      "running",
      "waiting",
      "waiting",
      "waiting",
      "waiting",
      "waiting",
    ]);
  });

  test("ends with every case of its result, counted", () => {
    expect(states.wrongShape.phase).toEqual({ kind: "settled", passed: 5, total: 7 });
    expect(states.wrongShape.milliseconds).toBe(21.4);
    expect(states.wrongShape.cases.every((one) => !one.stale)).toBe(true);
  });

  test("shows its first failing case in the grader's order, whichever came in first", () => {
    const late = failing("shape/int", wrongValues);
    const early = failing("compare/negative", wrongValues);
    const state = play(
      states.waiting,
      started(1),
      finished(1, late),
      finished(1, early),
      finished(1, failing("input/unchanged", wrongValues)),
    );
    expect(state.failure?.result.id).toBe("compare/negative");
  });

  test("takes its technique from the sub-problem until a diagnosis knows better", () => {
    const state = play(states.waiting, started(1), finished(1, failing("shape/three-axes", wrongShape)));
    expect(state.failure?.technique).toBe("broadcasting");
    const diagnosis = {
      source: "decoy" as const,
      name: "flat",
      sentence: "You flattened it.",
      technique: "rearrange",
    };
    const diagnosed = play(state, { type: "diagnosed", run: 1, id: "shape/three-axes", diagnosis });
    expect(diagnosed.failure?.technique).toBe("rearrange");
    expect(diagnosed.failure?.result.diagnosis?.sentence).toBe("You flattened it.");
    expect(play(state, { type: "diagnosed", run: 1, id: "shape/int", diagnosis }).failure).toBe(
      state.failure,
    );
  });

  test("keeps a diagnosis that came before its last event", () => {
    const diagnosis = { source: "decoy" as const, name: "flat", sentence: "You flattened it." };
    const result = failing("shape/three-axes", wrongShape);
    const state = play(
      states.waiting,
      started(1),
      finished(1, result),
      { type: "diagnosed", run: 1, id: result.id, diagnosis },
      { type: "run-finished", run: 1, result: runResult("failed", [result]) },
    );
    expect(state.failure?.result.diagnosis).toEqual(diagnosis);
  });

  test("that fixes everything takes the failing case and the hint away", () => {
    const state = play(
      states.hinted,
      ...run(
        2,
        "passed",
        names.map((name) => passing(name.id)),
      ),
    );
    expect(state.failure).toBeUndefined();
    expect(state.hint).toBeUndefined();
  });

  test("whose every verdict is told looks for the mistake, and trains no more", () => {
    const told = names.map((name) => finished(1, passing(name.id)));
    const trained: ScreenEvent = { type: "progress", run: 1, progress: { step: 9, of: 10, loss: 0.5 } };
    const running = play(states.waiting, started(1), trained);
    expect(standing(running, ASCII, 900).text).toContain("9/10");
    expect(standing(play(running, ...told.slice(1)), ASCII, 900).text).toBe("grading, 0.9 s");
    expect(standing(play(running, ...told), ASCII, 900).text).toBe("looking for the mistake, 0.9 s");
  });

  test("keeps the hint while the same sub-problem fails and drops it when another one does", () => {
    expect(
      play(states.hinted, ...run(2, "failed", [failing("compare/zero", wrongValues)])).hint?.seen,
    ).toHaveLength(2);
    expect(
      play(states.hinted, ...run(2, "failed", [failing("shape/int", wrongValues)])).hint,
    ).toBeUndefined();
  });

  test("that a backend failed in the middle of forgets its verdicts and says why", () => {
    const failed = { type: "backend-failed" as const, run: 1, notice: "The backend webgpu failed." };
    const before = play(
      states.waiting,
      started(1),
      finished(1, passing("compare/positive")),
      finished(1, failing("compare/zero", wrongValues)),
      { type: "printed", run: 1, text: "first time" },
    );
    const after = play(before, failed);
    expect(after.notice).toBe("The backend webgpu failed.");
    expect(after.printed).toEqual([]);
    expect(after.cases.every(({ status, stale }) => status === "waiting" || stale)).toBe(true);
    expect(after.failure?.stale).toBe(true);
    const anew = play(after, finished(1, passing("compare/zero")));
    expect(anew.cases.find(({ id }) => id === "compare/zero")).toMatchObject({
      status: "pass",
      stale: false,
    });
    expect(anew.notice).toBe("The backend webgpu failed.");
  });

  test("keeps the last of what the code printed, however much it prints", () => {
    const text = Array.from({ length: 2000 }, (_, i) => `line ${i}`).join("\n");
    const state = play(states.waiting, started(1), { type: "printed", run: 1, text: `${text}\n` });
    expect(state.printed).toHaveLength(500);
    expect(state.printed.at(-1)).toBe("line 1999");
    expect(play(state, started(2)).printed).toEqual([]);
  });

  test("with a case whose sub-problem the room does not list still shows it", () => {
    const stray: CaseResult = {
      id: "other/x",
      subProblem: "other",
      title: "x",
      status: "fail",
      milliseconds: 1,
      failure: wrongValues,
    };
    expect(play(states.waiting, started(1), finished(1, stray)).failure?.subProblem.title).toBe("other");
  });
});

describe("a run that a newer save overtook", () => {
  const newer = play(states.waiting, started(1), finished(1, passing("compare/positive")), started(2));

  test("can change nothing any more", () => {
    const late: ScreenEvent[] = [
      finished(1, failing("compare/positive", wrongValues)),
      { type: "case-started", run: 1, id: "compare/zero" },
      { type: "printed", run: 1, text: "late" },
      {
        type: "run-finished",
        run: 1,
        result: runResult(
          "passed",
          names.map((name) => passing(name.id)),
        ),
      },
    ];
    for (const event of late) expect(play(newer, event)).toBe(newer);
  });

  test("does not start again", () => {
    expect(play(newer, started(1))).toBe(newer);
  });

  test("that reports its own cancellation leaves the screen as it is", () => {
    const state = play(newer, { type: "run-finished", run: 2, result: runResult("cancelled", []) });
    expect(state.phase.kind).toBe("grading");
  });

  test("leaves its half-run case waiting, not running for ever", () => {
    const state = play(
      states.waiting,
      started(1),
      { type: "case-started", run: 1, id: "compare/zero" },
      started(2),
    );
    expect(row(state, "compare/zero")?.status).toBe("waiting");
  });
});

describe("a file that does not load", () => {
  test("leaves the verdicts of the earlier save, marked as such", () => {
    const state = states.notLoading;
    expect(state.phase).toEqual({ kind: "could-not-load", failure: syntaxError });
    expect(statuses(state)).toEqual(statuses(states.wrongShape));
    expect(state.cases.every((one) => one.stale)).toBe(true);
    expect(state.failure?.stale).toBe(true);
  });

  test("on the first save leaves every case waiting", () => {
    const notRun = names.map((name): CaseResult => ({ ...name, status: "not-run", milliseconds: 0 }));
    const state = play(states.waiting, started(1), {
      type: "run-finished",
      run: 1,
      result: runResult("could-not-load", notRun, syntaxError),
    });
    expect(new Set(statuses(state))).toEqual(new Set(["waiting"]));
  });

  test("of code that fails outside every case is told, though every case passes", () => {
    const passes = names.map((name) => passing(name.id));
    const failure = { kind: "threw", label: "", message: "Something you started failed later." } as const;
    const state = play(states.waiting, started(1), {
      type: "run-finished",
      run: 1,
      result: runResult("failed", passes, failure),
    });
    expect(state.phase).toEqual({ kind: "failed-outside", failure });
    expect(new Set(statuses(state))).toEqual(new Set(["pass"]));
    expect(standing(state, ASCII, 0).text).toBe("x fails outside the cases");
    const told = trouble(state, { width: 80, glyphs: ASCII }).map(lineText).join("\n");
    expect(told).toContain("Something you started failed later.");
  });

  test("is forgotten as soon as a save loads", () => {
    const state = play(
      states.notLoading,
      ...run(
        3,
        "passed",
        names.map((name) => passing(name.id)),
      ),
    );
    expect(state.phase.kind).toBe("settled");
    expect(state.cases.every((one) => one.status === "pass" && !one.stale)).toBe(true);
  });

  test("with cases not even listed keeps the rows there were", () => {
    const state = play(
      states.wrongShape,
      { type: "run-started", run: 2, hash: "", cases: [] },
      { type: "run-finished", run: 2, result: { ...runResult("could-not-load", [], syntaxError) } },
    );
    expect(state.cases).toHaveLength(names.length);
  });
});

describe("our own fault", () => {
  test("is told as ours", () => {
    const failure = {
      kind: "grader-fault" as const,
      label: "",
      message: "internal: the grader has no cases",
    };
    const state = play(states.wrongShape, started(2), {
      type: "run-finished",
      run: 2,
      result: runResult("could-not-grade", [], failure),
    });
    expect(state.phase).toEqual({ kind: "could-not-grade", failure });
  });
});

describe("a file that is gone", () => {
  test("makes every verdict an earlier one and ends the belief in its run", () => {
    const { gone } = states;
    expect(gone.cases.every((one) => one.stale)).toBe(true);
    expect(play(gone, finished(1, passing("shape/empty")))).toBe(gone);
  });

  test("and comes back is waited for, then graded", () => {
    expect(play(states.gone, { type: "save-seen" }).phase.kind).toBe("waiting");
    expect(play(states.gone, { type: "save-seen" }, started(2)).phase.kind).toBe("grading");
  });
});

describe("a passed room", () => {
  test("is a moment: it closes what lay over it", () => {
    expect(states.passed.phase.kind).toBe("passed");
    expect(states.passed.passedRooms).toBe(4);
    const reward = states.passed.phase.kind === "passed" ? states.passed.phase.reward : undefined;
    const event: ScreenEvent = {
      type: "room-passed",
      run: 1,
      passedRooms: 4,
      reward: reward ?? { learned: [], earned: [], next: undefined, firstTime: true, sectionCleared: false },
    };
    expect(play(states.help, event).overlay).toBeUndefined();
  });

  test("that a newer save overtook is not celebrated", () => {
    const state = play(states.passed, started(3));
    const reward = { learned: [], earned: [], next: undefined, firstTime: true, sectionCleared: false };
    expect(play(state, { type: "room-passed", run: 2, passedRooms: 4, reward })).toBe(state);
  });
});

describe("going through a door", () => {
  const other = { ...view, room: { ...relu, id: "0.2/linear", title: "Linear" }, passedRooms: 4 };
  const moved = play(states.hinted, { type: "room-changed", view: other });

  test("starts with an empty screen", () => {
    expect(moved.room.title).toBe("Linear");
    expect(moved.cases).toEqual([]);
    expect(moved.failure).toBeUndefined();
    expect(moved.hint).toBeUndefined();
    expect(moved.passedRooms).toBe(4);
  });

  test("leaves the old room's run behind", () => {
    expect(play(moved, finished(1, failing("compare/zero", wrongValues)))).toBe(moved);
    expect(play(moved, started(1))).toBe(moved);
    expect(play(moved, started(2)).phase.kind).toBe("grading");
  });
});

describe("what lies over the screen", () => {
  test("stays when a save comes, while what is under it goes on", () => {
    const state = play(
      states.page,
      { type: "scrolled", to: 5 },
      { type: "save-seen" },
      ...run(2, "failed", [failing("shape/int", wrongValues)]),
    );
    expect(state.overlay?.kind).toBe("page");
    expect(state.scroll).toBe(5);
    expect(state.phase).toEqual({ kind: "settled", passed: 0, total: 1 });
  });

  test("begins at its top, and so does what it lay over", () => {
    const scrolled = play(states.wrongShape, { type: "scrolled", to: 9 });
    expect(play(scrolled, { type: "overlay-opened", overlay: { kind: "help" } }).scroll).toBeUndefined();
    expect(
      play(scrolled, { type: "overlay-opened", overlay: { kind: "help" } }, { type: "overlay-closed" })
        .scroll,
    ).toBeUndefined();
  });

  test("makes way for a hint, which would be taken unseen behind it", () => {
    const hint = {
      subProblem: relu.subProblems[0] as SubProblem,
      technique: "maximum",
      seen: [],
      remaining: 3,
    };
    expect(play(states.page, { type: "hint-shown", hint }).overlay).toBeUndefined();
  });

  test("as a question leaves the place where the learner reads", () => {
    const asked = play(
      states.wrongShape,
      { type: "scrolled", to: 9 },
      { type: "overlay-opened", overlay: { kind: "confirm", action: "reset", question: "?" } },
    );
    expect(asked.scroll).toBe(9);
    expect(play(asked, { type: "overlay-closed" }).scroll).toBe(9);
  });
});

describe("small things", () => {
  test("a notice stays until the next save", () => {
    const state = play(states.wrongShape, { type: "notice", text: "Pass this room first." });
    expect(state.notice).toBe("Pass this room first.");
    expect(play(state, { type: "save-seen" }).notice).toBeUndefined();
  });

  test("types are checked again with every save, unless they are off", () => {
    expect(play(states.wrongShape, { type: "save-seen" }).types.kind).toBe("checking");
    expect(
      play(states.wrongShape, { type: "types-checked", types: { kind: "off" } }, { type: "save-seen" }).types
        .kind,
    ).toBe("off");
  });

  test("the time from the save replaces the run's own", () => {
    expect(play(states.wrongShape, { type: "timed", milliseconds: 38 }).milliseconds).toBe(38);
  });

  test("a stub is not a failure: nothing has been written yet", () => {
    expect(states.stub.failure?.result.failure).toEqual(notYet);
    expect(row(states.stub, named("shape/int").id)?.failure?.kind).toBe("not-yet");
  });

  test("no state is ever changed in place", () => {
    const before = structuredClone(states.wrongShape);
    play(states.wrongShape, { type: "save-seen" }, ...run(2, "failed", [failing("shape/int", wrongValues)]), {
      type: "file-gone",
    });
    expect(states.wrongShape).toEqual(before);
  });
});
