import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import type { Vitest } from "vitest/node";

/**
 * The same grader under plain vitest: a test file that opens a session by hand and then loads the grader, so that the
 * cases, the tools and the backend are the very ones that the tutor runs.
 */
function writeTestFile(root: string, folder: string, answer: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "relu.test.ts");
  const room = (name: string) => JSON.stringify(join(root, "exercises/0.2-cnns/relu", name));
  writeFileSync(
    path,
    `
import { loadRoom, openPlainSession } from "arena/grader";
await openPlainSession({ room: "0.2/relu", answerPath: ${JSON.stringify(answer)}, exports: ["ReLU"], backend: "wasm" });
await loadRoom({ answer: () => import(${JSON.stringify(answer)}), solution: () => import(${room("solution.ts")}), stub: () => import(${room("stub.ts")}), decoys: async () => [] });
await import(${JSON.stringify(join(root, "graders/0.2-cnns/relu.grader.ts"))});
`,
  );
  return path;
}

const dist = (root: string, name: string) => join(root, "dist", name);

function settings(root: string, include: string[]) {
  return {
    vitest: {
      root,
      config: false as const,
      include,
      pool: "forks" as const,
      reporters: [{}],
      server: { deps: { external: [/[\\/]dist[\\/]/] } },
    },
    vite: {
      logLevel: "silent" as const,
      server: { watch: null },
      resolve: { alias: { "arena/tools": dist(root, "tools.js"), "arena/grader": dist(root, "grader.js") } },
      oxc: {
        tsconfig: false,
        typescript: { removeClassFieldsWithoutInitializer: true },
        assumptions: { setPublicClassFields: true },
      } as never,
    },
  };
}

/** Vitest kept warm: the same process reruns one file after another with its own pool. */
export class WarmVitest {
  readonly #vitest: Vitest;
  readonly #test: string;
  readonly #answer: string;

  private constructor(vitest: Vitest, test: string, answer: string) {
    this.#vitest = vitest;
    this.#test = test;
    this.#answer = answer;
  }

  static async start(root: string, home: string): Promise<WarmVitest> {
    const { createVitest } = await import("vitest/node");
    const answer = join(home, "baseline", "answer.ts");
    const test = writeTestFile(root, join(home, "baseline"), answer);
    writeFileSync(answer, readFileSync(join(root, "exercises/0.2-cnns/relu/solution.ts"), "utf8"));
    const { vitest: options, vite } = settings(root, [test]);
    const vitest = await createVitest("test", { ...options, watch: false }, vite);
    const warm = new WarmVitest(vitest, test, answer);
    await warm.timeRerun(readFileSync(answer, "utf8"));
    return warm;
  }

  /** Milliseconds from just before the save to the end of the run that it causes. */
  async timeRerun(text: string): Promise<number> {
    const start = performance.now();
    writeFileSync(this.#answer, text);
    this.#vitest.invalidateFile(this.#answer);
    const project = this.#vitest.getRootProject();
    const { testModules } = await this.#vitest.runTestSpecifications([
      project.createSpecification(this.#test),
    ]);
    const cases = [...(testModules[0]?.children.allTests() ?? [])];
    if (cases.length === 0)
      throw new Error(
        `The plain vitest run found no case: ${testModules[0]
          ?.errors()
          .map(({ message }) => message)
          .join("; ")}`,
      );
    return performance.now() - start;
  }

  close(): Promise<void> {
    return this.#vitest.close();
  }
}

/** Milliseconds of a whole \`vitest run\` process on the same file. */
export async function coldVitest(root: string, home: string): Promise<number> {
  const answer = join(home, "baseline", "answer.ts");
  const test = writeTestFile(root, join(home, "baseline"), answer);
  const config = join(home, "baseline", "vitest.config.mjs");
  const alias = JSON.stringify({
    "arena/tools": dist(root, "tools.js"),
    "arena/grader": dist(root, "grader.js"),
  });
  writeFileSync(
    config,
    `export default { root: ${JSON.stringify(home)}, resolve: { alias: ${alias} }, test: { include: [${JSON.stringify(test)}], server: { deps: { external: [/[\\\\/]dist[\\\\/]/] } } } };\n`,
  );
  const start = performance.now();
  await execa(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", config], {
    cwd: root,
    reject: false,
  });
  return performance.now() - start;
}
