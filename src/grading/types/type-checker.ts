import { existsSync } from "node:fs";
import { join } from "node:path";
import { CheckSession, type Diagnostic } from "./check-session.ts";
import { nativeCompiler } from "./native-compiler.ts";
import { shorten } from "./shorten.ts";

/** One type error in the learner's own file. */
interface TypeProblem {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
  /** At most two lines. */
  readonly message: string;
}

/**
 * `superseded`: a newer check was asked for, or the checker was stopped. `unavailable`: nobody can say;
 * grading goes on.
 */
export type TypesOutcome =
  | { readonly kind: "clean"; readonly milliseconds: number }
  | { readonly kind: "errors"; readonly errors: readonly TypeProblem[]; readonly milliseconds: number }
  | { readonly kind: "superseded" }
  | { readonly kind: "unavailable"; readonly why: string };

export interface TypeChecker {
  /** Checks a text as if it were saved at this path. Only the newest check is answered. Never rejects. */
  check(path: string, text: string): Promise<TypesOutcome>;
  /** Ends the checker's process. */
  stop(): Promise<void>;
}

export interface TypeCheckerOptions {
  /** Path of another TypeScript 7 compiler. */
  readonly compiler?: string;
  /** Longest time for one check, in ms. */
  readonly budget?: number;
}

/**
 * Checks types by TypeScript's native language server, in a process of its own that starts with the first
 * check. A server that crashes or hangs is replaced once; if the next one does no better, types are
 * unavailable.
 *
 * @param workspace the folder with the learner's tsconfig.json.
 */
export function startTypeChecker(
  workspace: string,
  { compiler, budget = 30_000 }: TypeCheckerOptions = {},
): TypeChecker {
  return new NativeTypeChecker(workspace, compiler, budget);
}

class NativeTypeChecker implements TypeChecker {
  readonly #workspace: string;
  readonly #compiler: string | undefined;
  readonly #budget: number;
  #session: CheckSession | undefined;
  #newest = 0;
  #crashes = 0;
  /** Why there will be no more checks. */
  #ended: string | undefined;

  constructor(workspace: string, compiler: string | undefined, budget: number) {
    this.#workspace = workspace;
    this.#compiler = compiler;
    this.#budget = budget;
  }

  async check(path: string, text: string): Promise<TypesOutcome> {
    const turn = ++this.#newest;
    const startedAt = performance.now();
    while (turn === this.#newest) {
      const session = this.#sessionOrWhyNot();
      if (typeof session === "string") return { kind: "unavailable", why: session };
      try {
        const diagnostics = await session.diagnose(path, text, this.#budget);
        if (turn === this.#newest) return this.#outcome(diagnostics, performance.now() - startedAt);
      } catch (error) {
        if (turn === this.#newest) await this.#onCrash(session, error as Error);
      }
    }
    return { kind: "superseded" };
  }

  async stop(): Promise<void> {
    this.#newest++;
    this.#ended ??= "The type checker was stopped.";
    await this.#session?.end();
  }

  #sessionOrWhyNot(): CheckSession | string {
    if (this.#ended !== undefined) return this.#ended;
    const settings = join(this.#workspace, "tsconfig.json");
    if (!existsSync(settings))
      return `Types are not checked: ${settings} is missing. \`arena start\` puts it back.`;
    try {
      this.#session ??= new CheckSession(this.#compiler ?? nativeCompiler(), this.#workspace);
      return this.#session;
    } catch (error) {
      return `Types are not checked: ${(error as Error).message}`;
    }
  }

  #outcome(diagnostics: readonly Diagnostic[], milliseconds: number): TypesOutcome {
    this.#crashes = 0;
    const errors = diagnostics.filter(({ severity }) => severity === ERROR).map(problemOf);
    return errors.length === 0 ? { kind: "clean", milliseconds } : { kind: "errors", errors, milliseconds };
  }

  async #onCrash(session: CheckSession, { message }: Error): Promise<void> {
    this.#session = undefined;
    this.#crashes++;
    if (this.#crashes > RESTARTS) {
      const what = `TypeScript's checker ended twice (${message})`;
      this.#ended = `Types are not checked any more: ${what}. Grading goes on without it.`;
    }
    await session.end();
  }
}

function problemOf({ range: { start }, message }: Diagnostic): TypeProblem {
  return { line: start.line + 1, column: start.character + 1, message: shorten(message) };
}

/** The protocol's number for it. */
const ERROR = 1;

const RESTARTS = 1;
