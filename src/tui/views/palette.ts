import { stripVTControlCharacters } from "node:util";
import chalk from "chalk";
import type { Line, Span, Tone } from "../text/line.ts";

/** Tones as the terminal's own sixteen colours, so that a learner's light or dark theme stays theirs. */
const INKS: Readonly<Record<Tone, (text: string) => string>> = {
  plain: (text) => text,
  faint: chalk.dim,
  strong: chalk.bold,
  good: chalk.green,
  bad: chalk.red,
  warning: chalk.yellow,
  tool: chalk.yellow.bold,
  door: chalk.cyan,
  boss: chalk.magenta.bold,
  key: chalk.cyan.bold,
  ansi: (text) => text,
};

/** A line as a terminal takes it: with colours, or without a single escape code. */
export function painted(line: Line, colour: boolean): string {
  return line.map((part) => (colour ? INKS[part.tone](part.text) : colourless(part))).join("");
}

function colourless(part: Span): string {
  return part.tone === "ansi" ? stripVTControlCharacters(part.text) : part.text;
}
