import type { LanguageFn } from "highlight.js";
import core from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import { withoutEntities } from "../text/entities.ts";
import { type Line, type Span, type Style, span } from "../text/line.ts";

/** Only the languages of the pages, by the names they have there; the whole of highlight.js takes a third of a second. */
const GRAMMARS: Readonly<Record<string, LanguageFn>> = {
  ts: typescript,
  typescript,
  python,
  py: python,
  bash,
  sh: bash,
};

const STYLES: Readonly<Record<string, Style>> = {
  keyword: { colour: "magenta" },
  built_in: { colour: "cyan" },
  type: { colour: "cyan" },
  literal: { colour: "yellow" },
  number: { colour: "yellow" },
  string: { colour: "green" },
  regexp: { colour: "green" },
  comment: { dim: true },
  doctag: { dim: true },
  meta: { dim: true },
  title: { colour: "blue" },
};

const TOKEN = /<span class="hljs-(\w+)[^"]*">|<\/span>|([^<]+)/g;

/** Code in colours, line by line. Code in a language that no page is written in stays plain. */
export function highlight(code: string, language: string): readonly Line[] {
  const value = highlightedHtml(code, language);
  if (value === undefined) return plain(code);
  const scopes: string[] = [];
  const lines: Span[][] = [[]];
  for (const [token, scope, text] of value.matchAll(TOKEN)) {
    if (scope !== undefined) scopes.push(scope);
    else if (token === "</span>") scopes.pop();
    else append(lines, withoutEntities(text ?? ""), STYLES[scopes.at(-1) ?? ""] ?? {});
  }
  return lines;
}

/** Code as HTML in highlight.js's classes; undefined for a language that no page is written in. */
export function highlightedHtml(code: string, language: string): string | undefined {
  const grammar = GRAMMARS[language];
  if (grammar === undefined) return undefined;
  if (core.getLanguage(language) === undefined) core.registerLanguage(language, grammar);
  return core.highlight(code, { language, ignoreIllegals: true }).value;
}

/** Text as HTML shows it unchanged. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Code without colours, line by line. */
export function plain(code: string): readonly Line[] {
  return code.split("\n").map((line) => [span(line)]);
}

function append(lines: Span[][], text: string, style: Style): void {
  for (const [index, part] of text.split("\n").entries()) {
    if (index > 0) lines.push([]);
    if (part !== "") lines.at(-1)?.push({ text: part, style });
  }
}
