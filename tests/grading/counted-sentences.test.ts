import { describe, expect, test } from "vitest";
import { gradeReport } from "../../src/cli/grade-report.ts";
import { compareReadings } from "../../src/grading/harness/compare.ts";
import type { Reading } from "../../src/grading/harness/reading.ts";
import type { CaseResult } from "../../src/grading/verdict.ts";
import { counted } from "../../src/tools/lesson.ts";

const vector = (values: readonly number[]): Reading => ({
  kind: "tensor",
  shape: [values.length],
  dtype: "float32",
  values: Float32Array.from(values),
});

/** What is said of a vector of `total` zeros, `strays` of which are something else. */
function sentenceOf(stray: number, strays: number, total: number): string | undefined {
  const right = new Array<number>(total).fill(0);
  const compared = compareReadings(
    vector(right.map((_, i) => (i < strays ? stray : 0))),
    vector(right),
    1e-6,
  );
  return compared.kind === "same" ? undefined : compared.sentence.split("\n")[0];
}

describe("a sentence of none, one and two", () => {
  test.each([
    [Number.NaN, 1, 1, "The one value is NaN; it should not be."],
    [Number.NaN, 1, 2, "1 of 2 values is NaN; it should not be."],
    [Number.NaN, 2, 3, "2 of 3 values are NaN; they should not be."],
    [Number.NaN, 2, 2, "2 of 2 values are NaN; they should not be."],
    [Number.POSITIVE_INFINITY, 1, 1, "The one value is infinite; it should be finite."],
    [Number.POSITIVE_INFINITY, 1, 2, "1 of 2 values is infinite; it should be finite."],
    [Number.NEGATIVE_INFINITY, 2, 3, "2 of 3 values are infinite; they should be finite."],
    [0.5, 1, 1, "The one value differs by 0.5: at [0] it should be 0 and is 0.5."],
    [0.5, 1, 2, "1 of 2 values differs by 0.5: at [0] it should be 0 and is 0.5."],
    [0.5, 2, 3, "2 of 3 values differ, by up to 0.5; the first at [0] should be 0 and is 0.5."],
  ])("%d in %i of %i", (stray, strays, total, sentence) => {
    expect(sentenceOf(stray, strays, total)).toBe(sentence);
  });

  test("true and false have no distance", () => {
    const truths = (values: readonly number[]): Reading => ({
      kind: "tensor",
      shape: [values.length],
      dtype: "bool",
      values: Uint8Array.from(values),
    });
    const said = (mine: readonly number[]) =>
      (compareReadings(truths(mine), truths([1, 1, 1]), 0) as { sentence: string }).sentence;
    expect(said([1, 1, 0])).toBe("1 of 3 values differs: at [2] it should be true and is false.");
    expect(said([1, 0, 0])).toBe("2 of 3 values differ; the first at [1] should be true and is false.");
  });

  test("nothing is said of none", () => {
    for (const total of [0, 1, 2]) expect(sentenceOf(Number.NaN, 0, total)).toBeUndefined();
  });

  test("axes", () => {
    const ofRank = (rank: number): Reading => ({
      kind: "tensor",
      shape: new Array<number>(rank).fill(1),
      dtype: "float32",
      values: Float32Array.of(0),
    });
    const said = (rank: number, wanted: number) =>
      (compareReadings(ofRank(rank), ofRank(wanted), 0) as { sentence: string }).sentence;
    expect(said(0, 1)).toBe("It should have 1 axis, [1]; yours has 0 axes, [].");
    expect(said(1, 2)).toBe("It should have 2 axes, [1, 1]; yours has 1 axis, [1].");
  });

  test("cases that pass", () => {
    const report = (passing: number): string | undefined => {
      const cases = ["pass", "pass", "fail"].map(
        (_, i): CaseResult => ({
          id: `step/${i}`,
          subProblem: "step",
          title: `${i}`,
          status: i < passing ? "pass" : "fail",
          milliseconds: 1,
        }),
      );
      const head = { room: "0.2/relu", hash: "", backend: "wasm", graderVersion: "", seed: 0 };
      return gradeReport({ ...head, verdict: "failed", cases, milliseconds: 1 })
        .split("\n")
        .at(-1);
    };
    expect(report(0)).toBe("Not passed: 0 of 3 cases pass (wasm, 1 ms).");
    expect(report(1)).toBe("Not passed: 1 of 3 cases passes (wasm, 1 ms).");
    expect(report(2)).toBe("Not passed: 2 of 3 cases pass (wasm, 1 ms).");
  });

  test("what to write instead stands below what is wrong and where", () => {
    const failure = {
      kind: "threw",
      label: "f(x)",
      message: "Wrong.\nInstead.",
      line: 3,
      column: 7,
    } as const;
    const head = { room: "0.2/relu", hash: "", backend: "wasm", graderVersion: "", seed: 0 };
    const report = gradeReport({ ...head, verdict: "could-not-load", cases: [], milliseconds: 1, failure });
    expect(report).toContain("\n  f(x): Wrong. (line 3, column 7)\n  Instead.\n");
  });

  test("nouns", () => {
    expect([0, 1, 2].map((n) => counted(n, "hint"))).toEqual(["0 hints", "1 hint", "2 hints"]);
    expect([0, 1, 2].map((n) => counted(n, "axis", "axes"))).toEqual(["0 axes", "1 axis", "2 axes"]);
  });
});
