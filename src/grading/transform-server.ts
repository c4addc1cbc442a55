import { readFileSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { TestProject, Vitest } from "vitest/node";
import { encodingFault } from "./encoding.ts";
import { ABSENT, absentName } from "./imports/absent.ts";
import { type ArenaModules, arenaModules, type GraderFiles } from "./imports/arena-modules.ts";
import type { ImportedFiles } from "./imports/imported-files.ts";
import { ParseTrials } from "./imports/parse-trial/trial.ts";
import { Refused } from "./imports/refused.ts";
import type { ImportRules } from "./imports/rules.ts";
import { errorInFile, syntaxFailure } from "./imports/syntax-failure.ts";
import { plainTexts } from "./plain-text.ts";
import type { Failure } from "./verdict.ts";

export type { GraderFiles } from "./imports/arena-modules.ts";

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
  readonly #imported: ImportedFiles;
  readonly #trials: ParseTrials;

  /** Vitest asks for a file of snapshots before every suite. There is none, in a place where it may look. */
  readonly #noSnapshot: string;

  private constructor(
    root: string,
    vitest: Vitest,
    answers: Map<string, string>,
    calls: Calls,
    { rules, imported }: ArenaModules,
    trials: ParseTrials,
  ) {
    this.#trials = trials;
    this.#rules = rules;
    this.#imported = imported;
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
    const trials = new ParseTrials(root);
    const modules = arenaModules(root, rooms, answers, trials);
    const vitest = await withoutSignalHandlers(() =>
      createVitest("test", vitestOptions(root), viteOptions(modules)),
    );
    const calls = createMethodsRPC(vitest.getRootProject()) as unknown as Calls;
    return new TransformServer(root, vitest, answers, calls, modules, trials);
  }

  /** What a worker needs to start vitest's runtime. */
  get serializedConfig(): unknown {
    return this.#project.serializedConfig;
  }

  /** Answers what a worker's module runner asks: only modules and their places, nothing that writes. */
  async answer(method: string, args: readonly unknown[]): Promise<unknown> {
    if (method === "resolveSnapshotPath") return this.#noSnapshot;
    const call = ANSWERED.has(method) ? this.#calls[method] : undefined;
    if (call === undefined) return undefined;
    if (method === "fetch") return this.#fetch(String(args[0]), () => call(...args));
    return call(...args);
  }

  /** Keeps the text of a save and returns the name under which exactly this save can be imported. */
  keep(answerPath: string, text: string, run: number): string {
    const id = `${answerPath.replace(/[?#]/g, "_")}?arena=${run}`; // where these begin, vite takes a path to end
    this.#answers.set(id, text);
    return id;
  }

  /** What a kept answer has imported, and what that imports: the texts of files by their paths, and names that nobody found. */
  importsOf(id: string): { readonly texts: ReadonlyMap<string, string>; readonly absent: readonly string[] } {
    const texts = new Map<string, string>();
    const absent: string[] = [];
    const reached = new Set([this.#project.vite.environments.ssr?.moduleGraph.getModuleById(id)]);
    for (const module of reached) {
      const file = this.#imported.fileOf(module?.id);
      if (file !== undefined) texts.set(file.path, file.text);
      if (module?.id?.startsWith(ABSENT)) absent.push(absentName(module.id));
      for (const next of module?.importedModules ?? [])
        if (!this.#rules.isOwn(next.id ?? "")) reached.add(next);
    }
    return { texts, absent };
  }

  forget(id: string): void {
    this.#answers.delete(id);
    const graph = this.#project.vite.environments.ssr?.moduleGraph;
    const module = graph?.getModuleById(id);
    if (module !== undefined) graph?.invalidateModule(module);
  }

  /**
   * Has the file behind an address read again if it is not what it was, for no save of the answer says that a helper
   * changed; and tells where a helper cannot be parsed.
   */
  async #fetch(url: string, fetch: () => unknown): Promise<unknown> {
    const graph = this.#project.vite.environments.ssr?.moduleGraph;
    const module = await graph?.getModuleByUrl(url);
    if (module?.id != null && this.#imported.hasChanged(module.id)) graph?.invalidateModule(module);
    try {
      return await fetch();
    } catch (error) {
      if (error instanceof Refused) throw error;
      const file = this.#imported.fileOf((module ?? (await graph?.getModuleByUrl(url)))?.id);
      throw (file && errorInFile(error, file.path, file.text)) ?? error;
    }
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
    this.#trials.close();
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
  const [own, foreign] = ownCode(root);
  return {
    root,
    config: false,
    watch: false,
    include: [],
    reporters: [{}],
    disableConsoleIntercept: true,
    fsModuleCache: false, // a grading process may not read it, since solutions would lie there
    pool: "forks",
    // Node itself loads arena's bundle and packages, and nothing else: whatever an answer brings is transformed.
    server: { deps: { inline: [foreign], external: [own] } },
  };
}

/** What matches arena's bundle and packages, and what matches everything else. */
function ownCode(root: string): readonly [own: RegExp, foreign: RegExp] {
  const packages = join(root, "node_modules");
  const folders = [join(root, "dist"), packages, realpathSync(packages)]
    .map((folder) => folder.replaceAll("\\", "/").replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");
  return [new RegExp(`^(${folders})/`), new RegExp(`^(?!(${folders})/)`)];
}

function viteOptions({
  plugins,
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
    plugins: [...plugins],
  };
}

/** A grader's version: it changes with every byte that could change a verdict. */
export function graderVersion(files: GraderFiles, hash: (text: string) => string): string {
  const parts = [files.grader, files.decoys, files.solution].map(
    (path) => `${basename(dirname(path))}/${basename(path)}\n${readFileSync(path, "utf8")}`,
  );
  return hash(parts.join("\n")).slice(0, 12);
}
