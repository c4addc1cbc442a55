import type { Drawn } from "../pictures/picture.ts";

/** The words in which a run is told: by the worker to the tutor, by the tutor to the screen, the store and JSON. */

/** `error` is the learner's; `grader-fault` is ours. `not-run`: the run ended before the case could start. */
export type CaseStatus = "pass" | "fail" | "error" | "timeout" | "grader-fault" | "not-run";

/** One named check. Its id is `sub-problem/slug-of-title` and is unique in its room. */
export interface CaseName {
  readonly id: string;
  readonly subProblem: string;
  readonly title: string;
}

/** A tensor (or plain value) cut down to what fits a screen. */
export interface ValueSummary {
  /** Printed as PyTorch prints it, at most about 12 lines of 72 columns. */
  readonly text: string;
  /** Absent for plain values. */
  readonly shape?: readonly number[];
  readonly dtype?: string;
}

/** Where and how far two tensors differ. */
export interface Difference {
  readonly differing: number;
  readonly total: number;
  readonly largestAbsolute: number;
  readonly largestRelative: number;
  /** Index of the first place that differs. */
  readonly at: readonly number[];
  readonly expected: number | string;
  readonly actual: number | string;
  readonly tolerance: number;
}

/** What kind of thing went wrong, in the order in which it is looked for. */
export type FailureKind =
  | "not-yet"
  | "missing-export"
  | "not-a-tensor"
  | "rank"
  | "shape"
  | "dtype"
  | "not-finite"
  | "values"
  | "input-changed"
  | "threw"
  | "tampered"
  | "timeout"
  | "memory"
  | "output"
  | "exited"
  | "syntax"
  /** The backend asked for is not there; nothing was graded. */
  | "no-backend"
  | "grader-fault";

export interface Failure {
  readonly kind: FailureKind;
  /** What was compared, `relu(x)`; empty where nothing was. */
  readonly label: string;
  /** One or two sentences for the learner. */
  readonly message: string;
  readonly expected?: ValueSummary;
  readonly actual?: ValueSummary;
  readonly difference?: Difference;
  /** Place in the learner's own file, from 1. */
  readonly line?: number;
  readonly column?: number;
  /** The lines around that place, marked. */
  readonly frame?: string;
}

/** Why the case fails, when that could be found out. */
export interface Diagnosis {
  /**
   * `decoy`: the same output as a known wrong answer. `hypothesis`: a transformation of the output makes it right.
   * `pattern`: it fails the cases that wrong answers of some step fail.
   */
  readonly source: "decoy" | "hypothesis" | "pattern";
  readonly name: string;
  /** The sentence a learner who made this mistake should read. */
  readonly sentence: string;
  /** The sub-problem in which the mistake lies, where that is not the one whose case found it. */
  readonly subProblem?: string;
  /** Overrides that sub-problem's first technique, where the mistake points elsewhere. */
  readonly technique?: string;
}

export interface CaseResult extends CaseName {
  readonly status: CaseStatus;
  readonly milliseconds: number;
  readonly failure?: Failure;
  readonly diagnosis?: Diagnosis;
}

/** How far a training loop in the answer has come. */
export interface TrainingProgress {
  /** Optimizer steps so far. */
  readonly step: number;
  /** Steps it will take, where the loop's loader and epochs tell; undefined where nobody knows. */
  readonly of: number | undefined;
  /** The newest loss that could be read without waiting. */
  readonly loss: number | undefined;
}

/** What happens while a file is graded, in order. A picture comes after its run is over. Every run ends with exactly one `run-finished`. */
export type RunEvent =
  | {
      readonly type: "run-started";
      readonly run: number;
      readonly hash: string;
      readonly cases: readonly CaseName[];
    }
  | { readonly type: "case-started"; readonly run: number; readonly id: string }
  | { readonly type: "case-finished"; readonly run: number; readonly result: CaseResult }
  | { readonly type: "diagnosed"; readonly run: number; readonly id: string; readonly diagnosis: Diagnosis }
  | { readonly type: "progress"; readonly run: number; readonly progress: TrainingProgress }
  | { readonly type: "drawn"; readonly run: number; readonly drawn: Drawn; readonly path?: string }
  /** What its backend did is not to be trusted: every case is done anew on another one. One sentence says why. */
  | { readonly type: "backend-failed"; readonly run: number; readonly notice: string }
  | { readonly type: "printed"; readonly run: number; readonly text: string }
  | { readonly type: "run-finished"; readonly run: number; readonly result: RunResult };

/**
 * `passed` needs positive evidence: every expected case reported pass for this hash. `cancelled`: a newer save came.
 * `could-not-load`: the file did not get as far as its first case. `could-not-grade`: our fault, marked `internal:`,
 * or a backend that is not there.
 */
export type RunVerdict = "passed" | "failed" | "could-not-load" | "could-not-grade" | "cancelled";

export interface RunResult {
  readonly room: string;
  /** sha256 of the graded bytes, hex. */
  readonly hash: string;
  readonly backend: string;
  readonly graderVersion: string;
  readonly seed: number;
  readonly verdict: RunVerdict;
  /** One result for every expected case, in the grader's order; those that never ran are `not-run`. */
  readonly cases: readonly CaseResult[];
  /** One sentence where another backend was to be used and failed. */
  readonly notice?: string;
  /** Why the run as a whole went wrong (syntax, exit, time, memory), where it did. */
  readonly failure?: Failure;
  readonly milliseconds: number;
  /** In a batch, the files of its author's own that the answer imported: sha256, or "absent", by their path from the answer. */
  readonly imports?: Readonly<Record<string, string>>;
}
