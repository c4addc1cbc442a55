import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import type { tf } from "../tensorflow.ts";
import { type ColourMap, diverging, embers, sequential } from "./colours.ts";
import { fitted, type Grid } from "./grid.ts";
import { label, numbersOf, type Range, rangeOf, requireRank, shareOf } from "./numbers.ts";
import { Plot } from "./plot.ts";
import { BLACK, type Colour, Raster, WHITE } from "./raster.ts";
import { LETTER_HEIGHT, textWidth, writeText } from "./text.ts";

export interface HeatMapSettings {
  readonly title?: string;
  /** The values at both ends of the colours; the smallest and the largest unless given. */
  readonly range?: readonly [min: number, max: number];
  /** Blue below 0, white at 0, red above, with equal ends. By itself for values on both sides of 0. */
  readonly diverging?: boolean;
  /** From black over red to pale yellow ("embers") where nothing is two-sided; blue over green to yellow unless given. */
  readonly colours?: "sequential" | "embers";
  /** The smallest value is the brightest. */
  readonly reversed?: boolean;
}

const SETTINGS: OptionExamples<HeatMapSettings> = {
  title: '"attention"',
  range: "[0, 1]",
  diverging: "false",
  colours: '"embers"',
  reversed: "true",
};

const INFINITE: Colour = [10, 10, 16];
const SCALE = 2;
const MARGIN = 16;
const LINE = LETTER_HEIGHT * SCALE + 12;

/**
 * A matrix [rows, columns] in colours, row 0 at the top. What is not a number is magenta, what is infinite
 * nearly black.
 *
 * ```ts
 * (await plots.heatMap(pattern, { title: "head 3" })).show(); // [query, key]
 * ```
 * @throws ToolError for another rank.
 */
export async function heatMap(x: tf.Tensor, settings: HeatMapSettings = {}): Promise<Plot> {
  requireOptions<HeatMapSettings>("heatMap", settings, SETTINGS);
  const { title = "", range, diverging: wanted, colours: named, reversed = false } = settings;

  requireRank("heatMap", x, [2], "[rows, columns]");
  const [rows, columns] = x.shape as [number, number];
  const values = await numbersOf(x);
  const found = range === undefined ? rangeOf(values) : { min: range[0], max: range[1] };
  const twoSided = wanted ?? (found.min < 0 && found.max > 0);
  const span = twoSided ? evenAroundZero(found) : found;
  const map = twoSided ? diverging : named === "embers" ? embers : sequential;
  const colours: ColourMap = (share) => map(reversed ? 1 - share : share);
  const grid: Grid = {
    rows,
    columns,
    colourAt: (row, column) => {
      const value = values[row * columns + column] as number;
      return Math.abs(value) === Infinity ? INFINITE : colours(shareOf(value, span));
    },
  };
  return new Plot(title, {
    paper: (w, h) => withScale(fitted(grid, w - 2 * MARGIN, h - 2 * MARGIN - 2 * LINE), title, span, colours),
    screen: (w, h) => fitted(grid, w, h),
    legend: [
      `${rows} × ${columns}, ${label(span.min)} ${twoSided ? "blue … red" : reversed ? "bright … dark" : "dark … bright"} ${label(span.max)}`,
    ],
  });
}

function evenAroundZero({ min, max }: Range): Range {
  const end = Math.max(Math.abs(min), Math.abs(max));
  return { min: -end, max: end };
}

/** The map on white, the title above and the colours with their ends below. */
function withScale(map: Raster, title: string, span: Range, colours: ColourMap): Raster {
  const ends = `${label(span.min)} to ${label(span.max)}`;
  const needed = Math.max(map.width, textWidth(title, SCALE), 110 + textWidth(ends, SCALE));
  const paper = new Raster(needed + 2 * MARGIN, map.height + 2 * MARGIN + 2 * LINE, WHITE);
  writeText(paper, title, MARGIN, MARGIN, SCALE, BLACK);
  for (let y = 0; y < map.height; y++)
    for (let x = 0; x < map.width; x++) paper.set(x + MARGIN, y + LINE + MARGIN, map.at(x, y));
  const below = map.height + LINE + MARGIN + 10;
  for (let x = 0; x < 100; x++) paper.fill(MARGIN + x, below, 1, LETTER_HEIGHT * SCALE, colours(x / 99));
  writeText(paper, ends, MARGIN + 110, below, SCALE, BLACK);
  return paper;
}
