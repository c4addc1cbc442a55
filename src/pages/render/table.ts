import type { Tokens } from "marked";
import { type Line, span } from "../text/line.ts";
import { lineWidth } from "../text/width.ts";
import { wrap } from "../text/wrap.ts";
import { inline } from "./inline.ts";

type Row = readonly Line[];

/** Columns a frame takes: a bar and two blanks a column, and the last bar. */
const frame = (columns: number) => 3 * columns + 1;

/** A table in a frame; in a place too narrow for its longest words each row as a list of `column: entry`. */
export function table(token: Tokens.Table, width: number): readonly Line[] {
  const header = token.header.map(({ tokens }) => inline(tokens, { bold: true }));
  const rows = token.rows.map((row) => row.map(({ tokens }) => inline(tokens)));
  const widths = columnWidths([header, ...rows], width - frame(header.length));
  if (widths === undefined) return asList(header, rows, width);
  const draw = (row: Row) => framedRow(row, widths, token.align);
  return [
    rule("┌┬┐", widths),
    ...draw(header),
    rule("├┼┤", widths),
    ...rows.flatMap(draw),
    rule("└┴┘", widths),
  ];
}

/**
 * How wide each column is drawn so that all take at most `available` columns: as wide as they are, else the widest give
 * way first, but none below its longest word. Undefined where that is not enough.
 */
function columnWidths(rows: readonly Row[], available: number): readonly number[] | undefined {
  const columns = rows[0]?.map((_, at) => rows.map((row) => row[at] ?? [])) ?? [];
  const least = columns.map((cells) => Math.max(1, ...cells.map(longestWord)));
  const widths = columns.map((cells) => Math.max(1, ...cells.map(lineWidth)));
  for (let over = sum(widths) - available; over > 0; over--) {
    const room = widths.map((width, at) => (width > (least[at] ?? width) ? width : 0));
    const widest = room.indexOf(Math.max(...room));
    if (room[widest] === 0) return undefined;
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function longestWord(cell: Line): number {
  return Math.max(
    ...wrap(cell, 1 << 16).flatMap((line) => lineWords(line).map((word) => lineWidth([span(word)]))),
  );
}

function lineWords(line: Line): readonly string[] {
  return line
    .map(({ text }) => text)
    .join("")
    .split(/\s+/);
}

function framedRow(row: Row, widths: readonly number[], align: Tokens.Table["align"]): readonly Line[] {
  const cells = widths.map((width, at) => wrap(row[at] ?? [], width));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => [
    ...cells.flatMap((lines, at) => [
      span("│ ", { dim: true }),
      ...padded(lines[line] ?? [], widths[at] ?? 0, align[at]),
      span(" "),
    ]),
    span("│", { dim: true }),
  ]);
}

function padded(line: Line, width: number, align: Tokens.Table["align"][number] | undefined): Line {
  const missing = Math.max(0, width - lineWidth(line));
  const left = align === "right" ? missing : align === "center" ? Math.floor(missing / 2) : 0;
  return [span(" ".repeat(left)), ...line, span(" ".repeat(missing - left))];
}

function rule(
  [left = "", middle = "", right = ""]: Iterable<string> & string,
  widths: readonly number[],
): Line {
  return [span(left + widths.map((width) => "─".repeat(width + 2)).join(middle) + right, { dim: true })];
}

function asList(header: Row, rows: readonly Row[], width: number): readonly Line[] {
  return rows.flatMap((row, at) => [
    ...(at > 0 ? [[]] : []),
    ...row.flatMap((cell, column) => wrap([...(header[column] ?? []), span(": "), ...cell], width)),
  ]);
}
