import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Refused } from "../refused.ts";
import { nameOf } from "../rules.ts";

/** What a learner reads of code that no parser can follow. */
export const TOO_DEEP = "nests its code deeper than a parser can follow. Write it flatter.";

/** And of code that keeps one busy. */
const TOO_SLOW =
  "takes a parser longer than ten seconds to read. Is there a word that stands there again and again?";

/** A text that is to be parsed. */
export interface Trial {
  readonly id: number;
  readonly path: string;
  readonly text: string;
}

/** Each level that a parser goes down costs a token. The longest answers in the rooms have some 1,500. */
const TOKENS = /\w+|[^\s\w]/g;

/** The first that end a parser have nearly twice as many, and what makes one slow is over in a second. */
const LIMIT = 2500;

/** Milliseconds; a parser reads a megabyte in a tenth of a second. */
const PATIENCE = 10_000;

/**
 * Parsers are recursive, and where code nests some thousand levels deep they end the process that they work in, by a
 * signal that nothing can catch; on some texts they take hours. What could be such a text is tried in a process of its own first.
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
    const objection = await this.#objection(path, text);
    if (objection !== undefined) throw new Refused(`${nameOf(path)} ${objection}`);
  }

  async #objection(path: string, text: string): Promise<string | undefined> {
    if (!hasMoreTokens(text, LIMIT) || this.#lived.has(text)) return undefined;
    const trial = this.#last.then(() => this.#try({ id: ++this.#count, path, text }));
    this.#last = trial;
    if ((await trial) === undefined) this.#lived.add(text);
    return trial;
  }

  close(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  async #try(trial: Trial): Promise<string | undefined> {
    this.#child ??= startChild(this.#entry);
    const child = this.#child;
    const died = new Promise<string>((resolve) => child.once("exit", () => resolve(TOO_DEEP)));
    const lived = new Promise<undefined>((resolve) => child.once("message", () => resolve(undefined)));
    child.ref(); // only while it is waited for does it keep the program alive
    child.channel?.ref();
    child.send(trial);
    const objection = await Promise.race([died, lived, delay(PATIENCE, TOO_SLOW, { ref: false })]);
    child.removeAllListeners("exit").removeAllListeners("message");
    child.unref();
    child.channel?.unref();
    if (objection !== undefined) this.close();
    return objection;
  }
}

function hasMoreTokens(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let tokens = 0;
  TOKENS.lastIndex = 0;
  while (tokens <= limit && TOKENS.test(text)) tokens++;
  return tokens > limit;
}

/** With half the stack that a process usually has, and a gigabyte: what it survives the tutor survives by far. */
function startChild(entry: string): ChildProcess {
  const options = {
    stdio: ["ignore", "ignore", "ignore", "ipc"] as ["ignore", "ignore", "ignore", "ipc"],
    env: { PATH: process.env.PATH ?? "", RUST_MIN_STACK: String(2 ** 20) },
  };
  const child =
    process.platform === "win32"
      ? spawn(process.execPath, [entry], options)
      : spawn(
          "sh",
          ["-c", 'ulimit -s 4096; ulimit -d 1048576 2>/dev/null; exec "$0" "$@"', process.execPath, entry],
          options,
        );
  child.on("error", () => {}); // where it cannot start or be written to, it exits
  return child;
}
