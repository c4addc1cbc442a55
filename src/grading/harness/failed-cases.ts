import { CaseFailure } from "./failures.ts";
import { ranCases } from "./room.ts";

export type RanCase = (typeof ranCases)[number];
/** A case that ran and failed, with what it failed on. */
export type FailedCase = RanCase & { readonly evidence: CaseFailure };

/** Kinds of failure that say by themselves what to do. */
const SELF_EXPLAINING = new Set([
  "not-yet",
  "missing-export",
  "tampered",
  "exited",
  "memory",
  "grader-fault",
]);

export function explainsItself({ evidence }: FailedCase): boolean {
  return SELF_EXPLAINING.has(evidence.failure.kind);
}

export function isFailed(ran: RanCase): ran is FailedCase {
  return ran.evidence instanceof CaseFailure;
}

/** The cases that say something of a mistake: not those of what is still to be written. */
export function tellingCases(): readonly RanCase[] {
  return ranCases.filter((ran) => !isFailed(ran) || !explainsItself(ran));
}
