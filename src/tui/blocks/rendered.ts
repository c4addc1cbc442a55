import { stripVTControlCharacters } from "node:util";
import sliceAnsi from "slice-ansi";
import { type Line, line, span } from "../text/line.ts";
import { textWidth } from "../text/width.ts";
import type { Look } from "./look.ts";

/** Lines rendered elsewhere, with their own colours, cut into pieces where they are wider than this place. */
export function renderedLines(lines: readonly string[], { width }: Look): Line[] {
  return lines.flatMap((text) => (text.includes("\u001b") ? colouredLines(text, width) : plainLines(text, width)));
}

function plainLines(text: string, width: number): Line[] {
  return pieces(textWidth(text), width).map((at) => (text === "" ? [] : line(sliceAnsi(text, at, at + width))));
}

function colouredLines(text: string, width: number): Line[] {
  const wide = textWidth(stripVTControlCharacters(text));
  return pieces(wide, width).map((at) => [span(sliceAnsi(text, at, at + width), "ansi")]);
}

function pieces(wide: number, width: number): number[] {
  return Array.from({ length: Math.max(1, Math.ceil(wide / width)) }, (_, i) => i * width);
}
