import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Refused } from "../imports/refused.ts";
import { nameOf } from "../imports/rules.ts";

/** What a learner reads of code that no parser can follow. */
export const TOO_DEEP = "nests its code deeper than a parser can follow. Write it flatter.";

/** A text that is to be parsed. */
export interface Trial {
  readonly id: number;
  readonly path: string;
  readonly text: string;
}

/** Whatever takes a parser a level down is one of these. The longest answers in the rooms have a third of LIMIT. */
const STEPS =
  /[^\s\w]|\b(?:await|class|delete|do|else|extends|for|function|if|infer|keyof|new|readonly|return|switch|throw|try|typeof|unique|void|while|yield)\b/g;

/** From twice as many on a parser comes to the end of its stack, however they stand. */
const LIMIT = 2500;

/** Milliseconds; a parser reads a megabyte in a tenth of a second. */
const PATIENCE = 10_000;

/**
 * Parsers are recursive, and where code nests some thousand levels deep they end the process that they work in, by a
 * signal that nothing can catch. What could nest so deep is tried in a process of its own first.
 */
export class ParseTrials {
  readonly #entry: string;
  #child: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #count = 0;
  readonly #lived = new Set<string>();

  constructor(root: string) {
    this.#entry = join(root, "dist", "parse-trial.js");
  }

  /**
   * `id` is the path of the text, with or without a query, `most` how many characters it may have.
   *
   * @throws {Refused} where no parser could read it.
   */
  async refuseUnreadable(id: string, text: string, most: number): Promise<void> {
    const path = id.replace(/\?.*$/, ""); // by its extension the parser knows the language
    if (text.length > most)
      throw new Refused(`${nameOf(path)} has ${text.length} characters; ${most} are the most.`);
    if (!(await this.#survives(path, text))) throw new Refused(`${nameOf(path)} ${TOO_DEEP}`);
  }

  async #survives(path: string, text: string): Promise<boolean> {
    if (!hasMoreSteps(text, LIMIT) || this.#lived.has(text)) return true;
    const trial = this.#last.then(() => this.#try({ id: ++this.#count, path, text }));
    this.#last = trial;
    if (await trial) this.#lived.add(text);
    return trial;
  }

  close(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  async #try(trial: Trial): Promise<boolean> {
    this.#child ??= startChild(this.#entry);
    const child = this.#child;
    const died = new Promise<boolean>((resolve) => child.once("exit", () => resolve(false)));
    const lived = new Promise<boolean>((resolve) => child.once("message", () => resolve(true)));
    child.ref(); // only while it is waited for does it keep the program alive
    child.channel?.ref();
    child.send(trial);
    const survived = await Promise.race([died, lived, delay(PATIENCE, false, { ref: false })]);
    child.removeAllListeners("exit").removeAllListeners("message");
    child.unref();
    child.channel?.unref();
    if (!survived) this.close();
    return survived;
  }
}

function hasMoreSteps(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let steps = 0;
  STEPS.lastIndex = 0;
  while (steps <= limit && STEPS.test(text)) steps++;
  return steps > limit;
}

/** With half the stack that a process usually has: what it survives the tutor survives by far. */
function startChild(entry: string): ChildProcess {
  const options = {
    stdio: ["ignore", "ignore", "ignore", "ipc"] as ["ignore", "ignore", "ignore", "ipc"],
    env: { PATH: process.env.PATH ?? "", RUST_MIN_STACK: String(2 ** 20) },
  };
  const child =
    process.platform === "win32"
      ? spawn(process.execPath, [entry], options)
      : spawn("sh", ["-c", 'ulimit -s 4096; exec "$0" "$@"', process.execPath, entry], options);
  child.on("error", () => {}); // where it cannot start or be written to, it exits
  return child;
}
