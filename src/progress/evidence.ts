import { createHash } from "node:crypto";
import type { CaseStatus, RunVerdict } from "../grading/verdict.ts";

/** What a run claims, as far as it bears on a door. */
export interface Claim {
  readonly verdict: RunVerdict;
  readonly hash: string;
  readonly cases: readonly { readonly id: string; readonly status: CaseStatus }[];
}

export type Evidence = { readonly kind: "passes" } | { readonly kind: "lacking"; readonly why: string };

/**
 * A door needs positive evidence, never only the word "passed": at least one case, each case once, every case
 * passed, and an answer whose bytes are those that were graded.
 */
export function weigh(claim: Claim, answerText: string | undefined): Evidence {
  if (claim.verdict !== "passed") return lacking(`the run's verdict is ${claim.verdict}`);
  if (claim.cases.length === 0) return lacking("internal: the run passed without a single case");
  const missing = claim.cases.find((result) => result.status !== "pass");
  if (missing) return lacking(`internal: the run passed, but its case ${missing.id} says ${missing.status}`);
  if (new Set(claim.cases.map(({ id }) => id)).size < claim.cases.length) {
    return lacking("internal: the run passed with one case reported twice");
  }
  if (answerText === undefined || sha256(answerText) !== claim.hash) {
    return lacking("internal: the answer handed in is not the one that was graded");
  }
  return { kind: "passes" };
}

/** sha256 of a text's UTF-8 bytes, hex. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function lacking(why: string): Evidence {
  return { kind: "lacking", why };
}
