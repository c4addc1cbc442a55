import type { RunResult, RunVerdict } from "../grading/verdict.ts";

/** A submission with its verdict. */
export interface Graded {
  readonly who: string;
  readonly name: string;
  readonly result: RunResult;
}

/** How many of a submission's cases pass. */
export function passes({ cases }: RunResult): number {
  return cases.filter(({ status }) => status === "pass").length;
}

/** Why a submission did not pass, in one sentence; empty where it did. */
export function whyNot(result: RunResult): string {
  if (result.verdict === "passed") return "";
  const first = result.cases.find(({ failure }) => failure !== undefined);
  const sentence = first?.diagnosis?.sentence ?? first?.failure?.message ?? result.failure?.message ?? "";
  return sentence.replace(/\s+/g, " ").trim();
}

/** The same words in every report. */
export const VERDICT_WORD: Readonly<Record<RunVerdict, string>> = {
  passed: "passed",
  failed: "not passed",
  "could-not-load": "does not load",
  "could-not-grade": "could not be graded",
  cancelled: "stopped",
};
