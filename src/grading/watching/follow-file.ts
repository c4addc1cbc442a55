import { Doubt, PATIENCE } from "./doubt.ts";
import { Hints } from "./hints.ts";
import { ReportRate } from "./report-rate.ts";
import { lookAt, type Sight, type Snapshot } from "./sight.ts";

export interface FollowOptions {
  /** Told, once each, why a file that is there is not graded: too large, not UTF-8, not readable. */
  readonly onProblem?: (sentence: string) => void;
  /**
   * Looks every 100 ms instead of trusting the system's events, as network drives and some containers need.
   */
  readonly polling?: boolean;
}

export interface Follower {
  /** The newest text known: at first what the file held at the start, then what was last reported. */
  readonly current: Snapshot | undefined;
  /** True where the file is looked at on a clock: asked for, or found necessary because no events come. */
  readonly polling: boolean;
  /**
   * Looks now; a text that is new is reported before this returns, unless three were within the last 100 ms.
   */
  look(): void;
  /** Ends all looking; nothing is called afterwards. */
  stop(): Promise<void>;
}

/**
 * Reports each new text of a file, about a millisecond after its save. What the file holds at the start is
 * `current`, not a save.
 *
 * A half-written text may be reported, but the whole one always follows. An empty file, a missing file and
 * one that cannot be read are what many editors leave for a moment in each save, so they must last 300 ms to
 * be told.
 *
 * @param onSave called with each text that differs from the one before, and with the first text after
 * `onGone`.
 * @param onGone called once when the file has gone; it is still looked for.
 */
export function followFile(
  path: string,
  onSave: (snapshot: Snapshot) => void,
  onGone: () => void,
  { onProblem = () => {}, polling = false }: FollowOptions = {},
): Follower {
  return new FileFollower(path, { onSave, onGone, onProblem }, polling);
}

interface Listeners {
  readonly onSave: (snapshot: Snapshot) => void;
  readonly onGone: () => void;
  readonly onProblem: (sentence: string) => void;
}

class FileFollower implements Follower {
  readonly #path: string;
  readonly #listeners: Listeners;
  readonly #rate = new ReportRate();
  readonly #doubt = new Doubt();
  readonly #timers: { looks?: NodeJS.Timeout; late?: NodeJS.Timeout | undefined; beat?: NodeJS.Timeout } = {};
  /** Undefined where the file is polled. */
  #hints: Hints | undefined;
  #hintedAt = Number.NEGATIVE_INFINITY;
  #unannounced = 0;
  /** Undefined while the file is away. */
  #current: Snapshot | undefined;
  #stopped = false;

  constructor(path: string, listeners: Listeners, polling: boolean) {
    this.#path = path;
    this.#listeners = listeners;
    const first = lookAt(path);
    if (first.kind === "text") this.#current = first.snapshot;
    else this.#weigh(first);
    if (!polling) this.#hints = this.#watch();
    this.#lookAgain();
    this.#beat();
  }

  get current(): Snapshot | undefined {
    return this.#current;
  }

  get polling(): boolean {
    return this.#hints === undefined;
  }

  look(): void {
    if (this.#stopped) return;
    this.#see();
    this.#lookAgain();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    await this.#hints?.close();
  }

  #watch(): Hints {
    const onHint = () => this.#onHint();
    const onFailure = () => this.#poll();
    return new Hints(this.#path, onHint, onFailure);
  }

  #onHint(): void {
    this.#hintedAt = performance.now();
    if (this.#see()) this.#unannounced = 0;
    this.#lookAgain();
  }

  /** Looks once more soon after: the last event of a save need not come after its last byte. */
  #lookAgain(step = 0): void {
    clearTimeout(this.#timers.looks);
    const after = LOOKS_AFTER[step];
    if (after === undefined || this.#stopped) return;
    const since = LOOKS_AFTER[step - 1] ?? 0;
    this.#timers.looks = setTimeout(() => {
      this.#see();
      this.#lookAgain(step + 1);
    }, after - since);
  }

  /** Looks now and then without a hint, so that no save is lost where events do not arrive. */
  #beat(): void {
    clearTimeout(this.#timers.beat);
    if (this.#stopped) return;
    const away = this.#current === undefined;
    const interval = this.polling ? BEATS.polling : away ? BEATS.away : BEATS.calm;
    this.#timers.beat = setTimeout(() => {
      const hinted = performance.now() - this.#hintedAt < BEATS.calm;
      if (this.#see()) {
        this.#lookAgain();
        if (!hinted && !away && !this.polling) this.#onUnannounced();
      }
      this.#beat();
    }, interval);
  }

  /**
   * A change without a hint: the watch may have ended unseen; if another one does no better, events do not
   * arrive.
   */
  #onUnannounced(): void {
    this.#unannounced++;
    if (this.#unannounced > 1) this.#poll();
    else this.#hints?.restart();
  }

  #poll(): void {
    void this.#hints?.close();
    this.#hints = undefined;
    this.#beat();
  }

  /** Takes in one look; true if it found something new. */
  #see(): boolean {
    if (this.#stopped) return false;
    const sight = lookAt(this.#path);
    if (sight.kind !== "text") return this.#weigh(sight);
    this.#doubt.end();
    return this.#believe(sight.snapshot);
  }

  #weigh(sight: Exclude<Sight, { kind: "text" }>): boolean {
    const what = sight.kind === "unreadable" ? sight.sentence : sight.kind;
    const weight = this.#doubt.weigh(what, performance.now());
    if (weight !== "due") return weight === "new";
    if (sight.kind === "empty") return this.#believe(sight.snapshot);
    this.#current = undefined;
    if (sight.kind === "gone") this.#listeners.onGone();
    else this.#listeners.onProblem(sight.sentence);
    return true;
  }

  #believe(snapshot: Snapshot): boolean {
    if (snapshot.hash === this.#current?.hash) return false;
    const wait = this.#rate.wait(snapshot.seenAt);
    if (wait > 0) {
      this.#timers.late ??= setTimeout(() => this.#seeLate(), wait);
      return true;
    }
    const wasAway = this.#current === undefined;
    this.#current = snapshot;
    this.#rate.count(snapshot.seenAt);
    // A directory that was deleted and made again is another one to the system.
    if (wasAway) this.#hints?.restart();
    this.#listeners.onSave(snapshot);
    return true;
  }

  #seeLate(): void {
    this.#timers.late = undefined;
    this.#see();
  }
}

/**
 * When to look again after a hint, in ms. At the last, a doubt that began with the hint is old enough to be
 * told.
 */
const LOOKS_AFTER: readonly number[] = [10, 30, 60, 150, PATIENCE + 10];

/** Milliseconds between two looks that no hint asked for. */
const BEATS = { calm: 1000, away: 250, polling: 100 } as const;
