import { described } from "../arguments/described.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { lesson } from "../lesson.ts";
import { Plot } from "./plot.ts";
import { BLACK, type Colour, Raster, WHITE } from "./raster.ts";
import { LETTER_HEIGHT, textWidth, writeText } from "./text.ts";

export interface PanelSettings {
  readonly title?: string;
  /** Plots a row; all in one row unless given. */
  readonly perRow?: number;
  /** How high each row is beside the others; equal unless given. */
  readonly heights?: readonly number[];
  /** How wide each column is beside the others; equal unless given. */
  readonly widths?: readonly number[];
  /** What stands under them in the terminal; the titles and what is only words unless given. */
  readonly legend?: readonly string[];
}

type Cell = readonly [width: number, height: number];

const SETTINGS: OptionExamples<PanelSettings> = {
  title: '"training"',
  perRow: "2",
  heights: "[2, 1]",
  widths: "[1, 1]",
  legend: '["loss and attention"]',
};

const SCALE = 2;
const GAP = 8;
const LINE = LETTER_HEIGHT * SCALE + 16;
const BETWEEN: Colour = [64, 64, 96];

/**
 * Several plots as one, row by row.
 *
 * ```ts
 * plots.panels([await plots.curve(losses), await plots.heatMap(attention)]).show();
 * ```
 */
export function panels(plots: readonly Plot[], settings: PanelSettings = {}): Plot {
  if (!Array.isArray(plots) || !plots.every((plot) => plot instanceof Plot)) {
    throw lesson("panels", {
      what: `it takes finished plots in an array, not ${described(plots)}.`,
      fits: "await in front of each plot that is a promise",
      example: "plots.panels([await plots.curve(losses), await plots.heatMap(attention)])",
    });
  }
  requireOptions<PanelSettings>("panels", settings, SETTINGS);
  const { title = "" } = settings;
  return new Plot(title, {
    paper: (width, height) => onPaper(plots, settings, width, height),
    screen: (width, height) => onScreen(plots, settings, width, height),
    legend: settings.legend ?? legendOf(plots),
  });
}

function onPaper(plots: readonly Plot[], settings: PanelSettings, width: number, height: number): Raster {
  const { title = "" } = settings;
  const top = title === "" ? 0 : LINE;
  const cells = cellsOf(plots.length, settings, width, height - top, GAP);
  const drawn = plots.map((plot, i) => plot.paper(...(cells[i] as Cell)));
  const hung = hang(drawn, settings, GAP, WHITE, WHITE);
  const paper = new Raster(Math.max(hung.width, textWidth(title, SCALE) + 4 * GAP), hung.height + top, WHITE);
  writeText(paper, title, 2 * GAP, GAP, SCALE, BLACK);
  paper.paste(hung, 0, top);
  return paper;
}

/** Plots that are only words have no pixels here and take no room. */
function onScreen(plots: readonly Plot[], settings: PanelSettings, width: number, height: number): Raster {
  const seen = plots.filter((plot) => plot.screen(width, height).height > 0);
  const cells = cellsOf(seen.length, settings, width, height, 1);
  const drawn = seen.map((plot, i) => plot.screen(...(cells[i] as Cell)));
  return hang(drawn, settings, 1, BLACK, BETWEEN);
}

/** The pictures in rows and columns, as close together as they fit. */
function hang(
  drawn: readonly Raster[],
  settings: PanelSettings,
  gap: number,
  background: Colour,
  between: Colour,
): Raster {
  const perRow = perRowOf(drawn.length, settings);
  const columns = sizes(drawn, perRow, (_, i) => i % perRow, "width");
  const rows = sizes(drawn, Math.ceil(drawn.length / perRow), (_, i) => Math.floor(i / perRow), "height");
  const lefts = starts(columns, gap);
  const tops = starts(rows, gap);
  const [width, height] = [lefts, tops].map((ends) => Math.max(0, (ends.at(-1) ?? 0) - gap)) as [
    number,
    number,
  ];
  const sheet = new Raster(width, height, background);
  for (const left of lefts.slice(1, -1)) sheet.fill(left - gap, 0, gap, height, between);
  for (const top of tops.slice(1, -1)) sheet.fill(0, top - gap, width, gap, between);
  drawn.forEach((raster, i) => {
    sheet.paste(raster, lefts[i % perRow] as number, tops[Math.floor(i / perRow)] as number);
  });
  return sheet;
}

/** The largest width or height in each column or row. */
function sizes(
  drawn: readonly Raster[],
  count: number,
  placeOf: (raster: Raster, i: number) => number,
  side: "width" | "height",
): number[] {
  return Array.from({ length: count }, (_, place) =>
    Math.max(...drawn.map((raster, i) => (placeOf(raster, i) === place ? raster[side] : 0))),
  );
}

/** Where each length begins when they follow one another with gaps, and where one more would. */
function starts(lengths: readonly number[], gap: number): number[] {
  const places = [0];
  for (const length of lengths) places.push((places.at(-1) ?? 0) + length + gap);
  return places;
}

const perRowOf = (count: number, { perRow }: PanelSettings): number =>
  Math.max(1, Math.min(count, perRow ?? count));

/** The width and height that each plot may have. */
function cellsOf(count: number, settings: PanelSettings, width: number, height: number, gap: number): Cell[] {
  const perRow = perRowOf(count, settings);
  const columns = shared(width, perRow, settings.widths, gap);
  const rows = shared(height, Math.ceil(count / perRow), settings.heights, gap);
  return Array.from({ length: count }, (_, i) => [
    columns[i % perRow] as number,
    rows[Math.floor(i / perRow)] as number,
  ]);
}

/** A length cut into `count` pieces with gaps between them, in proportion to their shares. */
function shared(length: number, count: number, shares: readonly number[] = [], gap: number): number[] {
  const given = Array.from({ length: count }, (_, i) => shares[i] ?? 1);
  const unit = (length - gap * (count - 1)) / given.reduce((sum, share) => sum + share, 0);
  return given.map((share) => Math.max(1, Math.floor(unit * share)));
}

function legendOf(plots: readonly Plot[]): string[] {
  const words = plots.filter((plot) => plot.screen(16, 16).height === 0);
  const titles = plots.filter((plot) => !words.includes(plot)).map((plot) => plot.title);
  const named = titles.filter((title) => title !== "").join(" | ");
  return [...(named === "" ? [] : [named]), ...words.flatMap((plot) => plot.legend)];
}
