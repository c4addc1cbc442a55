import type { Drawn, PictureOrder } from "../pictures/picture.ts";
import type { BackendFailure } from "../runtime/backend.ts";
import type { CaseResult, Diagnosis, Failure, TrainingProgress } from "./verdict.ts";

/** Whose code stands in for the answer: the learner's file, our solution, our stub, or one of the decoys. */
export type Subject =
  | { readonly kind: "answer" }
  | { readonly kind: "solution" }
  | { readonly kind: "stub" }
  | { readonly kind: "decoy"; readonly name: string };

/** What the tutor tells a worker before it runs a grader. */
export interface RunOrder {
  readonly run: number;
  readonly room: string;
  readonly subject: Subject;
  readonly seed: number;
  /** Absolute path of the learner's file: whatever throws there is the learner's. */
  readonly answerPath: string;
  /** What to import to get that file as it was when it was saved. */
  readonly answerModule: string;
  /** Names the room's file must export. */
  readonly exports: readonly string[];
  /** The titles of the room's sub-problems by id, for sentences that name one. */
  readonly titles?: Readonly<Record<string, string>>;
  /** Milliseconds one case may take before it counts as timed out, where the code yields to the event loop. */
  readonly caseBudget: number;
  /** Only this case, where one is replayed alone. */
  readonly only?: string;
  /** Look for the mistake behind the first failing case. */
  readonly diagnose: boolean;
  /** Let the test runner see failures too: for a grader that is run by plain vitest, where nobody reads reports. */
  readonly throws?: boolean;
  /** Report what the room's decoys promise. */
  readonly listDecoys?: boolean;
}

/** What a decoy promises: its name and the cases that must catch it. */
export interface DecoyPromise {
  readonly name: string;
  readonly caughtBy: readonly string[];
  readonly subProblem: string;
}

/** What a worker reports. Each message is signed with the word that the tutor gave it before any answer was loaded. */
export type Report =
  | { readonly type: "warm"; readonly backend: string; readonly milliseconds: number }
  /** The backend asked for is not to be had here. */
  | { readonly type: "no-backend"; readonly message: string }
  | { readonly type: "could-not-warm"; readonly message: string }
  | { readonly type: "ordered"; readonly run: number }
  | { readonly type: "decoys"; readonly run: number; readonly decoys: readonly DecoyPromise[] }
  | { readonly type: "case-started"; readonly run: number; readonly id: string }
  | { readonly type: "case-finished"; readonly run: number; readonly result: CaseResult }
  | { readonly type: "load-failed"; readonly run: number; readonly failure: Failure }
  | { readonly type: "diagnosed"; readonly run: number; readonly id: string; readonly diagnosis: Diagnosis }
  | { readonly type: "progress"; readonly run: number; readonly progress: TrainingProgress }
  | { readonly type: "drawn"; readonly run: number; readonly drawn: Drawn }
  /** What the backend got wrong by itself. Nothing that is reported later counts. */
  | { readonly type: "backend-failed"; readonly run: number; readonly failure: BackendFailure }
  | { readonly type: "stray-error"; readonly run: number; readonly failure: Failure };

/** What a worker sends: a report, or a frame of the test runner's own protocol. */
export type Envelope = { readonly report: Report } | { readonly runner: unknown };

/** The tutor's side of the channel. */
export type Instruction =
  | { readonly arena: "hello"; readonly word: string; readonly backend: string }
  | { readonly arena: "order"; readonly word: string; readonly order: RunOrder }
  /** Sent once the run is over: draw what the answer does. */
  | { readonly arena: "draw"; readonly word: string; readonly run: number; readonly wanted: PictureOrder };
