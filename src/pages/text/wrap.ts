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
  return kept;
}
