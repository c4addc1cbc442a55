import { createRequire, isBuiltin } from "node:module";
import { dirname, extname } from "node:path";
import type { Program } from "@oxc-project/types";
import { parseSync } from "rolldown/utils";
import { nodesWithin } from "../../syntax/nodes.ts";
import { RAW, REQUIRED } from "./importable.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { refusePipes } from "./pipes.ts";
import { errorInJson } from "./syntax-failure.ts";

/*
 * CommonJS in an answer's files and packages. Node would load it by itself, with its module loader in reach of everything
 * in the file. Here it becomes a module like any other: its text stands in a function that runs when it is first
 * required, with a `require` that knows the files whose names are written out in it.
 */

/** A name that is no file and that `require` knows nevertheless, such as arena/tools. */
type IsKnown = (name: string) => boolean;

/** The code of the module in the place of a file, for who imports or requires it: where it is no CommonJS, its own text. */
export async function importedModule(id: string, files: ImportedFiles, isKnown: IsKnown): Promise<string> {
  const path = id.replace(/\?.*$/, "");
  const text = await files.read(id, path);
  if (RAW.test(id)) return `export default ${JSON.stringify(text)};`;
  const program = commonJsProgram(path, text);
  if (!id.endsWith(REQUIRED)) return program === undefined ? text : importedCommonJs(path);
  if (extname(path) === ".json") return requiredJson(path, text);
  if (program === undefined) return requiredModule(path);
  const links = linksOf(program, path, isKnown);
  if (links.some(({ isMissing }) => isMissing)) files.distrust(id); // the file may be written next
  return requiredCommonJs(path, text, links);
}

/** A file .js is CommonJS if it reads as such; a module would have `import`, `export` or a top-level await. */
function commonJsProgram(path: string, text: string): Program | undefined {
  if (extname(path) !== ".cjs" && extname(path) !== ".js") return undefined;
  const { program, errors, module } = parseSync(path, text, { lang: "js", sourceType: "commonjs" });
  return errors.length > 0 || module.hasModuleSyntax ? undefined : program;
}

/** For `import`: everything by its name, and all of it as the default. */
function importedCommonJs(path: string): string {
  return (
    `import { load } from ${JSON.stringify(path + REQUIRED)}; const all = load(); module.exports = all; ` +
    "if (all?.__esModule) exports.default = all.default;"
  );
}

function requiredModule(path: string): string {
  return `import * as all from ${JSON.stringify(path)}; export const load = () => all["module.exports"] ?? all;`;
}

function requiredJson(path: string, text: string): string {
  const error = errorInJson(path, text);
  if (error !== undefined) throw error;
  return `const value = JSON.parse(${JSON.stringify(text)}); export const load = () => value;`;
}

/** The file's text begins on the first line and ends on the last, so that its lines keep their numbers. */
function requiredCommonJs(path: string, text: string, links: readonly Link[]): string {
  const imports = links.map((link) => link.code).join("");
  const loads = links.map((link) => `${JSON.stringify(link.name)}: ${link.load}`).join(", ");
  const [file, folder] = [path, dirname(path)].map((each) => JSON.stringify(each));
  return (
    `${imports}const __loads = { __proto__: null, ${loads} }; const __require = (name) => (__loads[name] ?? require)(name); ` +
    `let __module; export const load = () => { if (__module === undefined) { __module = { exports: {}, id: ${file}, filename: ${file} }; ` +
    `try { __run.call(__module.exports, __module.exports, __require, __module, ${file}, ${folder}); } catch (error) { __module = undefined; throw error; } } ` +
    `return __module.exports; }; function __run(exports, require, module, __filename, __dirname) { ${text.replace(/^#!/, "//")}\n}`
  );
}

/** One name that a file requires: what is to be imported for it, and the function that gives it. */
interface Link {
  readonly name: string;
  readonly code: string;
  readonly load: string;
  readonly isMissing?: boolean;
}

function linksOf(program: Program, path: string, isKnown: IsKnown): readonly Link[] {
  const names = new Set(namesRequired(program));
  return [...names].map((name, n) => ({ name, ...linkTo(name, `__required${n}`, path, isKnown) }));
}

/** The names that are written out in calls of `require`. Builtins are none: those the sealed `require` gives. */
function* namesRequired(program: Program): Generator<string> {
  for (const node of nodesWithin(program)) {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") continue;
    const [name] = node.arguments;
    if (node.callee.name !== "require" || name?.type !== "Literal" || typeof name.value !== "string")
      continue;
    if (!isBuiltin(name.value)) yield name.value;
  }
}

function linkTo(name: string, local: string, path: string, isKnown: IsKnown): Omit<Link, "name"> {
  if (isKnown(name))
    return { code: `import * as ${local} from ${JSON.stringify(name)}; `, load: `() => ${local}` };
  refusePipes(name, path);
  const found = resolved(name, path);
  if (found === undefined) return { code: "", load: `(name) => { ${NOT_FOUND} }`, isMissing: true };
  return {
    code: `import { load as ${local} } from ${JSON.stringify(found + REQUIRED)}; `,
    load: `() => ${local}()`,
  };
}

/** As Node finds it, by a package's conditions for `require` and with every extension that it tries. */
function resolved(name: string, path: string): string | undefined {
  try {
    return createRequire(path).resolve(name);
  } catch {
    return undefined;
  }
}

/** By this code a package knows that another one, which it could use, is not there. */
const NOT_FOUND =
  'throw Object.assign(new Error("Cannot find module \'" + name + "\'"), { code: "MODULE_NOT_FOUND" });';
