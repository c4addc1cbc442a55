import type { RoomId, RungName } from "../curriculum/model.ts";
import type { CaseResult, RunResult } from "../grading/verdict.ts";
import * as attempts from "./attempts.ts";
import { type Evidence, sha256, weigh } from "./evidence.ts";
import type { ProgressExport } from "./exchange-format.ts";
import { exportFrom } from "./export.ts";
import { addExport } from "./import.ts";
import type { Keeper } from "./keeper.ts";
import * as learning from "./learning.ts";
import type {
  Attempt,
  CaseMark,
  Door,
  EarnedTechnique,
  Kept,
  Note,
  PassingAnswer,
  ProgressSummary,
  Recorded,
  SeenRung,
} from "./model.ts";
import type { RoomNames } from "./room-names.ts";
import { summarize } from "./summary.ts";

export interface RunDetails {
  /** The graded text: what is hashed and kept if it passes. */
  readonly answerText: string;
  /**
   * Names the run, so that recording it again changes nothing. Without it, the run's whole contents name it.
   */
  readonly runId?: string;
}

/**
 * A learner's marks. Reads and writes are synchronous and take about a millisecond; writes never fail for
 * reasons of the disk, they say where the mark was kept. Room ids may be old ones. Get a store from
 * `openProgress`.
 */
export class ProgressStore {
  readonly #keeper: Keeper;
  readonly #names: RoomNames;
  readonly #now: () => Date;

  constructor(keeper: Keeper, names: RoomNames, now: () => Date) {
    this.#keeper = keeper;
    this.#names = names;
    this.#now = now;
  }

  /** Whether marks reach the file now, and if not, the sentence that says why. */
  get kept(): Kept {
    return this.#keeper.kept;
  }

  /** What happened to the file since this was last asked (restored, replaced), in sentences to show. */
  takeNotices(): readonly string[] {
    return this.#keeper.takeNotices();
  }

  /**
   * Records a finished run in one transaction. A cancelled run says nothing of the answer and is not
   * recorded.
   */
  recordRun(result: RunResult, details: RunDetails): Recorded {
    if (result.verdict === "cancelled")
      return { kind: "not-recorded", why: "a newer save cancelled the run" };
    const evidence = weigh(result, details.answerText);
    const attempt = this.#attemptFrom(result, evidence, details.runId);
    const spellings = this.#names.spellings(attempt.room);
    const added = this.#keeper.write((database) =>
      attempts.addAttempt(database, attempt, details.answerText, spellings),
    );
    const kind = added.isNew ? "recorded" : "already-recorded";
    return { kind, attempt: added.number, door: doorOf(evidence, added.passedBefore), kept: this.kept };
  }

  /** The attempts of a room, oldest first, each with its cases. */
  attempts(room: RoomId): readonly Attempt[] {
    return this.#keeper.read((database) => attempts.attemptsOf(database, this.#names.spellings(room)));
  }

  /** The latest attempt of a room: where its cases stand. */
  latestAttempt(room: RoomId): Attempt | undefined {
    return this.#keeper.read((database) => attempts.attemptsOf(database, this.#names.spellings(room), 1))[0];
  }

  /** Current ids of the rooms that were passed. */
  passedRooms(): ReadonlySet<RoomId> {
    const written = this.#keeper.read(attempts.idsOfPassedRooms);
    return new Set(written.map((id) => this.#names.current(id)));
  }

  /** Every different answer that passed a room, oldest first: none of them is ever lost. */
  passingAnswers(room: RoomId): readonly PassingAnswer[] {
    return this.#keeper.read((database) => attempts.answersOf(database, this.#names.spellings(room)));
  }

  /** Remembers that a rung of the hint ladder was shown. */
  recordRung(room: RoomId, subProblem: string, rung: RungName): Kept {
    const seen = { room: this.#names.current(room), subProblem, rung, at: this.#now() };
    return this.#keep((database) => learning.addRung(database, seen));
  }

  /** The rungs shown in a room, in the order in which they were asked for. */
  rungsSeen(room: RoomId): readonly SeenRung[] {
    return this.#keeper.read((database) => learning.rungs(database, this.#names.spellings(room)));
  }

  /** Remembers that the solution was looked at before the room was passed. */
  revealSolution(room: RoomId): Kept {
    const [id, at] = [this.#names.current(room), this.#now()];
    return this.#keep((database) => learning.addReveal(database, id, at));
  }

  /** Current ids of the rooms whose solution was revealed. */
  revealedRooms(): ReadonlySet<RoomId> {
    return new Set(this.#keeper.read(learning.reveals).map(({ room }) => this.#names.current(room)));
  }

  /** Puts a technique into the bag. The first room that earned it stays. */
  earnTechnique(name: string, room: RoomId): Kept {
    const earned = { name, room: this.#names.current(room), at: this.#now() };
    return this.#keep((database) => learning.addTechnique(database, earned));
  }

  /** The tools in the bag, the first earned first. */
  techniques(): readonly EarnedTechnique[] {
    return this.#keeper.read(learning.techniques);
  }

  /** Keeps a learner's own words on a room. */
  note(room: RoomId, text: string): Kept {
    const note = { room: this.#names.current(room), text, at: this.#now() };
    return this.#keep((database) => learning.addNote(database, note));
  }

  /** The notes on a room, oldest first. */
  notes(room: RoomId): readonly Note[] {
    return this.#keeper.read((database) => learning.notes(database, this.#names.spellings(room)));
  }

  /** Remembers that a room was entered: it is where `arena watch` resumes, and where time begins to count. */
  visit(room: RoomId): Kept {
    const [id, at] = [this.#names.current(room), this.#now()];
    return this.#keep((database) => learning.addVisit(database, id, at));
  }

  /** The room that was entered last. */
  lastRoom(): RoomId | undefined {
    const room = this.#keeper.read(learning.lastVisit);
    return room === undefined ? undefined : this.#names.current(room);
  }

  /** The rooms that were entered, the last one first. */
  recentRooms(): readonly RoomId[] {
    const rooms = this.#keeper.read(learning.recentVisits);
    return [...new Set(rooms.map((room) => this.#names.current(room)))];
  }

  /** Everything `arena progress` shows. */
  summary(): ProgressSummary {
    return this.#keeper.read((database) => summarize(database, this.#names, this.#now()));
  }

  /** Everything in the store as plain data; `importProgress` reads it back. */
  exportAll(): ProgressExport {
    return this.#keeper.read((database) => exportFrom(database, this.#now()));
  }

  /** Adds what another store exported, in one transaction. `importProgress` checks it first. */
  importAll(data: ProgressExport): { readonly attempts: number; readonly kept: Kept } {
    const added = this.#keeper.write((database) => addExport(database, data));
    return { attempts: added, kept: this.kept };
  }

  /** Writes what is still only in memory, makes the day's copy and closes the file. */
  close(): Kept {
    return this.#keeper.close();
  }

  #keep(write: Parameters<Keeper["write"]>[0]): Kept {
    this.#keeper.write(write);
    return this.kept;
  }

  #attemptFrom(result: RunResult, evidence: Evidence, runId: string | undefined): Attempt {
    const { hash, backend, graderVersion, seed, verdict, milliseconds } = result;
    return {
      run: runId ?? sha256(JSON.stringify(result)),
      room: this.#names.current(result.room),
      at: this.#now(),
      passed: evidence.kind === "passes",
      cases: result.cases.map(markOf),
      ...{ hash, backend, graderVersion, seed, verdict, milliseconds },
    };
  }
}

function markOf(result: CaseResult): CaseMark {
  const { id, subProblem, status, milliseconds } = result;
  return {
    id,
    subProblem,
    status,
    milliseconds,
    failure: result.failure?.kind,
    diagnosis: result.diagnosis?.name,
    leadsTo: result.diagnosis?.subProblem,
    technique: result.diagnosis?.technique,
  };
}

function doorOf(evidence: Evidence, passedBefore: boolean): Door {
  if (evidence.kind === "lacking") return { kind: "closed", why: evidence.why };
  return { kind: "opened", firstTime: !passedBefore };
}
