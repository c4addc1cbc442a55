import { BLANK, type Line, line, type Span, span, type Tone } from "./line.ts";
import { lineWidth, splitAtWidth, textWidth } from "./width.ts";

/**
 * Breaks a line at its spaces so that no piece is wider than `width`; longer words are cut. `hanging` indents
 * the rest.
 */
export function wrap(of: Line, width: number, hanging = 0): Line[] {
  const room = Math.max(1, width);
  const lead = Math.min(hanging, Math.max(0, room - 8));
  const lines: Span[][] = [[]];
  let used = 0;
  for (const word of words(of)) {
    const needed = lineWidth(word);
    const current = lines[lines.length - 1] as Span[];
    if (isSpace(word)) {
      if (used > 0 || lines.length === 1) current.push(...word);
      used += needed;
      continue;
    }
    if (used + needed <= room) {
      current.push(...word);
      used += needed;
      continue;
    }
    used = placeLongWord(lines, word, room, lead, used);
  }
  return lines.map(withoutTrailingSpace).map((spans) => (spans.length === 0 ? BLANK : spans));
}

/** Starts a new line for a word that does not fit, cutting it where even an empty line is too short. */
function placeLongWord(lines: Span[][], word: Line, room: number, lead: number, usedBefore: number): number {
  let used = usedBefore;
  if (used > 0) used = startLine(lines, lead);
  for (const part of word) {
    let rest = part.text;
    while (rest !== "") {
      const [head, tail] = splitAtWidth(rest, Math.max(0, room - used));
      if (head === "" && used <= lead) return used; // a character wider than the whole line
      if (head !== "") (lines[lines.length - 1] as Span[]).push(span(head, part.tone));
      used += textWidth(head);
      rest = tail;
      if (rest !== "") used = startLine(lines, lead);
    }
  }
  return used;
}

function startLine(lines: Span[][], lead: number): number {
  lines.push(lead > 0 ? [span(" ".repeat(lead))] : []);
  return lead;
}

/** The line as a list of words and of spaces between them; a word may change its tone in the middle. */
function words(of: Line): Span[][] {
  const found: Span[][] = [];
  for (const part of of) {
    for (const text of part.text.match(/\s+|\S+/g) ?? []) {
      const last = found[found.length - 1];
      if (last !== undefined && isSpace(last) === (text.trim() === "")) last.push(span(text, part.tone));
      else found.push([span(text, part.tone)]);
    }
  }
  return found;
}

function isSpace(word: Line): boolean {
  return word[0]?.text.trim() === "";
}

function withoutTrailingSpace(of: readonly Span[]): Span[] {
  const kept = [...of];
  while (kept.length > 0 && isSpace(kept.slice(-1))) kept.pop();
  return kept;
}

/** Wraps a text of one tone, line by line. */
export function wrapText(lines: readonly string[], width: number, tone: Tone = "plain"): Line[] {
  return lines.flatMap((text) => wrap(line(span(text, tone)), width, text.length - text.trimStart().length));
}
