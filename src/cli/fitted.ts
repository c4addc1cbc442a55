import { textWidth } from "../pages/text/width.ts";

/**
 * Text for a terminal of `width` columns: what is longer breaks at blanks, and goes on below the place where its last
 * column begins. Lines of code, and what has escape codes and is laid out already, stay as they are; so do words that
 * are longer than a line, paths for instance, so that they can be copied.
 */
export function fitted(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => (isLaidOut(line) || textWidth(line) <= width ? line : broken(line, width)))
    .join("\n");
}

/** Numbered lines of a code frame, the mark below one, and everything with colour. */
const isLaidOut = (line: string): boolean => line.includes("\u001b") || /^[\s>]*\d*\s*\|/.test(line);

function broken(line: string, width: number): string {
  const lead = " ".repeat(hanging(line, width));
  const rows = [""];
  for (const [, blanks = "", word = ""] of line.matchAll(/(\s*)(\S+)/g)) {
    const row = rows.at(-1) ?? "";
    const longer = row + blanks + word;
    if (row.trim() === "" || textWidth(longer) <= width) rows[rows.length - 1] = longer;
    else rows.push(lead + word);
  }
  return rows.join("\n");
}

/** Where the text of the last narrow column begins: columns are set apart by two blanks or more. */
function hanging(line: string, width: number): number {
  const begins = [...line.matchAll(/^\s*|\S {2,}(?=\S)/g)].map((gap) => gap.index + gap[0].length);
  return begins.findLast((column) => column <= width / 3) ?? 0;
}
