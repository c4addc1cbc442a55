import type { Report, RunOrder } from "../protocol.ts";
import type { CaseName } from "../verdict.ts";
import type { Decoy } from "./decoys.ts";
import type { PictureRecipe } from "./picture.ts";

/** What a grader file is told of the room it grades: how to load the answer, the solution, the stub and the decoys. */
export interface RoomModules {
  answer(): Promise<Exports>;
  solution(): Promise<Exports>;
  stub(): Promise<Exports>;
  decoys(): Promise<readonly Decoy[]>;
  /** Absent where the room has no picture. */
  picture?(): Promise<PictureRecipe>;
}

export type Exports = Readonly<Record<string, unknown>>;

/** One run of one grader in this process. */
export interface Session {
  readonly order: RunOrder;
  readonly report: (report: Report) => void;
  readonly backend: string;
  readonly firstTampering: () => string | undefined;
  readonly cases: CaseName[];
  subject: Exports;
  solution: Exports;
  decoys: () => Promise<readonly Decoy[]>;
  /** Draws the subject; absent where the room has no picture. */
  picture?: (() => Promise<PictureRecipe>) | undefined;
  /** Closes the process to whatever an answer has no business with, for good; absent where plain vitest runs a grader. */
  readonly seal?: () => void;
  loaded: boolean;
  hasShownValues: boolean;
}

// The worker makes the session before the grader is imported; a grader run by plain `vitest run` gets a default one.
let current: Session | undefined;

export function openSession(session: Session): void {
  current = session;
}

export function currentSession(): Session {
  if (current === undefined)
    throw new Error("internal: a grader was loaded without a run order. Grade with `arena grade`.");
  return current;
}

/** What the grader's first line imports as the answer: the file as it was when it was saved. */
export function answerModule(): string {
  return currentSession().order.answerModule;
}
