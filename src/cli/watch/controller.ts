import { relative } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Catalogue, Room } from "../../curriculum/model.ts";
import type { Grader } from "../../grading/grader.ts";
import { hashOf } from "../../grading/hash.ts";
import type { TypeChecker } from "../../grading/types/index.ts";
import type { RunEvent, RunResult } from "../../grading/verdict.ts";
import { type Follower, followFile, type Snapshot } from "../../grading/watching/index.ts";
import { hintFor, seenRungs } from "../../hints/index.ts";
import type { ProgressStore } from "../../progress/index.ts";
import { counted } from "../../tools/lesson.ts";
import type { ScreenEvent, WatchState } from "../../tui/index.ts";
import { initialState } from "../../tui/initial.ts";
import { reduce } from "../../tui/reducer.ts";
import { answerPath, type Reset, resetRoom, scaffoldRoom, type Workspace } from "../../workspace/index.ts";
import { printNotices } from "../output.ts";
import { roomsOf, sectionOf } from "../session.ts";
import { standingOf } from "../standing.ts";
import { trace } from "../trace.ts";
import { edit } from "./editor.ts";
import { mapRows } from "./map-rows.ts";
import { keepPicture, screenSize } from "./pictures.ts";
import { rewardFor } from "./reward.ts";
import { roomBeside } from "./room-beside.ts";
import { roomView } from "./room-view.ts";
import type { View } from "./view.ts";

/** Milliseconds after which types are checked even though the cases are not done. */
const TYPES_WAIT = 150;

/** What a watch works on. */
export interface WatchContext {
  readonly root: string;
  readonly catalogue: Catalogue;
  readonly workspace: Workspace;
  readonly store: ProgressStore;
  readonly backend: string;
  readonly checksTypes: boolean;
  /** Ends the watch with a sentence for the terminal. */
  leave(why: string): void;
  /** The seed of a room's inputs: the same for every save of it, so that the same answer gets the same verdict. */
  seedOf(room: Room): number;
}

/** Connects the parts of a watch: saves to the grader, its verdicts to screen and store, keys to what they ask for. */
export class WatchController {
  readonly #context: WatchContext;
  #state: WatchState;
  #view: View | undefined;
  #grader: Grader | undefined;
  #checker: TypeChecker | undefined;
  #follower: Follower | undefined;
  #seen: Snapshot | undefined;
  #lastVerdictAt = 0;

  constructor(context: WatchContext, room: Room) {
    this.#context = context;
    this.#state = initialState(roomView(context, room, []), context.backend, context.checksTypes);
  }

  get state(): WatchState {
    return this.#state;
  }

  get room(): Room {
    return this.#state.room;
  }

  hasPassed(): boolean {
    return this.#context.store.passedRooms().has(this.room.id);
  }

  /** Puts an event through the state to the view. */
  dispatch(event: ScreenEvent): void {
    this.#state = reduce(this.#state, event);
    // A save by itself changes nothing worth a frame: its run draws the next one.
    if (event.type !== "save-seen") this.#view?.show(event, this.#state);
  }

  notice(text: string): void {
    this.dispatch({ type: "notice", text });
  }

  /** Starts to follow and grade. The view is painted before the grader, which takes longest, is loaded. */
  async start(view: View): Promise<void> {
    this.#view = view;
    await this.enter(this.room);
    const { Grader } = await import("../../grading/grader.ts");
    const { root, catalogue, backend, checksTypes, workspace } = this.#context;
    this.#grader = await Grader.start({
      root,
      rooms: catalogue.sections.flatMap(({ rooms }) => rooms),
      backend,
      emit: (event) => this.#onRun(event),
    });
    this.#grader.prepare(this.room, this.#state.path, this.#context.seedOf(this.room));
    this.dispatch({ type: "ready" });
    if (checksTypes) {
      const { startTypeChecker } = await import("../../grading/types/index.ts");
      this.#checker = startTypeChecker(workspace.root);
    }
    this.gradeNow();
  }

  /** Walks into a room: scaffolds its file if it is missing, follows it, warms a grader for it. */
  async enter(room: Room): Promise<void> {
    const { workspace, store } = this.#context;
    const scaffolded = scaffoldRoom(workspace, room);
    await this.#follower?.stop();
    store.visit(room.id);
    const { briefing } = await import("./briefing.ts");
    this.dispatch({ type: "room-changed", view: roomView(this.#context, room, briefing(room)) });
    if (scaffolded.kind === "failed") this.notice(scaffolded.why);
    this.#follow(answerPath(workspace, room));
    this.#grader?.prepare(room, this.#state.path, this.#context.seedOf(room));
    if (this.#grader !== undefined) this.gradeNow();
  }

  /** Grades what is in the file now, whether it is new or not. */
  gradeNow(): void {
    const current = this.#follower?.current;
    if (current !== undefined) void this.#onSave(current);
  }

  async close(): Promise<void> {
    const view = this.#view;
    this.#view = undefined; // what ends from here on ends because we leave, and is nobody's fault
    await this.#follower?.stop();
    await this.#checker?.stop();
    await this.#grader?.close();
    await view?.close();
    const kept = this.#context.store.close();
    if (kept.kind === "in-memory") printNotices([kept.message]); // the screen is gone, and so are the marks
  }

  async openEditor(): Promise<void> {
    const { path } = this.#state;
    await this.#view?.lend(async () => {
      const edited = await edit(path);
      if (edited.kind === "failed") this.notice(edited.sentence);
    });
    this.#follower?.look();
  }

  reset(): void {
    const { workspace } = this.#context;
    const reset = resetRoom(workspace, this.room);
    this.#follower?.look();
    this.notice(resetNotice(reset));
  }

  /** Shows the next rung of the hint ladder for what fails, and remembers that it was seen. */
  showHint(): void {
    const { store } = this.#context;
    const failing = this.#state.failure?.result;
    const hint = hintFor(this.room, failing, store.rungsSeen(this.room.id));
    if (hint.kind === "exhausted") {
      this.notice(
        `That was every hint from this step on. arena solution ${this.room.id} --reveal shows the solution.`,
      );
      return;
    }
    store.recordRung(this.room.id, hint.subProblem.id, hint.rung.rung);
    const seen = seenRungs(hint.subProblem, store.rungsSeen(this.room.id));
    this.dispatch({
      type: "hint-shown",
      hint: { subProblem: hint.subProblem, technique: hint.technique, seen, remaining: hint.remaining },
    });
  }

  /**
   * Walks to the room `step` doors on in its section, from a kata back to where the learner left for it; forward from a
   * room just passed to where its reward says.
   */
  async walk(step: 1 | -1): Promise<void> {
    const { catalogue, store } = this.#context;
    const promised = step > 0 ? this.#promisedRoom() : undefined;
    if (promised !== undefined) return this.enter(promised);
    const way = roomBeside(this.room, step, catalogue, store);
    if (way.kind === "none") return this.notice(way.why);
    await this.enter(way.room);
  }

  #promisedRoom(): Room | undefined {
    const { phase } = this.#state;
    const next = phase.kind === "passed" ? phase.reward.next : undefined;
    return next && roomsOf(this.#context.catalogue).find(({ id }) => id === next.id);
  }

  showMap(): void {
    const { catalogue, store } = this.#context;
    this.dispatch({
      type: "overlay-opened",
      overlay: {
        kind: "map",
        rows: mapRows(this.room, catalogue, store),
      },
    });
  }

  #follow(path: string): void {
    this.#follower = followFile(
      path,
      (snapshot) => void this.#onSave(snapshot),
      () => {
        this.#grader?.cancel();
        this.dispatch({ type: "file-gone" });
      },
      { onProblem: (sentence) => this.notice(sentence), polling: process.env.ARENA_POLLING === "1" },
    );
  }

  async #onSave(snapshot: Snapshot): Promise<void> {
    this.#seen = { ...snapshot, hash: hashOf(snapshot.text) }; // of the text without a byte order mark, as it is graded
    trace("save-seen", { hash: this.#seen.hash });
    this.dispatch({ type: "save-seen" });
    const { room, path } = this.#state;
    const seed = this.#context.seedOf(room);
    const grading = this.#grader?.grade({ room, path, text: snapshot.text, seed });
    void grading?.then((result) => this.#draw(result));
    // Types have their own lane, but processors are few: the numbers go first.
    await Promise.race([grading, delay(TYPES_WAIT)]);
    if (this.#seen?.text === snapshot.text) void this.#checkTypes(path, snapshot);
  }

  /** The picture comes when the verdict has been drawn, and is put away without being asked for. */
  async #draw({ verdict }: RunResult): Promise<void> {
    const drawable = verdict === "passed" || verdict === "failed";
    if (drawable && this.room.files.picture !== undefined) await this.#grader?.draw(screenSize());
  }

  async #onDrawn(event: Extract<RunEvent, { type: "drawn" }>): Promise<void> {
    const { path, problem } = await keepPicture(event.drawn, this.#context.workspace, this.room);
    this.dispatch({ ...event, ...(path !== undefined && { path }) });
    if (problem !== undefined) this.notice(problem);
  }

  #onRun(event: RunEvent): void {
    if (event.type === "drawn") return void this.#onDrawn(event);
    if (event.type === "run-finished" && event.result.failure?.kind === "no-backend")
      return void this.#context.leave(event.result.failure.message); // there is nothing to watch for
    if (event.type === "case-finished") {
      this.#lastVerdictAt = performance.now();
      trace("case-finished", { hash: this.#seen?.hash });
    }
    this.dispatch(event);
    if (event.type === "run-finished") this.#onFinished(event.run, event.result);
  }

  /**
   * A pass is written down before it is celebrated, so that what is on the screen survives a kill; anything else is
   * shown first, so that the disk does not hold the screen up.
   */
  #onFinished(run: number, result: RunResult): void {
    trace("run-finished", { hash: result.hash, verdict: result.verdict });
    const seen = this.#seen;
    if (result.verdict === "cancelled" || seen === undefined || seen.hash !== result.hash) return;
    const last = this.#lastVerdictAt > seen.seenAt ? this.#lastVerdictAt : performance.now();
    this.dispatch({ type: "timed", milliseconds: last - seen.seenAt });
    if (result.verdict === "passed") this.#record(run, result, seen.text);
    else setImmediate(() => this.#record(run, result, seen.text));
  }

  #record(run: number, result: RunResult, answerText: string): void {
    const { store } = this.#context;
    const recorded = store.recordRun(result, { answerText });
    if (recorded.kind === "not-recorded") return;
    if (recorded.kept.kind === "in-memory") this.notice(recorded.kept.message);
    if (result.verdict !== "passed" || recorded.door.kind !== "opened") return;
    void this.#reward(run, answerText, recorded.door.firstTime);
  }

  /** Fills the bag and opens the door on the screen. The mark itself has been kept before. */
  async #reward(run: number, answerText: string, firstTime: boolean): Promise<void> {
    const { store, catalogue } = this.#context;
    const { room } = this;
    const section = sectionOf(catalogue, room);
    const reward = await rewardFor(room, answerText, section, catalogue, store, firstTime);
    if (this.room !== room) return;
    const { passed, byChallenge } = standingOf(catalogue, store);
    this.dispatch({
      type: "room-passed",
      run,
      reward,
      passedRooms: section.rooms.filter(({ id }) => passed.has(id)).length,
    });
    if (room.kind === "boss" && byChallenge.size > 0) {
      this.notice(`Behind this door, ${counted(byChallenge.size, "room")} passed by challenge.`);
    }
  }

  async #checkTypes(path: string, { text }: Snapshot): Promise<void> {
    if (this.#checker === undefined) return;
    const types = await this.#checker.check(path, text);
    if (this.#seen?.text !== text || types.kind === "superseded") return;
    this.dispatch({ type: "types-checked", types: types.kind === "unavailable" ? { kind: "off" } : types });
  }
}

function resetNotice(reset: Reset): string {
  if (reset.kind === "failed") return reset.why;
  if (reset.archived === undefined) return "A fresh stub.";
  return `A fresh stub. Your answer is kept in ${relative(process.cwd(), reset.archived)}.`;
}
