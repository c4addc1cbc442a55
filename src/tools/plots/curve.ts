import { described } from "../arguments/described.ts";
import { requireOptions } from "../arguments/options.ts";
import { lesson } from "../lesson.ts";
import { tf } from "../tensorflow.ts";
import { columnOf, type Field, rowOf, sheetWithAxes } from "./axes.ts";
import { PAPER, SCREEN } from "./colours.ts";
import { label, type Numbers, numbersOf, type Range, rangeOf } from "./numbers.ts";
import { Plot } from "./plot.ts";
import { Raster } from "./raster.ts";
import { type Place, strokeLines } from "./strokes.ts";
import { LETTER_HEIGHT, textWidth, writeText } from "./text.ts";

export interface CurveSettings {
  readonly title?: string;
  /** Where the points stand on the x axis; 0, 1, 2, … unless given. */
  readonly x?: Numbers;
}

interface Line {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * Curves over a common x axis: one list of numbers, or several by name: `await curve({ train, test }, {
 * title: "loss" })`. NaN and infinities leave a gap.
 *
 * @throws ToolError if a line has not as many points as there are places on the x axis.
 */
export async function curve(
  series: Numbers | Readonly<Record<string, Numbers>>,
  settings: CurveSettings = {},
): Promise<Plot> {
  requireOptions<CurveSettings>("curve", settings, { title: '"loss"', x: "[0, 10, 20]" });
  const { title = "", x } = settings;
  requireSeries(series);

  const places = x === undefined ? undefined : await numbersOf(x);
  const named = isNumbers(series) ? [["", series] as const] : Object.entries(series);
  const lines = await Promise.all(
    named.map(async ([name, values]): Promise<Line> => {
      const y = await numbersOf(values);
      if (places !== undefined && places.length !== y.length) throw unequal(name, y.length, places.length);
      return { name, x: places ?? y.map((_, place) => place), y };
    }),
  );
  const [across, up] = [rangeOf(lines.flatMap((line) => line.x)), rangeOf(lines.flatMap((line) => line.y))];
  return new Plot(title, {
    paper: (width, height) => onPaper(lines, title, across, up, width, height),
    screen: (width, height) => onScreen(lines, across, up, width, height),
    legend: legendOf(lines, across, up),
  });
}

function requireSeries(series: unknown): void {
  if (typeof series === "object" && series !== null) return;
  throw lesson("curve", {
    what: `it draws numbers, or several lists of them by name, not ${described(series)}.`,
    example: "await plots.curve({ train: [0.9, 0.5, 0.3], test: [1, 0.6, 0.5] })",
  });
}

const isNumbers = (series: Numbers | Readonly<Record<string, Numbers>>): series is Numbers =>
  Array.isArray(series) || series instanceof tf.Tensor;

function onPaper(
  lines: readonly Line[],
  title: string,
  x: Range,
  y: Range,
  width: number,
  height: number,
): Raster {
  const { raster, field } = sheetWithAxes(width, height, title, x, y);
  lines.forEach((line, i) => {
    const colour = PAPER.lineColour(i);
    const pieces: [Place, Place][] = [];
    draw(line, field, (from, to) => pieces.push([from, to]));
    strokeLines(raster, pieces, 2.2, colour);
    // Above the field, where no line runs through them: the last name ends at the right edge.
    const after = lines.slice(i).reduce((sum, { name }) => sum + textWidth(name, 2) + 14, -14);
    writeText(
      raster,
      line.name,
      field.left + field.width - after,
      field.top - LETTER_HEIGHT * 2 - 11,
      2,
      colour,
    );
  });
  return raster;
}

function onScreen(lines: readonly Line[], x: Range, y: Range, width: number, height: number): Raster {
  const raster = new Raster(width, height, SCREEN.background);
  const field = { left: 0, top: 0, width, height, x, y };
  lines.forEach((line, i) => {
    draw(line, field, (from, to) => raster.line(...from, ...to, SCREEN.lineColour(i)));
  });
  return raster;
}

/** Draws the line piece by piece; a point between two gaps is a piece from itself to itself. */
function draw({ x, y }: Line, field: Field, piece: (from: Place, to: Place) => void): void {
  let last: Place | undefined;
  y.forEach((value, i) => {
    const finite = Number.isFinite(value) && Number.isFinite(x[i]);
    const next = finite ? ([columnOf(x[i] as number, field), rowOf(value, field)] as const) : undefined;
    if (next !== undefined) piece(last ?? next, next);
    last = next;
  });
}

function legendOf(lines: readonly Line[], x: Range, y: Range): string[] {
  const ranges = `x ${label(x.min)} … ${label(x.max)}, y ${label(y.min)} … ${label(y.max)}`;
  const names = lines
    .filter(({ name }) => name !== "")
    .map(({ name, y: values }) => `${name} (last ${label(values.at(-1) ?? Number.NaN)})`);
  return names.length > 0 ? [ranges, names.join(", ")] : [ranges];
}

function unequal(name: string, points: number, places: number): Error {
  return lesson("curve", {
    what: `${name === "" ? "the line" : `"${name}"`} has ${points} points and the x axis ${places} places.`,
    fits: "as many of each",
  });
}
