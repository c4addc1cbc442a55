/** What the curriculum consists of, as read from exercises/, graders/ and techniques/. Data only. */

/** `0.2`, or `0.2/relu`. Never reused; a renamed room keeps its old id in `aliases`. */
export type RoomId = string;

export const RUNGS = ["question", "idea", "shapes", "line", "answer"] as const;
/** One step of a hint ladder. `answer` is the solution itself and is written nowhere else. */
export type RungName = (typeof RUNGS)[number];

export interface HintRung {
  readonly rung: RungName;
  readonly summary: string;
  /** Markdown. */
  readonly body: string;
}

export interface SubProblem {
  readonly id: string;
  readonly title: string;
  /** A page in techniques/sub-problems. */
  readonly type: string;
  /** Pages in techniques, the best fitting first. */
  readonly techniques: readonly string[];
  /** In the order question, idea, shapes, line. */
  readonly rungs: readonly HintRung[];
}

export type RoomKind = "room" | "boss" | "side" | "kata";

/** What a room's stub does: it says "not yet" everywhere, or it is a whole function with faults to find. */
export const STUB_KINDS = ["not-yet", "broken"] as const;
type StubKind = (typeof STUB_KINDS)[number];

/** Absolute paths of the files a room is made of. */
export interface RoomFiles {
  readonly statement: string;
  readonly stub: string;
  readonly solution: string;
  readonly grader: string;
  readonly decoys: string;
  /** Draws the learner's own result; not every room has one. */
  readonly picture?: string;
  /** The solution in PyTorch, where it has been written. */
  readonly twin?: string;
  /** Weights and the like that the grader reads while it runs. */
  readonly data?: readonly string[];
}

export interface Room {
  readonly id: RoomId;
  readonly aliases: readonly RoomId[];
  /** Id of its section, `0.2`; katas belong to the section `katas`. */
  readonly section: string;
  readonly title: string;
  readonly kind: RoomKind;
  readonly order: number;
  readonly importance: number;
  readonly difficulty: number;
  readonly minutes: number;
  /** File name in the workspace, `07-max-pool.ts`. */
  readonly file: string;
  readonly exports: readonly string[];
  /** `not-yet` unless said otherwise. A room of debugging has a `broken` one. */
  readonly stub?: StubKind;
  readonly requires: readonly RoomId[];
  /** Seconds one case may take. */
  readonly budgetSeconds: number;
  readonly subProblems: readonly SubProblem[];
  /** The statement without front matter and without hints. Markdown. */
  readonly statement: string;
  readonly files: RoomFiles;
}

export interface Section {
  readonly id: string;
  /** Folder name, the same in exercises/, graders/ and the workspace: `0.2-cnns`. */
  readonly folder: string;
  readonly title: string;
  /** One sentence. */
  readonly summary?: string;
  /** Markdown of section.md. */
  readonly introduction: string;
  /** In playing order. */
  readonly rooms: readonly Room[];
}

export interface Page {
  /** File name without `.md`: `einsum`, `matrix-multiply`. */
  readonly name: string;
  readonly title: string;
  readonly aliases: readonly string[];
  /** One sentence. */
  readonly summary: string;
  /** Markdown. */
  readonly body: string;
  readonly path: string;
}

/** A technique: a tool of the bag. `solves` names sub-problem types. */
export interface TechniquePage extends Page {
  readonly solves: readonly string[];
  readonly neighbours: readonly string[];
}

/** A sub-problem type. `techniques` solve it, the best fitting first. */
export interface SubProblemTypePage extends Page {
  readonly techniques: readonly string[];
}

export interface Catalogue {
  /** The folder that holds exercises/, graders/ and techniques/. */
  readonly root?: string;
  readonly sections: readonly Section[];
  readonly techniques: readonly TechniquePage[];
  readonly subProblemTypes: readonly SubProblemTypePage[];
}

/** What a name typed by a person turned out to be. */
export type Lookup<T> =
  | { readonly kind: "found"; readonly value: T }
  | { readonly kind: "unknown"; readonly asked: string; readonly nearest: readonly string[] };
