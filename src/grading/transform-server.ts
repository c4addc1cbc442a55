import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Plugin } from "vite";
import type { TestProject, Vitest } from "vitest/node";
import type { Failure } from "./verdict.ts";

/** The rooms' own files, as the transform needs to know them. */
export interface GraderFiles {
  readonly grader: string;
  readonly solution: string;
  readonly stub: string;
  readonly decoys: string;
  readonly picture?: string;
}

/**
 * Vitest as a library in the tutor's process: it turns graders, solutions and answers into what the workers' module
 * runner executes. Learner's code is transformed here but never runs here.
 */
export class TransformServer {
  readonly #vitest: Vitest;
  readonly #project: TestProject;
  readonly #answers: Map<string, string>;
  readonly #calls: Record<string, (...args: unknown[]) => unknown>;

  private constructor(
    vitest: Vitest,
    answers: Map<string, string>,
    calls: Record<string, (...args: unknown[]) => unknown>,
  ) {
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
    const vitest = await withoutSignalHandlers(() =>
      createVitest("test", vitestOptions(root), viteOptions(root, rooms, answers)),
    );
    const calls = createMethodsRPC(vitest.getRootProject()) as unknown as Record<
      string,
      (...args: unknown[]) => unknown
    >;
    return new TransformServer(vitest, answers, calls);
  }

  /** What a worker needs to start vitest's runtime. */
  get serializedConfig(): unknown {
    return this.#project.serializedConfig;
  }

  /** Answers what a worker's module runner asks: only modules and their places, nothing that writes. */
  async answer(method: string, args: readonly unknown[]): Promise<unknown> {
    const call = ANSWERED.has(method) ? this.#calls[method] : undefined;
    return call === undefined ? undefined : await call(...args);
  }

  /** Keeps the text of a save and returns the name under which exactly this save can be imported. */
  keep(answerPath: string, text: string, run: number): string {
    const id = `${answerPath}?arena=${run}`;
    this.#answers.set(id, text);
    return id;
  }

  forget(id: string): void {
    this.#answers.delete(id);
    const graph = this.#project.vite.environments.ssr?.moduleGraph;
    const module = graph?.getModuleById(id);
    if (module !== undefined) graph?.invalidateModule(module);
  }

  /** Transforms a kept answer; the failure tells file, line and frame where it is not TypeScript. */
  async parse(id: string): Promise<Failure | undefined> {
    try {
      const transformed = await this.#project.vite.environments.ssr?.transformRequest(id);
      const forbidden = [...(transformed?.deps ?? []), ...(transformed?.dynamicDeps ?? [])].find((source) =>
        FORBIDDEN.test(source),
      );
      return forbidden === undefined
        ? undefined
        : {
            kind: "threw",
            label: "",
            message: `Your file imports "${/grader\.js$/.test(forbidden) ? "arena/grader" : "vitest"}". An answer may import "arena/tools" and files of your own.`,
          };
    } catch (error) {
      return syntaxFailure(error, this.#answers.get(id) ?? "");
    }
  }

  async close(): Promise<void> {
    await this.#vitest.close();
  }
}

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
const ANSWERED = new Set([
  "fetch",
  "fetchWarmModules",
  "prewarmModuleGraph",
  "resolve",
  "resolveSnapshotPath",
]);

function vitestOptions(root: string): Parameters<typeof import("vitest/node").createVitest>[1] {
  return {
    root,
    config: false,
    watch: false,
    include: [],
    reporters: [{}],
    disableConsoleIntercept: true,
    pool: "forks",
    server: { deps: { external: [/[\\/]dist[\\/][^?]*\.js$/] } },
  };
}

function viteOptions(
  root: string,
  rooms: readonly GraderFiles[],
  answers: Map<string, string>,
): NonNullable<Parameters<typeof import("vitest/node").createVitest>[2]> {
  return {
    logLevel: "silent",
    server: { watch: null, hmr: false, ws: false },
    // Fields without a value are types only, so that a module's parameters come in the order of assignment.
    oxc: {
      tsconfig: false,
      typescript: { removeClassFieldsWithoutInitializer: true },
      assumptions: { setPublicClassFields: true },
    } as never,
    plugins: [arenaModules(root, rooms, answers)],
  };
}

/** Resolves the two modules that rooms import, gives saved answers their text and graders their first line. */
function arenaModules(root: string, rooms: readonly GraderFiles[], answers: Map<string, string>): Plugin {
  const graders = new Map(rooms.map((files) => [files.grader, files]));
  const own: Readonly<Record<string, string>> = {
    "arena/tools": join(root, "dist", "tools.js"),
    "arena/grader": join(root, "dist", "grader.js"),
    "@tensorflow/tfjs": join(root, "dist", "tfjs.js"),
    "@tensorflow/tfjs-core": join(root, "dist", "tfjs.js"),
  };
  return {
    name: "arena",
    enforce: "pre",
    // Vitest keeps transformed files on disk by their text alone: a grader's first line is no part of that, and what
    // is in an answer's file may be newer than the save that is graded.
    configureVitest: ({ defineCacheKeyGenerator }) =>
      defineCacheKeyGenerator(({ id }) => {
        if (id.includes("?arena=")) return false;
        const files = graders.get(id);
        return files && firstLine(files);
      }),
    resolveId: (source) => (answers.has(source) ? source : (own[source] ?? null)),
    load(id) {
      return (
        answers.get(id) ??
        (graders.has(id) ? firstLine(graders.get(id) as GraderFiles) + readFileSync(id, "utf8") : null)
      );
    },
  };
}

/** What judges an answer is not for the answer to import. Kept as a courtesy: the harness does not rely on it. */
const FORBIDDEN = /(^|node_modules\/)(@?vitest)\/|^vitest$|\/dist\/grader\.js$/;

// On one line with the grader's own first line, so that the line numbers of its stack traces stay right.
function firstLine({ solution, stub, decoys, picture }: GraderFiles): string {
  const load = (path: string) => `() => import(${JSON.stringify(path)})`;
  const loadDefault = (path: string) => `() => import(${JSON.stringify(path)}).then((m) => m.default)`;
  return (
    `import { answerModule as __answer, loadRoom as __load } from "arena/grader"; await __load({ answer: () => import(/* @vite-ignore */ __answer()), ` +
    `solution: ${load(solution)}, stub: ${load(stub)}, decoys: ${loadDefault(decoys)}` +
    `${picture === undefined ? "" : `, picture: ${loadDefault(picture)}`} }); `
  );
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
  const place = loc ?? errors?.[0]?.loc ?? placeOf(message);
  const sentence = firstSentence(message);
  if (place === undefined) return { kind: "syntax", label: "", message: sentence };
  return {
    kind: "syntax",
    label: "",
    message: sentence,
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
export function codeFrame(text: string, line: number, column: number): string {
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
