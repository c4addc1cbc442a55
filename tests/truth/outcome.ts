import type { Report } from "../../src/grading/protocol.ts";
import type { CaseResult, Failure } from "../../src/grading/verdict.ts";
import type { WorkerEnd } from "../../src/grading/worker-process.ts";

/** What a grader said of one text. */
export type Outcome =
  | { readonly kind: "passed" }
  /** By the first case that did not pass; by none where the text failed outside of the cases. */
  | { readonly kind: "rejected"; readonly by: string; readonly why: string }
  /** It did not come to an end within its room's budget. */
  | { readonly kind: "timed-out"; readonly by: string }
  /** Our fault, not the text's: the grader itself failed. */
  | { readonly kind: "fault"; readonly why: string };

/** What a run has reported so far, and what follows from it. */
export class Reports {
  #running = "";
  #passed = 0;
  #outside: Failure | undefined;
  #failed: CaseResult | undefined;

  take(report: Report): void {
    if (report.type === "case-started") this.#running = report.id;
    if (report.type === "load-failed" || report.type === "stray-error") this.#outside ??= report.failure;
    if (report.type !== "case-finished") return;
    if (report.result.status === "pass") this.#passed++;
    else this.#failed ??= report.result;
  }

  /** Nothing can change the verdict any more. */
  get isDecided(): boolean {
    return this.#failed !== undefined;
  }

  /** The tutor's own rule: a pass needs cases that all passed, a run that came to its end, and no error outside. */
  outcome(end: WorkerEnd, isSilenced: boolean): Outcome {
    if (this.#failed !== undefined) return outcomeOf(this.#failed);
    if (isSilenced) return { kind: "timed-out", by: this.#running };
    if (this.#outside !== undefined) return { kind: "rejected", by: "", why: this.#outside.message };
    if (end.kind === "exited") return { kind: "rejected", by: this.#running, why: "its process ended" };
    return this.#passed > 0
      ? { kind: "passed" }
      : { kind: "fault", why: `no case was reported. ${end.error ?? ""}` };
  }
}

function outcomeOf({ id, status, failure }: CaseResult): Outcome {
  const why = failure?.message ?? "";
  if (status === "grader-fault") return { kind: "fault", why: `${id}: ${why}` };
  return status === "timeout" ? { kind: "timed-out", by: id } : { kind: "rejected", by: id, why };
}
