import stringWidth from "string-width";
import type { Line } from "./line.ts";

/**
 * ASCII and the signs, walls and blocks that the screen itself is drawn with: one column and one code unit
 * each.
 */
const ONE_COLUMN_EACH = /^[\x20-\x7e\u2500-\u259f✓✗◷○·…▸▣◆✦●›↑↓≠]*$/;

/** Columns a text takes in a terminal: wide characters count twice, combining ones not at all. */
export function textWidth(text: string): number {
  return ONE_COLUMN_EACH.test(text) ? text.length : stringWidth(text);
}

export function lineWidth(of: Line): number {
  return of.reduce((sum, part) => sum + textWidth(part.text), 0);
}

const segmenter = new Intl.Segmenter();

/**
 * The longest beginning of `text` of at most `width` columns, and what is left. Never cuts a character in
 * two.
 */
export function splitAtWidth(text: string, width: number): readonly [head: string, rest: string] {
  if (ONE_COLUMN_EACH.test(text)) return [text.slice(0, width), text.slice(width)];
  let used = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    used += stringWidth(segment);
    if (used > width) return [text.slice(0, index), text.slice(index)];
  }
  return [text, ""];
}
