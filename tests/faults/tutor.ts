import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import { hashOf } from "../../src/grading/hash.ts";
import type { RunVerdict } from "../../src/grading/verdict.ts";
import { Terminal, type TerminalOptions } from "../terminal/terminal.ts";
import { addLosses, type Losses, lostAnswer, lostMark, NOTHING_LOST, wrongVerdict } from "./scenario.ts";

/** Long enough for a loaded machine: what takes longer counts as no verdict. */
const PATIENCE = 40_000;

/** A verdict as the database has it. */
export interface Mark {
  readonly room: string;
  readonly hash: string;
  readonly verdict: RunVerdict;
  readonly passed: 0 | 1;
}

/** The real tutor in a pseudo-terminal, and what the learner has of it: an answer's file, a screen, a database. */
export class Tutor {
  readonly workspace: string;
  readonly answer: string;
  terminal: Terminal;

  private constructor(workspace: string, terminal: Terminal) {
    this.workspace = workspace;
    this.answer = join(workspace, "0.2-cnns", "01-relu.ts");
    this.terminal = terminal;
  }

  /** Starts in the room 0.2/relu and waits until the file there is has been graded. */
  static async start(workspace = newWorkspacePath(), options: Partial<TerminalOptions> = {}): Promise<Tutor> {
    const tutor = new Tutor(workspace, openTerminal(workspace, options));
    await tutor.isUp();
    return tutor;
  }

  /** Starts the program again, as after a crash. */
  async restart(options: Partial<TerminalOptions> = {}): Promise<void> {
    this.terminal = openTerminal(this.workspace, options);
    await this.isUp();
  }

  async isUp(): Promise<void> {
    await this.terminal.waitFor(VERDICT, PATIENCE);
  }

  save(text: string): void {
    writeFileSync(this.answer, text);
  }

  get marks(): readonly Mark[] {
    return marksIn(this.workspace);
  }

  get isAlive(): boolean {
    try {
      process.kill(this.terminal.pid, 0);
      return true;
    } catch {
      return false;
    }
  }

  /** The verdict recorded for exactly this text, as soon as there is one. */
  async verdictOn(text: string, milliseconds = PATIENCE): Promise<RunVerdict | "none"> {
    const hash = hashOf(text);
    const mark = await until(() => this.marks.findLast((each) => each.hash === hash), milliseconds);
    return mark?.verdict ?? "none";
  }

  /** Waits until the screen says how the last save ended, or until it has had time enough to say it. */
  async shows(what: RegExp, milliseconds = 10_000): Promise<boolean> {
    return (await until(() => (what.test(this.terminal.text()) ? true : undefined), milliseconds)) ?? false;
  }

  /** What is amiss if `text`, the last that was saved, should have passed or should not have. */
  async judge(text: string, expected: "passes" | "fails", what: string): Promise<Losses> {
    const verdict = await this.verdictOn(text);
    const wanted: readonly string[] = expected === "passes" ? ["passed"] : ["failed", "could-not-load"];
    if (!wanted.includes(verdict))
      return wrongVerdict(`${what}: recorded as ${verdict}, should be ${wanted[0]}`);
    const shown = expected === "passes" ? PASSED : NOT_PASSED;
    if (!(await this.#comesToShow(shown)))
      return wrongVerdict(`${what}: recorded as ${verdict}, but the screen shows\n${this.terminal.text()}`);
    return addLosses([this.#answerIs(text, what), this.#marksFit(expected, text, what)]);
  }

  /** The verdict of the save before may still be there, and one that an older run left would come with the next frames. */
  async #comesToShow(what: RegExp): Promise<boolean> {
    const end = Date.now() + 10_000;
    while (await this.shows(what, end - Date.now())) {
      await pause(50);
      if (what.test(this.terminal.text())) return true;
    }
    return false;
  }

  async end(): Promise<void> {
    this.terminal.kill("SIGKILL");
    await this.terminal.exited;
    if (this.workspace.startsWith(tmpdir())) rmSync(this.workspace, { recursive: true, force: true });
  }

  #answerIs(text: string, what: string): Losses {
    const now = existsSync(this.answer) ? readFileSync(this.answer, "utf8") : undefined;
    return now === text ? NOTHING_LOST : lostAnswer(`${what}: the file no longer holds what was saved`);
  }

  #marksFit(expected: "passes" | "fails", text: string, what: string): Losses {
    const mark = this.marks.findLast(({ hash }) => hash === hashOf(text));
    if ((mark?.passed === 1) === (expected === "passes")) return NOTHING_LOST;
    return lostMark(`${what}: shown as ${mark?.verdict}, kept with passed = ${mark?.passed}`);
  }
}

/** The line under the room's name, once a run is over. */
const VERDICT =
  /─ (✓ passed|[✗!] |○ nothing written|\? could not grade)|^- (\+ passed|[x!] |o nothing written|\? could not)|^(Passed|Not passed yet|Does not load): /m;
export const PASSED = /─ ✓ passed|^- \+ passed|^Passed: /m;
const NOT_PASSED = /─ [✗!] |^- [x!] |^(Not passed yet|Does not load): /m;

/** A path for a workspace that is not there yet, with a space and a letter outside ASCII in it. */
export function newWorkspacePath(name = "wörk space"): string {
  return join(mkdtempSync(join(tmpdir(), "arena faults ")), name);
}

function openTerminal(workspace: string, options: Partial<TerminalOptions>): Terminal {
  return new Terminal(["start", "0.2/relu", "--workspace", workspace], { cwd: tmpdir(), ...options });
}

/** Every attempt in the workspace's database, in the order of writing; none where there is no database yet. */
export function marksIn(workspace: string): readonly Mark[] {
  return read(workspace, (database) =>
    database.prepare<[], Mark>("SELECT room, hash, verdict, passed FROM attempts ORDER BY id").all(),
  );
}

/** SQLite's own words on the file: `ok`, or what is broken. */
export function integrityOf(workspace: string): string {
  const [first] = read(workspace, (database) => [database.pragma("integrity_check", { simple: true })]);
  return String(first ?? "there is no database");
}

function read<T>(workspace: string, query: (database: Database.Database) => readonly T[]): readonly T[] {
  const path = join(workspace, ".arena", "progress.db");
  if (!existsSync(path)) return [];
  const database = new Database(path, { readonly: true, timeout: 5_000 });
  try {
    return query(database);
  } catch (error) {
    if (/no such table/.test(String(error))) return []; // it is being made
    throw error;
  } finally {
    database.close();
  }
}

/** What `look` returns as soon as it is something; undefined if that never happens. */
export async function until<T>(look: () => T | undefined, milliseconds: number): Promise<T | undefined> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = look();
    if (found !== undefined || Date.now() > end) return found;
    await pause(15);
  }
}
