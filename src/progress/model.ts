/** What the store remembers of a learner, as the rest of the program reads it. Data only. */
import type { RoomId, RungName } from "../curriculum/model.ts";
import type { CaseStatus, FailureKind, RunVerdict } from "../grading/verdict.ts";

/** Where a mark went: to the file, or, while the file cannot be written, into memory until it can. */
export type Kept = { readonly kind: "in-file" } | { readonly kind: "in-memory"; readonly message: string };

/** What a run does to the doors behind its room. `firstTime`: no earlier run of this room had passed. */
export type Door =
  | { readonly kind: "opened"; readonly firstTime: boolean }
  | { readonly kind: "closed"; readonly why: string };

/** What became of a finished run. `attempt` counts from 1 within its room. */
export type Recorded =
  | { readonly kind: "recorded"; readonly attempt: number; readonly door: Door; readonly kept: Kept }
  | { readonly kind: "already-recorded"; readonly attempt: number; readonly door: Door; readonly kept: Kept }
  | { readonly kind: "not-recorded"; readonly why: string };

export interface CaseMark {
  readonly id: string;
  readonly subProblem: string;
  readonly status: CaseStatus;
  readonly milliseconds: number;
  readonly failure: FailureKind | undefined;
  /** Name of the decoy or hypothesis that explained the failure. */
  readonly diagnosis: string | undefined;
  /** The sub-problem in which the mistake lies, where a diagnosis says so, and the page that fits it. */
  readonly leadsTo: string | undefined;
  readonly technique: string | undefined;
}

/** One finished run of one room. */
export interface Attempt {
  /** The same run has the same name in every store it is imported into. */
  readonly run: string;
  readonly room: RoomId;
  readonly at: Date;
  /** sha256 of the graded file, hex. */
  readonly hash: string;
  readonly backend: string;
  readonly graderVersion: string;
  readonly seed: number;
  readonly verdict: RunVerdict;
  /** True only where the store itself saw every case pass. */
  readonly passed: boolean;
  readonly milliseconds: number;
  readonly cases: readonly CaseMark[];
}

export interface SeenRung {
  readonly room: RoomId;
  readonly subProblem: string;
  readonly rung: RungName;
  readonly at: Date;
}

export interface EarnedTechnique {
  readonly name: string;
  readonly room: RoomId;
  readonly at: Date;
}

export interface Note {
  readonly room: RoomId;
  readonly text: string;
  readonly at: Date;
}

/** The text of an answer that passed. */
export interface PassingAnswer {
  readonly room: RoomId;
  readonly hash: string;
  readonly text: string;
  readonly at: Date;
}

export interface RoomProgress {
  readonly room: RoomId;
  readonly attempts: number;
  /** When it was first passed. */
  readonly passedAt: Date | undefined;
  readonly lastAttemptAt: Date | undefined;
  /** Seconds worked; see `time-worked.ts` for what counts. */
  readonly seconds: number;
  readonly rungsSeen: number;
  readonly revealed: boolean;
}

/** Days in a row on which something was graded. `current` is 0 once a whole day was left out. */
export interface Streak {
  readonly current: number;
  readonly longest: number;
  readonly activeDays: number;
}

/** What `arena progress` prints. Rooms in the order in which they were first met. */
export interface ProgressSummary {
  readonly rooms: readonly RoomProgress[];
  readonly techniques: readonly EarnedTechnique[];
  readonly streak: Streak;
  readonly totals: { readonly attempts: number; readonly passedRooms: number; readonly seconds: number };
}
