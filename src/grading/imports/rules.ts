import { realpathSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, extname, isAbsolute, join, relative, sep } from "node:path";
import type { Expression, Node } from "@oxc-project/types";
import { parseAst } from "rolldown/parseAst";
import { nodesWithin } from "../../syntax/nodes.ts";
import { isClosedBuiltin, RAW, REQUIRED, WHAT_FITS } from "./importable.ts";

/**
 * Places of arena whose modules may import each other: everything outside of them is somebody's answer. The page is what
 * vite names as the importer of a module that nothing imports.
 */
const OWN = ["exercises", "graders", "dist", "node_modules", "index.html"];

/** The test runner, which its own plugin resolves before any rule is asked. */
const TEST_RUNNER = /^(@vitest\/|vitest(\/|$)|vite(\/|$))/;

/** Code in the address itself or in the network, which Node's own loader would be asked for, and vite's own addresses. */
const ADDRESS = /^(data:|blob:|https?:|\/\/|\/?@vite\/|\/@)/;

/** What is transformed and so runs inside the seal. All else, a native addon above all, would need a loader of its own. */
const PROGRAM_TEXTS = new Set([".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx", ".json"]);

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
    if (isBuiltin(resolved)) return isClosedBuiltin(resolved) ? refused(source, importer) : undefined;
    const to = realOrSame(pathOf(resolved));
    if (this.#tools.has(to)) return undefined;
    if (this.isOwn(to) || isInside(to, this.#source)) return refused(source, importer);
    if (!PROGRAM_TEXTS.has(extname(to)) && !RAW.test(resolved))
      return refused(source, importer, ", which is no text of a program");
    const home = [...this.#confined].find((folder) => isInside(from, folder));
    if (home !== undefined && !isInside(to, home))
      return refused(source, importer, ", which lies outside your own folder");
    return undefined;
  }
}

function refused(source: string, importer: string, why = ""): string {
  const name = source.endsWith(REQUIRED) ? nameOf(source) : source;
  return `${nameOf(importer)} imports "${name}"${why}. ${WHAT_FITS}`;
}

/** A file as its reader knows it: by its name, in a package by the way to it. */
export function nameOf(id: string): string {
  const path = id.replace(/[?#].*$/, "");
  return /node_modules[\\/](?!.*node_modules[\\/]).*$/.exec(path)?.[0] ?? basename(path);
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

/**
 * Why the code of an answer, or of a file that it imports, is refused, whatever the modules are; undefined where it is
 * not. `code` is JavaScript as the test runner gets it: types and JSX, in which much can hide, are gone. What this
 * parser does not read, the test runner, which has the same one, does not read either.
 */
export function codeObjection(code: string, id: string): string | undefined {
  for (const node of nodesWithin(parsed(code))) {
    const objection = nodeObjection(node, id);
    if (objection !== undefined) return objection;
  }
  return undefined;
}

function parsed(code: string): Node | undefined {
  try {
    return parseAst(code);
  } catch {
    return undefined;
  }
}

function nodeObjection(node: Node, id: string): string | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
      return nameObjection(node.source.value, id);
    case "ExportNamedDeclaration":
      return node.source === null ? undefined : nameObjection(node.source.value, id);
    case "ImportExpression":
      if (node.source.type === "Literal") return nameObjection(String(node.source.value), id);
      return `${nameOf(id)} calls import() with a name that is worked out while it runs. Write it out: import("./helper.ts").`;
    case "CallExpression":
      if (!isEval(node.callee)) return undefined;
      return `${nameOf(id)} calls eval(). Write the code itself instead.`;
    case "Identifier":
      if (!/^__vi(te|test|_)/.test(node.name)) return undefined;
      return `${nameOf(id)} uses the name ${node.name}. Names that begin like this belong to the test runner.`;
    default:
      return undefined;
  }
}

/** By its name, in parentheses or not, eval sees what the code around it sees. */
function isEval(callee: Expression): boolean {
  if (callee.type === "ParenthesizedExpression") return isEval(callee.expression);
  return callee.type === "Identifier" && callee.name === "eval";
}

function nameObjection(source: string, id: string): string | undefined {
  return isClosedBuiltin(source) || TEST_RUNNER.test(source) || ADDRESS.test(source)
    ? refused(source, id)
    : undefined;
}
