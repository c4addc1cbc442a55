import { extname } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { parseSync } from "rolldown/utils";
import { insteadOfLine } from "../from-pytorch/index.ts";
import type { Failure } from "../verdict.ts";
import { TOO_DEEP } from "./parse-trial/trial.ts";
import { Refused } from "./refused.ts";
import { nameOf } from "./rules.ts";

interface ParseError {
  readonly message?: string;
  readonly loc?: { readonly line: number; readonly column: number };
  readonly errors?: readonly {
    readonly message?: string;
    readonly loc?: { readonly line: number; readonly column: number };
  }[];
}

/** Why an answer's text is not TypeScript, by the error of who tried to transform it. */
export function syntaxFailure(error: unknown, text: string): Failure {
  const { message = String(error), loc, errors } = (error ?? {}) as ParseError;
  if (error instanceof Refused) return { kind: "threw", label: "", message };
  if (isTooDeep(error)) return { kind: "threw", label: "", message: `Your file ${TOO_DEEP}` };
  const place = loc ?? errors?.[0]?.loc ?? placeOf(message);
  const sentence = firstSentence(message);
  if (place === undefined) return { kind: "syntax", label: "", message: sentence };
  const instead = insteadOfLine(text.split("\n")[place.line - 1] ?? "");
  return {
    kind: "syntax",
    label: "",
    message: instead === undefined ? sentence : `${sentence}\n${instead}`,
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
function codeFrame(text: string, line: number, column: number): string {
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

/** What those say that walk a program by recursion, and the lexer of its imports, which counts brackets. */
function isTooDeep(error: unknown): boolean {
  if (error instanceof RangeError) return true;
  return error instanceof Error && error.message.startsWith("Failed to parse source for import analysis");
}

/**
 * What is wrong with the text of a file that an answer imports, and where; undefined where `error`, by which that showed,
 * is no matter of its text.
 */
export function errorInFile(error: unknown, path: string, text: string): Refused | undefined {
  return (
    parseError(path, text) ?? (isTooDeep(error) ? new Refused(`${nameOf(path)} ${TOO_DEEP}`) : undefined)
  );
}

function parseError(path: string, text: string): Refused | undefined {
  if (extname(path) === ".json") return errorInJson(path, text);
  const [error] = parseSync(path, text, {
    sourceType: extname(path) === ".cjs" ? "commonjs" : "module",
  }).errors;
  if (error === undefined) return undefined;
  const before = text.slice(0, error.labels[0]?.start ?? 0).split("\n");
  const [line, column] = [before.length, before.at(-1)?.length ?? 0];
  return new Refused(
    `${nameOf(path)} does not parse: ${error.message.replace(/\.$/, "")}, in line ${line}.\n${codeFrame(text, line, column)}`,
  );
}

export function errorInJson(path: string, text: string): Refused | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return new Refused(`${nameOf(path)} is not JSON: ${(error as Error).message}.`);
  }
}
