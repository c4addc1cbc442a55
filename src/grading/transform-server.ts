import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { TestProject, Vitest } from "vitest/node";
import { type ArenaModules, arenaModules, type GraderFiles, Refused } from "./arena-modules.ts";
import { encodingFault } from "./encoding.ts";
import { insteadOfLine } from "./from-pytorch/index.ts";
import type { ImportRules } from "./import-rules.ts";
import { plainTexts } from "./plain-text.ts";
import type { Failure } from "./verdict.ts";

export type { GraderFiles } from "./arena-modules.ts";

/**
 * Vitest as a library in the tutor's process: it turns graders, solutions and answers into what the workers' module
 * runner executes. Learner's code is transformed here but never runs here.
 */
export class TransformServer {
  readonly #vitest: Vitest;
  readonly #project: TestProject;
  readonly #answers: Map<string, string>;
  readonly #calls: Calls;
  readonly #rules: ImportRules;

  /** Vitest asks for a file of snapshots before every suite. There is none, in a place where it may look. */
  readonly #noSnapshot: string;

  private constructor(
    root: string,
    vitest: Vitest,
    answers: Map<string, string>,
    calls: Calls,
    rules: ImportRules,
  ) {
    this.#rules = rules;
    this.#noSnapshot = join(root, "dist", "none.snap");
    this.#vitest = vitest;
    this.#project = vitest.getRootProject();
    this.#answers = answers;
    this.#calls = calls;
  }

  /** Starts vitest without any configuration of the learner's, and without a file watcher. */
  static async start(root: string, rooms: readonly GraderFiles[]): Promise<TransformServer> {
    keepVitestOutOfHome();
    const { createMethodsRPC, createVitest } = await import("vitest/node");
    const answers = new Map<string, string>();
    const modules = arenaModules(root, rooms, answers);
    const vitest = await withoutSignalHandlers(() =>
      createVitest("test", vitestOptions(root), viteOptions(modules)),
    );
    const calls = createMethodsRPC(vitest.getRootProject()) as unknown as Calls;
    return new TransformServer(root, vitest, answers, calls, modules.rules);
  }

  /** What a worker needs to start vitest's runtime. */
  get serializedConfig(): unknown {
    return this.#project.serializedConfig;
  }

  /** Answers what a worker's module runner asks: only modules and their places, nothing that writes. */
  async answer(method: string, args: readonly unknown[]): Promise<unknown> {
    if (method === "resolveSnapshotPath") return this.#noSnapshot;
    const call = ANSWERED.has(method) ? this.#calls[method] : undefined;
    return call === undefined ? undefined : await call(...args);
  }

  /** Keeps the text of a save and returns the name under which exactly this save can be imported. */
  keep(answerPath: string, text: string, run: number): string {
    const id = `${answerPath.replace(/[?#]/g, "_")}?arena=${run}`; // where these begin, vite takes a path to end
    this.#answers.set(id, text);
    return id;
  }

  forget(id: string): void {
    this.#answers.delete(id);
    const graph = this.#project.vite.environments.ssr?.moduleGraph;
    const module = graph?.getModuleById(id);
    if (module !== undefined) graph?.invalidateModule(module);
  }

  /** Answers in this folder may import nothing from outside it. */
  confine(folder: string): void {
    this.#rules.confine(folder);
  }

  /** Transforms a kept answer; the failure tells line and frame where it is not TypeScript. */
  async parse(id: string): Promise<Failure | undefined> {
    const text = this.#answers.get(id) ?? "";
    const encoding = encodingFault(text, id.replace(/\?arena=\d+$/, ""));
    if (encoding !== undefined) return encoding;
    try {
      await this.#project.vite.environments.ssr?.transformRequest(id);
      return undefined;
    } catch (error) {
      return plainTexts(syntaxFailure(error, text));
    }
  }

  async close(): Promise<void> {
    await this.#vitest.close();
  }
}

type Calls = Record<string, (...args: unknown[]) => unknown>;

/** Vitest keeps a token for its web interface, unused here, in the user's home; where that is read-only it would fail. */
function keepVitestOutOfHome(): void {
  process.env.XDG_DATA_HOME ??= join(tmpdir(), `arena-${process.getuid?.() ?? "user"}`);
}

/** How this process ends on a signal is for the tutor to say: the handlers that vitest and vite add would exit first. */
async function withoutSignalHandlers<T>(start: () => Promise<T>): Promise<T> {
  const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
  const started = await start();
  for (const signal of signals) {
    for (const added of process.listeners(signal))
      if (!before.get(signal)?.includes(added)) process.off(signal, added);
  }
  return started;
}

/** The methods of vitest's worker protocol that fetch code. All others report into vitest's own state, unused here. */
const ANSWERED = new Set(["fetch", "fetchWarmModules", "prewarmModuleGraph", "resolve"]);

function vitestOptions(root: string): Parameters<typeof import("vitest/node").createVitest>[1] {
  return {
    root,
    config: false,
    watch: false,
    include: [],
    reporters: [{}],
    disableConsoleIntercept: true,
    fsModuleCache: false, // a grading process may not read it, since solutions would lie there
    pool: "forks",
    server: { deps: { external: [/[\\/]dist[\\/][^?]*\.js$/] } },
  };
}

function viteOptions({
  plugin,
}: ArenaModules): NonNullable<Parameters<typeof import("vitest/node").createVitest>[2]> {
  return {
    logLevel: "silent",
    server: { watch: null, hmr: false, ws: false },
    // Fields without a value are types only, so that a module's parameters come in the order of assignment.
    oxc: {
      tsconfig: false,
      typescript: { removeClassFieldsWithoutInitializer: true },
      assumptions: { setPublicClassFields: true },
    } as never,
    plugins: [plugin],
  };
}

interface ParseError {
  readonly message?: string;
  readonly loc?: { readonly line: number; readonly column: number };
  readonly errors?: readonly {
    readonly message?: string;
    readonly loc?: { readonly line: number; readonly column: number };
  }[];
}

function syntaxFailure(error: unknown, text: string): Failure {
  const { message = String(error), loc, errors } = (error ?? {}) as ParseError;
  if (error instanceof Refused) return { kind: "threw", label: "", message: firstSentence(message) };
  const place = loc ?? errors?.[0]?.loc ?? placeOf(message);
  const sentence = firstSentence(message);
  if (place === undefined) return { kind: "syntax", label: "", message: sentence };
  const instead = insteadOfLine(text.split("\n")[place.line - 1] ?? "");
  return {
    kind: "syntax",
    label: "",
    message: instead === undefined ? sentence : `${sentence}\n${instead}`,
    line: place.line,
    column: place.column + 1,
    frame: codeFrame(text, place.line, place.column),
  };
}

function placeOf(message: string): { line: number; column: number } | undefined {
  const place = /\[?\s*[^\s:]+:(\d+):(\d+)/.exec(message);
  return place ? { line: Number(place[1]), column: Number(place[2]) - 1 } : undefined;
}

function firstSentence(message: string): string {
  const plain = stripVTControlCharacters(message);
  const line =
    plain
      .split("\n")
      .map((row) => row.trim())
      .find((row) => row !== "" && !/^Transform failed/.test(row)) ?? "This is not TypeScript.";
  return line.replace(/^\[(PARSE_ERROR|plugin[^\]]*)\]\s*/, "").replace(/^Error:\s*/, "");
}

/** The lines around a place, numbered, with a mark under the column. */
function codeFrame(text: string, line: number, column: number): string {
  const lines = text.split(/\r?\n/);
  const from = Math.max(1, line - 2);
  const to = Math.min(lines.length, line + 2);
  const width = String(to).length;
  const rows: string[] = [];
  for (let n = from; n <= to; n++) {
    rows.push(`${n === line ? ">" : " "} ${String(n).padStart(width)} | ${lines[n - 1] ?? ""}`);
    if (n === line) rows.push(`  ${" ".repeat(width)} | ${" ".repeat(Math.max(0, column))}^`);
  }
  return rows.join("\n");
}

/** A grader's version: it changes with every byte that could change a verdict. */
export function graderVersion(files: GraderFiles, hash: (text: string) => string): string {
  const parts = [files.grader, files.decoys, files.solution].map(
    (path) => `${basename(dirname(path))}/${basename(path)}\n${readFileSync(path, "utf8")}`,
  );
  return hash(parts.join("\n")).slice(0, 12);
}
