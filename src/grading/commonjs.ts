import { readFile } from "node:fs/promises";
import { createRequire, isBuiltin } from "node:module";
import { extname } from "node:path";
import type { Program } from "@oxc-project/types";
import { parseSync } from "rolldown/utils";
import { nodesWithin } from "../syntax/nodes.ts";

/*
 * CommonJS in an answer's files and packages. Node would load it by itself, with its module loader in reach of everything
 * in the file. Here it becomes a module like any other: its text stands in a function that runs when it is first
 * required, with a `require` that knows the files whose names are written out in it.
 */

/** Behind a path: the module whose `load` gives what `require` of that file gives. */
const REQUIRED = "?required";

/** A name that is no file and that `require` knows nevertheless, such as arena/tools. */
type IsKnown = (name: string) => boolean;

/** The module in the place of a file, for who imports or requires it; undefined where the file's own text is that. */
export async function commonJsModule(id: string, isKnown: IsKnown): Promise<string | undefined> {
  const isRequired = id.endsWith(REQUIRED);
  const path = isRequired ? id.slice(0, -REQUIRED.length) : id;
  const extension = extname(path);
  if (isRequired && extension === ".json") return requiredJson(await readFile(path, "utf8"));
  const text = extension === ".cjs" || extension === ".js" ? await readFile(path, "utf8") : "";
  const program = text === "" && !isRequired ? undefined : commonJsProgram(path, text);
  if (isRequired)
    return program === undefined ? requiredModule(path) : requiredCommonJs(path, text, program, isKnown);
  return program && importedCommonJs(path);
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

function requiredJson(text: string): string {
  return `const value = JSON.parse(${JSON.stringify(text)}); export const load = () => value;`;
}

/** The file's text begins on the first line and ends on the last, so that its lines keep their numbers. */
function requiredCommonJs(path: string, text: string, program: Program, isKnown: IsKnown): string {
  const links = [...new Set(namesRequired(program))].map((name, n) =>
    linkTo(name, `__required${n}`, path, isKnown),
  );
  const [imports, loads] = [links.map((link) => link.code), links.map((link) => link.load)].map((parts) =>
    parts.join(""),
  );
  const [file, folder] = [path, path.replace(/[\\/][^\\/]*$/, "")].map((each) => JSON.stringify(each));
  return (
    `${imports}const __loads = { __proto__: null, ${loads}}; const __require = (name) => (__loads[name] ?? require)(name); ` +
    `let __module; export const load = () => { if (__module === undefined) { __module = { exports: {}, id: ${file}, filename: ${file} }; ` +
    `try { __run.call(__module.exports, __module.exports, __require, __module, ${file}, ${folder}); } catch (error) { __module = undefined; throw error; } } ` +
    `return __module.exports; }; function __run(exports, require, module, __filename, __dirname) { ${text}\n}`
  );
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

function linkTo(name: string, local: string, path: string, isKnown: IsKnown): { code: string; load: string } {
  const key = JSON.stringify(name);
  if (isKnown(name)) return { code: `import * as ${local} from ${key}; `, load: `${key}: () => ${local}, ` };
  const found = resolved(name, path);
  if (found === undefined) return { code: "", load: `${key}: (name) => { ${NOT_FOUND} }, ` };
  return {
    code: `import { load as ${local} } from ${JSON.stringify(found + REQUIRED)}; `,
    load: `${key}: () => ${local}(), `,
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
