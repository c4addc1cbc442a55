import { realpathSync } from "node:fs";
import { isBuiltin } from "node:module";
import { isAbsolute, join, relative, sep } from "node:path";
import type { Node } from "@oxc-project/types";
import { parseSync } from "rolldown/utils";
import { nodesWithin } from "../syntax/nodes.ts";
import { CLOSED_BUILTINS } from "./closed-builtins.ts";

/**
 * Places of arena whose modules may import each other: everything outside of them is somebody's answer. The page is what
 * vite names as the importer of a module that nothing imports.
 */
const OWN = ["exercises", "graders", "dist", "node_modules", "index.html"];

/** The test runner, which its own plugin resolves before any rule is asked. */
const TEST_RUNNER = /^(@vitest\/|vitest(\/|$)|vite(\/|$))/;

const WHAT_FITS = 'An answer may import "arena/tools" and files of your own.';

/**
 * What an answer, or a file that it imports, may import: the learner's tools, files of its own, and harmless modules of
 * Node. Enforced where modules are resolved, so that no spelling of a path gets around it.
 */
export class ImportRules {
  readonly #own: readonly string[];
  readonly #source: string;
  readonly #tools: ReadonlySet<string>;
  readonly #confined = new Set<string>();

  /**
   * `root` is arena's own folder, `rooms` the folders of graders and solutions wherever they lie, `tools` the absolute
   * paths of the modules that answers may import from arena.
   */
  constructor(root: string, rooms: readonly string[], tools: readonly string[]) {
    const own = [...OWN.map((name) => join(root, name)), ...rooms];
    this.#own = [...new Set(own.map(realOrSame))];
    this.#source = realOrSame(join(root, "src"));
    this.#tools = new Set(tools.map(realOrSame));
  }

  /** Answers in this folder may import nothing from outside it. */
  confine(folder: string): void {
    this.#confined.add(realOrSame(folder));
  }

  /** Whether a module is arena's own, and so not bound by these rules. */
  isOwn(id: string): boolean {
    const path = pathOf(id);
    return this.#own.some((place) => isInside(path, place));
  }

  /** Why the answer `importer` may not import `resolved`; undefined where it may. Both are paths, with or without a query. */
  objection(source: string, resolved: string, importer: string): string | undefined {
    const from = pathOf(importer);
    if (isBuiltin(resolved)) return CLOSED_BUILTINS.test(resolved) ? refused(source) : undefined;
    const to = realOrSame(pathOf(resolved));
    if (this.#tools.has(to)) return undefined;
    if (this.isOwn(to) || isInside(to, this.#source)) return refused(source);
    const home = [...this.#confined].find((folder) => isInside(from, folder));
    if (home !== undefined && !isInside(to, home))
      return `Your file imports "${source}", which lies outside your own folder. ${WHAT_FITS}`;
    return undefined;
  }
}

function refused(name: string): string {
  return `Your file imports "${name}". ${WHAT_FITS}`;
}

function pathOf(id: string): string {
  return realOrSame(id.replace(/^\/@fs(?=\/)/, "").replace(/[?#].*$/, ""));
}

function realOrSame(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isInside(path: string, folder: string): boolean {
  const rest = relative(folder, path);
  return rest === "" || (!rest.startsWith(`..${sep}`) && rest !== ".." && !isAbsolute(rest));
}

/** Why the code of an answer, or of a file that it imports, is refused, whatever the modules are; undefined where it is not. */
export function codeObjection(code: string): string | undefined {
  const { program, errors } = parseSync("answer.ts", code);
  if (errors.length > 0) return undefined; // the compiler tells it better
  for (const node of nodesWithin(program)) {
    const objection = nodeObjection(node);
    if (objection !== undefined) return objection;
  }
  return undefined;
}

function nodeObjection(node: Node): string | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
      return nameObjection(node.source.value);
    case "ExportNamedDeclaration":
      return node.source === null ? undefined : nameObjection(node.source.value);
    case "ImportExpression":
      if (node.source.type === "Literal") return nameObjection(String(node.source.value));
      return 'Your file calls import() with a name that is worked out while it runs. Write it out: import("./helper.ts").';
    case "CallExpression":
      if (node.callee.type !== "Identifier" || node.callee.name !== "eval") return undefined;
      return "Your file calls eval(). Write the code itself instead.";
    case "Identifier":
      if (!/^__vi(te|test|_)/.test(node.name)) return undefined;
      return `Your file uses the name ${node.name}. Names that begin like this belong to the test runner.`;
    default:
      return undefined;
  }
}

function nameObjection(source: string): string | undefined {
  return CLOSED_BUILTINS.test(source) || TEST_RUNNER.test(source) ? refused(source) : undefined;
}
