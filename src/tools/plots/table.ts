import { described } from "../arguments/described.ts";
import { requireOptions } from "../arguments/options.ts";
import { lesson } from "../lesson.ts";
import { Plot } from "./plot.ts";
import { BLACK, type Colour, Raster, WHITE } from "./raster.ts";
import { LETTER_DEPTH, LETTER_HEIGHT, textWidth, writeText } from "./text.ts";

export interface TableSettings {
  readonly title?: string;
  /** Rows that are wrong, by their place: red on paper, with a mark before them in the terminal. */
  readonly wrong?: readonly number[];
}

const SCALE = 2;
const MARGIN = 16;
const LINE = (LETTER_HEIGHT + LETTER_DEPTH) * SCALE + 7;
const WRONG: Colour = [205, 45, 45];
const STRIPE: Colour = [243, 243, 246];

/**
 * Words in rows and columns, each column as wide as its longest word. In the terminal it is lines of text.
 *
 * ```ts
 * plots.table([["layer", "loss"], ["0", "0.52"]]).show();
 * ```
 */
export function table(rows: readonly (readonly string[])[], settings: TableSettings = {}): Plot {
  requireOptions<TableSettings>("table", settings, { title: '"losses"', wrong: "[1]" });
  const { title = "", wrong = [] } = settings;
  if (!Array.isArray(rows) || !rows.every((row) => Array.isArray(row))) {
    throw lesson("table", {
      what: `rows are arrays of words in an array, not ${described(rows)}.`,
      example: 'plots.table([["layer", "loss"], ["0", "0.5"]])',
    });
  }
  return new Plot(title, {
    paper: () => onPaper(rows, title, wrong),
    screen: () => new Raster(0, 0),
    legend: inText(rows, wrong),
  });
}

function onPaper(rows: readonly (readonly string[])[], title: string, wrong: readonly number[]): Raster {
  const widths = columnWidths(rows, (word) => textWidth(word, SCALE) + 22);
  const width = widths.reduce((sum, one) => sum + one, 0);
  const top = title === "" ? MARGIN : MARGIN + LINE;
  const paper = new Raster(
    Math.max(width, textWidth(title, SCALE)) + 2 * MARGIN,
    top + rows.length * LINE + MARGIN,
    WHITE,
  );
  writeText(paper, title, MARGIN, MARGIN - 6, SCALE, BLACK);
  rows.forEach((row, i) => {
    if (i % 2 === 0) paper.fill(MARGIN / 2, top + i * LINE - 5, width + MARGIN, LINE, STRIPE);
    let left = MARGIN;
    row.forEach((word, column) => {
      writeText(paper, word, left, top + i * LINE, SCALE, wrong.includes(i) ? WRONG : BLACK);
      left += widths[column] as number;
    });
  });
  return paper;
}

function inText(rows: readonly (readonly string[])[], wrong: readonly number[]): string[] {
  const widths = columnWidths(rows, (word) => word.length);
  return rows.map((row, i) => {
    const words = row.map((word, column) => word.padEnd(widths[column] as number)).join("  ");
    return wrong.length === 0 ? words.trimEnd() : `${wrong.includes(i) ? "!" : " "} ${words}`.trimEnd();
  });
}

const columnWidths = (rows: readonly (readonly string[])[], widthOf: (word: string) => number): number[] =>
  Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ""))),
  );
