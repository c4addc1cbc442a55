import { describe, expect, test } from "vitest";
import { aliasesOf } from "../../src/progress/index.ts";
import { ANSWER, caseWith, failedRun, hashOf, open, run, temporaryWorkspace } from "./support.ts";

const answerText = ANSWER;

describe("recording a run", () => {
  test("a passing run opens the door, for good", () => {
    const place = temporaryWorkspace();
    const { store } = open(place);
    expect(store.recordRun(run(), { answerText })).toEqual({
      kind: "recorded",
      attempt: 1,
      door: { kind: "opened", firstTime: true },
      kept: { kind: "in-file" },
    });
    store.recordRun(failedRun(), { answerText });
    store.close();
    expect([...open(place).store.passedRooms()]).toEqual(["0.2/relu"]);
  });

  test("passing again is said to be not the first time", () => {
    const { store } = open(temporaryWorkspace());
    store.recordRun(run(), { answerText });
    expect(store.recordRun(run(), { answerText })).toMatchObject({ attempt: 2, door: { firstTime: false } });
  });

  test("a failing run is kept with what each case said", () => {
    const { store } = open(temporaryWorkspace());
    const failure = { kind: "shape", label: "relu(x)", message: "[2, 3] instead of [3, 2]" } as const;
    const diagnosis = {
      source: "hypothesis",
      name: "transposed",
      sentence: "The axes are swapped.",
      subProblem: "orient",
      technique: "einops-rearrange",
    } as const;
    const cases = [caseWith("pass"), { ...caseWith("fail", "clip/empty tensor"), failure, diagnosis }];
    expect(store.recordRun(run({ verdict: "failed", cases }), { answerText })).toMatchObject({
      door: { kind: "closed" },
    });
    const [attempt] = store.attempts("0.2/relu");
    expect(attempt).toMatchObject({
      passed: false,
      backend: "wasm",
      graderVersion: "1.0.0",
      seed: 20_251_125,
    });
    expect(attempt?.cases[1]).toEqual({
      id: "clip/empty tensor",
      subProblem: "clip",
      status: "fail",
      milliseconds: 1.5,
      failure: "shape",
      diagnosis: "transposed",
      leadsTo: "orient",
      technique: "einops-rearrange",
    });
  });

  test("the same run recorded twice counts once", () => {
    const { store } = open(temporaryWorkspace());
    const result = run();
    store.recordRun(result, { answerText });
    expect(store.recordRun(result, { answerText })).toMatchObject({
      kind: "already-recorded",
      attempt: 1,
      door: { kind: "opened", firstTime: true },
    });
    store.recordRun(run(), { answerText, runId: "session-4 run-9" });
    store.recordRun(run(), { answerText, runId: "session-4 run-9" });
    expect(store.attempts("0.2/relu")).toHaveLength(2);
  });

  test("a cancelled run is not recorded", () => {
    const { store } = open(temporaryWorkspace());
    expect(store.recordRun(run({ verdict: "cancelled" }), { answerText }).kind).toBe("not-recorded");
    expect(store.attempts("0.2/relu")).toEqual([]);
  });

  test("the latest attempt is the one made last", () => {
    const { store } = open(temporaryWorkspace());
    store.recordRun(run(), { answerText });
    store.recordRun(failedRun({ seed: 2 }), { answerText });
    expect(store.latestAttempt("0.2/relu")).toMatchObject({ seed: 2, verdict: "failed" });
    expect(store.latestAttempt("0.2/conv2d")).toBeUndefined();
  });
});

describe("a door needs evidence", () => {
  const cases: readonly [string, Parameters<typeof run>[0], string, RegExp][] = [
    ["a verdict that is not passed", { verdict: "failed" }, ANSWER, /verdict is failed/],
    ["a grader at fault", { verdict: "could-not-grade" }, ANSWER, /could-not-grade/],
    ["no case at all", { cases: [] }, ANSWER, /without a single case/],
    [
      "a case that never ran",
      { cases: [caseWith("pass"), caseWith("not-run", "clip/b")] },
      ANSWER,
      /clip\/b says not-run/,
    ],
    ["a case reported twice", { cases: [caseWith("pass"), caseWith("pass")] }, ANSWER, /twice/],
    ["another text than the graded one", {}, `${ANSWER}// changed`, /not the one that was graded/],
  ];
  test.each(cases)("%s keeps it closed", (_, changes, text, why) => {
    const { store } = open(temporaryWorkspace());
    const recorded = store.recordRun(run(changes), { answerText: text });
    expect(recorded).toMatchObject({
      kind: "recorded",
      door: { kind: "closed", why: expect.stringMatching(why) },
    });
    expect(store.passedRooms().size).toBe(0);
    expect(store.passingAnswers("0.2/relu")).toEqual([]);
  });
});

describe("answers", () => {
  test("every different answer that passed is kept", () => {
    const { store } = open(temporaryWorkspace());
    const shorter = "export const relu = x => x.relu();\n// ünïcode ✓\n";
    store.recordRun(run(), { answerText });
    store.recordRun(run({ hash: hashOf(shorter) }), { answerText: shorter });
    store.recordRun(run(), { answerText });
    store.recordRun(failedRun({ hash: hashOf("no") }), { answerText: "no" });
    expect(store.passingAnswers("0.2/relu").map(({ text }) => text)).toEqual([ANSWER, shorter]);
  });
});

describe("hints, techniques, notes", () => {
  test("rungs are remembered once, in the order in which they were asked for", () => {
    let seconds = 0;
    const { store } = open(temporaryWorkspace(), {
      now: () => new Date(1_764_000_000_000 + seconds++ * 1000),
    });
    store.recordRung("0.2/relu", "clip", "question");
    store.recordRung("0.2/relu", "clip", "idea");
    store.recordRung("0.2/relu", "clip", "question");
    store.recordRung("0.2/conv2d", "windows", "line");
    expect(store.rungsSeen("0.2/relu").map(({ rung }) => rung)).toEqual(["question", "idea"]);
  });

  test("a revealed solution is remembered and opens no door", () => {
    const { store } = open(temporaryWorkspace());
    store.revealSolution("0.2/relu");
    store.revealSolution("0.2/relu");
    expect([...store.revealedRooms()]).toEqual(["0.2/relu"]);
    expect(store.passedRooms().size).toBe(0);
  });

  test("a technique stays with the room that first earned it", () => {
    const { store } = open(temporaryWorkspace());
    store.earnTechnique("einsum", "0.2/linear");
    store.earnTechnique("einsum", "1.1/attention");
    expect(store.techniques()).toMatchObject([{ name: "einsum", room: "0.2/linear" }]);
  });

  test("notes are kept word for word", () => {
    const { store } = open(temporaryWorkspace());
    const text = "Robert'); DROP TABLE notes;-- „Ärger“ \u0000 ✓";
    expect(store.note("0.2/relu", text)).toEqual({ kind: "in-file" });
    expect(store.notes("0.2/relu")).toMatchObject([{ room: "0.2/relu", text }]);
  });

  test("the room entered last is where one resumes", () => {
    let seconds = 0;
    const { store } = open(temporaryWorkspace(), {
      now: () => new Date(1_764_000_000_000 + seconds++ * 1000),
    });
    expect(store.lastRoom()).toBeUndefined();
    for (const room of ["0.2/relu", "0.2/conv2d", "0.2/relu"]) store.visit(room);
    expect(store.lastRoom()).toBe("0.2/relu");
  });
});

describe("a renamed room", () => {
  const aliases = aliasesOf([{ id: "0.2/relu", aliases: ["0.2/rectify", "0.1/relu"] }]);

  test("keeps every mark it had under its old names", () => {
    const place = temporaryWorkspace();
    const before = open(place).store;
    before.recordRun(run({ room: "0.2/rectify" }), { answerText });
    before.recordRung("0.1/relu", "clip", "idea");
    before.note("0.2/rectify", "max with zero");
    before.visit("0.2/rectify");
    before.close();

    const { store } = open(place, { aliases });
    expect([...store.passedRooms()]).toEqual(["0.2/relu"]);
    expect(store.rungsSeen("0.2/relu")).toHaveLength(1);
    expect(store.notes("0.2/relu")).toHaveLength(1);
    expect(store.passingAnswers("0.2/relu")).toHaveLength(1);
    expect(store.lastRoom()).toBe("0.2/relu");
    expect(store.recordRun(run(), { answerText })).toMatchObject({ attempt: 2, door: { firstTime: false } });
    expect(store.summary().rooms).toMatchObject([{ room: "0.2/relu", attempts: 2, rungsSeen: 1 }]);
  });

  test("is found by its old name too", () => {
    const { store } = open(temporaryWorkspace(), { aliases });
    store.recordRun(run(), { answerText });
    expect(store.attempts("0.1/relu")).toHaveLength(1);
  });
});
