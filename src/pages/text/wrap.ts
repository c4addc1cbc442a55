import { type Line, type Span, span } from "./line.ts";
import { characterWidth, lineWidth } from "./width.ts";

/** Breaks text at its blanks, and where a span says `\n`, into lines of at most `width` columns; longer words are cut. */
export function wrap(text: Line, width: number): readonly Line[] {
  return paragraphs(text).flatMap((paragraph) => wrapParagraph(paragraph, width));
}

function paragraphs(text: Line): readonly Line[] {
  const found: Span[][] = [[]];
  for (const { text: whole, style } of text) {
    for (const [index, part] of whole.split("\n").entries()) {
      if (index > 0) found.push([]);
      if (part !== "") found.at(-1)?.push({ text: part, style });
    }
  }
  return found;
}

function wrapParagraph(text: Line, width: number): readonly Line[] {
  const lines: Span[][] = [[]];
  let used = 0;
  for (const word of words(text)) {
    const needed = lineWidth(word);
    const blank = isBlank(word);
    if (used + needed <= width) {
      if (!blank || used > 0) lines.at(-1)?.push(...word);
      used += blank && used === 0 ? 0 : needed;
    } else if (!blank) {
      const pieces = cut(word, width);
      lines.push(...(used === 0 ? [] : [[]]));
      lines.at(-1)?.push(...(pieces[0] ?? []));
      lines.push(...pieces.slice(1).map((piece) => [...piece]));
      used = lineWidth(pieces.at(-1) ?? []);
    }
  }
  return lines.map(withoutBlankAtEnd);
}

/** Cuts a line into pieces of at most `width` columns wherever they end; every piece but the first is set in by `hanging`. */
export function cut(line: Line, width: number, hanging = 0): readonly Line[] {
  const lead = Math.min(hanging, Math.max(0, width - 8));
  const pieces: Span[][] = [[]];
  let used = 0;
  for (const { text, style } of line) {
    let piece = "";
    for (const character of text) {
      const needed = characterWidth(character);
      if (used + needed > width && used > 0) {
        pieces.at(-1)?.push({ text: piece, style });
        pieces.push(lead > 0 ? [span(" ".repeat(lead))] : []);
        piece = "";
        used = lead;
      }
      piece += character;
      used += needed;
    }
    if (piece !== "") pieces.at(-1)?.push({ text: piece, style });
  }
  return pieces;
}

/**
 * Like `cut`, but a piece ends before a comment (`// …`, `  # …`) or else at its last blank, where that leaves it at least half
 * full. So broken code still reads, and mostly still runs.
 */
export function cutAtBlanks(line: Line, width: number, hanging = 0): readonly Line[] {
  const lead = Math.min(hanging, Math.max(0, width - 8));
  const pieces: Line[] = [];
  let rest = line;
  for (let room = width; lineWidth(rest) > room; room = width - lead) {
    const [piece, after] = splitAt(rest, breakAt(textOf(rest), room));
    pieces.push(setIn(piece, pieces.length > 0 ? lead : 0));
    rest = after;
  }
  return [...pieces, setIn(rest, pieces.length > 0 ? lead : 0)];
}

const COMMENT = /\s(\/\/ |# )/g;

/** How many characters of a text go into a piece of at most `width` columns, a blank at its end included. */
function breakAt(text: string, width: number): number {
  const fits = charactersWithin(text, width);
  const indent = text.search(/\S/);
  const comment = [...text.matchAll(COMMENT)].at(-1)?.index;
  if (comment !== undefined && comment > indent && comment <= fits) return comment + 1;
  const blank = text.lastIndexOf(" ", fits);
  return blank >= Math.max(fits / 2, indent + 1) ? blank + 1 : Math.max(1, fits);
}

function charactersWithin(text: string, width: number): number {
  let [used, at] = [0, 0];
  for (const character of text) {
    used += characterWidth(character);
    if (used > width) break;
    at += character.length;
  }
  return at;
}

function splitAt(line: Line, at: number): readonly [Line, Line] {
  const [before, after]: [Span[], Span[]] = [[], []];
  let start = 0;
  for (const { text, style } of line) {
    const here = Math.min(text.length, Math.max(0, at - start));
    if (here > 0) before.push({ text: text.slice(0, here), style });
    if (here < text.length) after.push({ text: text.slice(here), style });
    start += text.length;
  }
  return [withoutBlankAtEnd(before), withoutBlankAtStart(after)];
}

function withoutBlankAtStart(line: Line): Line {
  const [first, ...others] = line;
  if (first === undefined) return line;
  const text = first.text.trimStart();
  return text === "" ? withoutBlankAtStart(others) : [{ ...first, text }, ...others];
}

const setIn = (line: Line, columns: number): Line =>
  columns > 0 ? [span(" ".repeat(columns)), ...line] : line;
const textOf = (line: Line): string => line.map(({ text }) => text).join("");

/** Words and the blanks between them, in turn; a word may change its style in the middle. */
function words(text: Line): readonly Line[] {
  const found: Span[][] = [];
  for (const { text: whole, style } of text) {
    for (const part of whole.match(/\s+|\S+/g) ?? []) {
      const last = found.at(-1);
      if (last !== undefined && isBlank(last) === (part.trim() === "")) last.push({ text: part, style });
      else found.push([{ text: part, style }]);
    }
  }
  return found;
}

function isBlank(word: Line): boolean {
  return word[0]?.text.trim() === "";
}

function withoutBlankAtEnd(line: Line): Line {
  const kept = [...line];
  while (kept.length > 0 && kept.at(-1)?.text.trim() === "") kept.pop();
  const last = kept.pop();
  return last === undefined ? kept : [...kept, { ...last, text: last.text.trimEnd() }];
}
