import { Chalk } from "chalk";
import core from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";

// Only the languages of the pages: the whole of highlight.js would take every start a third of a second.
core.registerLanguage("typescript", typescript);
core.registerLanguage("python", python);
core.registerLanguage("bash", bash);

const chalk = new Chalk({ level: 1 });
type Paint = (text: string) => string;
const plain: Paint = (text) => text;

/** The sixteen colours that each terminal's own theme defines, so that code is readable on light and dark ones. */
const COLOURS: Readonly<Record<string, Paint>> = {
  keyword: chalk.magenta,
  built_in: chalk.cyan,
  type: chalk.cyan,
  literal: chalk.yellow,
  number: chalk.yellow,
  string: chalk.green,
  regexp: chalk.green,
  subst: plain,
  comment: chalk.dim,
  doctag: chalk.dim,
  meta: chalk.dim,
  title: chalk.blue,
  attr: plain,
};

const TOKEN = /<span class="hljs-(\w+)[^"]*">|<\/span>|([^<]+)/g;

/** Code in colours, line by line: each line begins and ends without one. Unknown languages stay plain. */
export function highlighted(code: string, language = ""): string {
  if (core.getLanguage(language) === undefined) return code;
  const { value } = core.highlight(code, { language, ignoreIllegals: true });
  const scopes: string[] = [];
  let painted = "";
  for (const [token, scope, text] of value.matchAll(TOKEN)) {
    if (scope !== undefined) scopes.push(scope);
    else if (token === "</span>") scopes.pop();
    else painted += paint(unescaped(text ?? ""), scopes);
  }
  return painted;
}

function paint(text: string, scopes: readonly string[]): string {
  const colour = COLOURS[scopes.at(-1) ?? ""] ?? plain;
  return text.split("\n").map((line) => (line.trim() === "" ? line : colour(line))).join("\n");
}

function unescaped(html: string): string {
  return html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
}
