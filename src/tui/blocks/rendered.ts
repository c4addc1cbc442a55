import { stripVTControlCharacters } from "node:util";
import sliceAnsi from "slice-ansi";
import { type Line, span } from "../text/line.ts";
import { splitAtWidth, textWidth } from "../text/width.ts";
import type { Look } from "./look.ts";

/**
 * Lines rendered elsewhere, with their own colours; those wider than this place are broken, at a space where
 * there is one.
 */
export function renderedLines(lines: readonly string[], { width }: Look): Line[] {
  return lines.flatMap((text) => {
    const cuts = cutsOf(stripVTControlCharacters(text), width);
    return cuts.map((start, i) => {
      const piece = sliceAnsi(text, start, cuts[i + 1]);
      return piece === "" ? [] : [span(piece.trimEnd(), "ansi")];
    });
  });
}

/** The columns at which the pieces of a text begin. */
function cutsOf(text: string, width: number): number[] {
  const cuts = [0];
  let rest = text;
  while (textWidth(rest) > width) {
    const [head] = splitAtWidth(rest, width);
    const space = rest[head.length] === " " ? head.length : head.lastIndexOf(" ");
    const end = space > 0 ? space + 1 : Math.max(1, head.length);
    cuts.push((cuts[cuts.length - 1] ?? 0) + textWidth(rest.slice(0, end)));
    rest = rest.slice(end);
  }
  return cuts;
}
