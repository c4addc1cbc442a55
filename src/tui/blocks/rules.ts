import { pad, spread } from "../text/fit.ts";
import { type Line, line, span } from "../text/line.ts";
import { lineWidth } from "../text/width.ts";
import type { Look } from "./look.ts";

/** A wall across the screen with something written into its left and its right end. */
export function rule(left: Line, right: Line, { width, glyphs }: Look): Line {
  const stone = span(glyphs.rule, "faint");
  const start = left.length === 0 ? [] : [span(`${glyphs.rule} `, "faint"), ...left, span(" ")];
  const end = right.length === 0 ? [] : [span(" "), ...right, span(` ${glyphs.rule}`, "faint")];
  const bothFit = lineWidth(start) + lineWidth(end) < width; // what stands at the left is the more important
  return pad(spread(start, bothFit ? end : [], width, glyphs.ellipsis, stone), width, stone);
}

/** A heading inside a pane. */
export function heading(title: string, look: Look, right: Line = []): Line {
  return rule(line(span(title, "strong")), right, look);
}
