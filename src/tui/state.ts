import type { HintRung, Room, Section, SubProblem } from "../curriculum/model.ts";
import type { CaseName, CaseResult, CaseStatus, Failure, TrainingProgress } from "../grading/verdict.ts";
import type { Drawn } from "../pictures/picture.ts";

/** Everything the watch screen shows. Views are pure functions of it; only the reducer makes a new one. */
export interface WatchState {
  readonly section: Pick<Section, "id" | "title">;
  readonly room: Room;
  /** Absolute path of the learner's file, and the same as they would type it. */
  readonly path: string;
  readonly shownPath: string;
  readonly backend: string;
  /** Rooms passed in this section. */
  readonly passedRooms: number;
  readonly totalRooms: number;
  readonly phase: Phase;
  readonly cases: readonly CaseRow[];
  /** Milliseconds from the save to the last verdict. */
  readonly milliseconds: number | undefined;
  readonly failure: FailurePanel | undefined;
  readonly hint: HintPanel | undefined;
  /** What the answer draws, or why it draws nothing; undefined until that is known. */
  readonly picture: PicturePanel | undefined;
  /** How far the answer's training has come in this run, and its losses so far. */
  readonly training: TrainingPanel | undefined;
  readonly types: TypesPanel;
  /**
   * The room's statement, rendered for the terminal; shown until there is something to say about the answer.
   */
  readonly briefing: readonly string[];
  /** What the learner's code printed, newest last. */
  readonly printed: readonly string[];
  readonly notice: string | undefined;
  readonly overlay: Overlay | undefined;
  /** First visible line of whatever scrolls; undefined until the learner scrolls: then the layout chooses. */
  readonly scroll: number | undefined;
  /** What the layout brings into sight by itself: the hint just asked for, or what the last run said. */
  readonly attention: "verdict" | "hint";
  /** The run whose events are shown; undefined before the first one of this room. */
  readonly run: number | undefined;
  /** The newest run ever seen, in this room or another. Nothing older is believed. */
  readonly newestRun: number;
}

/** The part of the state that changes when the learner walks through a door. */
export type RoomInView = Pick<
  WatchState,
  "section" | "room" | "path" | "shownPath" | "passedRooms" | "totalRooms" | "briefing"
>;

export type Phase =
  | { readonly kind: "starting" }
  | { readonly kind: "waiting" }
  | { readonly kind: "grading" }
  | { readonly kind: "file-gone" }
  | { readonly kind: "settled"; readonly passed: number; readonly total: number }
  | { readonly kind: "could-not-load"; readonly failure: Failure }
  | { readonly kind: "could-not-grade"; readonly failure: Failure }
  /** No case fails, and yet the run does: what an answer started failed later, or keeps cases from being told. */
  | { readonly kind: "failed-outside"; readonly failure: Failure }
  | { readonly kind: "passed"; readonly reward: Reward };

export interface CaseRow extends CaseName {
  readonly status: CaseStatus | "running" | "waiting";
  readonly milliseconds: number | undefined;
  /** Why it did not pass, where it did not. */
  readonly failure: Failure | undefined;
  /** True for a verdict that belongs to an earlier save. */
  readonly stale: boolean;
}

/** The first case to look at. */
export interface FailurePanel {
  readonly result: CaseResult;
  readonly subProblem: SubProblem;
  readonly technique: string | undefined;
  /** True while it belongs to an earlier save. */
  readonly stale: boolean;
}

export interface HintPanel {
  readonly subProblem: SubProblem;
  readonly technique: string | undefined;
  /** Rungs seen so far, the newest last. Empty until the learner asks. */
  readonly seen: readonly HintRung[];
  readonly remaining: number;
}

/** The room's picture and the file in which it is kept. */
export type PicturePanel = Drawn & { readonly path?: string };

export interface TrainingPanel extends TrainingProgress {
  /** The losses that were told, oldest first; at most a few hundred. */
  readonly losses: readonly number[];
}

export type TypesPanel =
  | { readonly kind: "off" }
  | { readonly kind: "checking" }
  | { readonly kind: "clean"; readonly milliseconds: number }
  | { readonly kind: "errors"; readonly errors: readonly TypeErrorLine[] };

interface TypeErrorLine {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The moment a room is passed. */
export interface Reward {
  readonly learned: readonly string[];
  /** Techniques earned with this room, by title. */
  readonly earned: readonly string[];
  readonly next: WayOn | undefined;
  readonly firstTime: boolean;
  readonly sectionCleared: boolean;
}

/** The room that `n` leads to from a passed one, and by which way. */
export interface WayOn {
  readonly by: "door" | "side" | "dungeon" | "back";
  readonly id: string;
  readonly title: string;
}

export type Overlay =
  | { readonly kind: "help" }
  | { readonly kind: "details" }
  | { readonly kind: "picture" }
  | { readonly kind: "map"; readonly rows: readonly MapRow[] }
  | { readonly kind: "page"; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: "confirm"; readonly question: string; readonly action: "reset" };

export interface MapRow {
  readonly id: string;
  readonly title: string;
  readonly kind: Room["kind"];
  /** `challenged`: not passed itself, but behind a boss that is beaten. */
  readonly status: "passed" | "challenged" | "here" | "open" | "locked";
  readonly importance: number;
  readonly difficulty: number;
  readonly minutes: number;
  /** The techniques it wants, by their pages' names, and which of them are in the bag. */
  readonly tools: readonly { readonly technique: string; readonly inBag: boolean }[];
}
