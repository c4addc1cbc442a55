import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { Plugin } from "vite";
import { ABSENT, absentId, absentModule } from "./absent.ts";
import { importedModule } from "./commonjs.ts";
import { LARGEST_ANSWER } from "./importable.ts";
import { ImportedFiles } from "./imported-files.ts";
import type { ParseTrials } from "./parse-trial/trial.ts";
import { refusePipes } from "./pipes.ts";
import { Refused } from "./refused.ts";
import { codeObjection, ImportRules } from "./rules.ts";

/** The rooms' own files, as the transform needs to know them. */
export interface GraderFiles {
  readonly grader: string;
  readonly solution: string;
  readonly stub: string;
  readonly decoys: string;
  readonly picture?: string;
  readonly data?: readonly string[];
}

/** The vite plugins, and what narrows their rules while they work. */
export interface ArenaModules {
  readonly plugins: readonly Plugin[];
  readonly rules: ImportRules;
  readonly imported: ImportedFiles;
}

/**
 * Resolves the modules that rooms import, gives saved answers their text and graders their first line, and keeps what
 * an answer imports within the rules.
 */
export function arenaModules(
  root: string,
  rooms: readonly GraderFiles[],
  answers: ReadonlyMap<string, string>,
  trials: ParseTrials,
): ArenaModules {
  const graders = new Map(rooms.map((files) => [files.grader, files]));
  const [tools, tfjs] = [join(root, "dist", "tools.js"), join(root, "dist", "tfjs.js")];
  const own: Readonly<Record<string, string>> = {
    "arena/tools": tools,
    "arena/grader": join(root, "dist", "grader.js"),
    "@tensorflow/tfjs": tfjs,
    "@tensorflow/tfjs-core": tfjs,
  };
  const imported = new ImportedFiles(trials);
  const rules = new ImportRules(root, rooms.flatMap(foldersOf), [tools, tfjs]);
  const plugin: Plugin = {
    name: "arena",
    enforce: "pre",
    // Vitest keeps transformed files on disk by their text alone: a grader's first line is no part of that, and what
    // is in an answer's file may be newer than the save that is graded. An answer's helpers are looked at every time.
    configureVitest: ({ defineCacheKeyGenerator }) =>
      defineCacheKeyGenerator(({ id }) => {
        if (!rules.isOwn(id)) return false;
        const files = graders.get(id);
        return files && firstLine(files);
      }),
    async resolveId(source, importer) {
      if (answers.has(source)) return source;
      if (importer === undefined || rules.isOwn(importer)) return own[source] ?? null;
      if (own[source] === undefined) refusePipes(source, importer);
      const resolved = own[source] ?? (await this.resolve(source, importer, { skipSelf: true }))?.id;
      if (resolved === undefined) {
        imported.distrust(importer); // the file may be written next
        return absentId(source, importer);
      }
      const objection = rules.objection(source, resolved, importer);
      if (objection) throw new Refused(objection);
      return resolved;
    },
    async load(id) {
      const files = graders.get(id);
      if (files) return firstLine(files) + readFileSync(id, "utf8");
      if (id.startsWith(ABSENT)) return absentModule(id);
      const answer = answers.get(id);
      if (answer !== undefined) await trials.refuseUnreadable(id, answer, LARGEST_ANSWER);
      if (answer !== undefined || rules.isOwn(id) || !isAbsolute(id)) return answer ?? null;
      return importedModule(id, imported, (name) => own[name] !== undefined);
    },
  };
  return { plugins: [plugin, codeRules(rules)], rules, imported };
}

/** Looks at code last of all, as the test runner gets it. */
function codeRules(rules: ImportRules): Plugin {
  return {
    name: "arena:code",
    enforce: "post",
    transform(code, id) {
      const objection = rules.isOwn(id) ? undefined : codeObjection(code, id);
      if (objection !== undefined) throw new Refused(objection);
      return null;
    },
  };
}

function foldersOf({ grader, solution }: GraderFiles): string[] {
  return [dirname(grader), dirname(solution)];
}

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
