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

interface Cell {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const SCALE = 2;
const GAP = 8;
const LINE = LETTER_HEIGHT * SCALE + 16;
const BETWEEN: Colour = [64, 64, 96];

/** Several plots as one, row by row. */
export function panels(plots: readonly Plot[], settings: PanelSettings = {}): Plot {
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
  const cells = cellsOf(plots.length, settings, { left: 0, top, width, height: height - top }, GAP);
  const drawn = plots.map((plot, i) => plot.paper((cells[i] as Cell).width, (cells[i] as Cell).height));
  const ends = drawn.map((raster, i) => (cells[i] as Cell).left + raster.width);
  const right = Math.max(width, ...ends, textWidth(title, SCALE) + 2 * GAP);
  const bottom = Math.max(...drawn.map((raster, i) => (cells[i] as Cell).top + raster.height));
  const paper = new Raster(right, Math.max(bottom, top), WHITE);
  writeText(paper, title, 2 * GAP, GAP, SCALE, BLACK);
  drawn.forEach((raster, i) => void paper.paste(raster, (cells[i] as Cell).left, (cells[i] as Cell).top));
  return paper;
}

/** Plots that are only words have no pixels here and take no room. */
function onScreen(plots: readonly Plot[], settings: PanelSettings, width: number, height: number): Raster {
  const seen = plots.filter((plot) => plot.screen(width, height).height > 0);
  const cells = cellsOf(seen.length, settings, { left: 0, top: 0, width, height }, 1);
  const drawn = seen.map((plot, i) => plot.screen((cells[i] as Cell).width, (cells[i] as Cell).height));
  const right = Math.max(0, ...drawn.map((raster, i) => (cells[i] as Cell).left + raster.width));
  const bottom = Math.max(0, ...drawn.map((raster, i) => (cells[i] as Cell).top + raster.height));
  const screen = new Raster(right, bottom, BETWEEN);
  drawn.forEach((raster, i) => void screen.paste(raster, (cells[i] as Cell).left, (cells[i] as Cell).top));
  return screen;
}

function cellsOf(count: number, settings: PanelSettings, area: Cell, gap: number): Cell[] {
  const perRow = Math.max(1, Math.min(count, settings.perRow ?? count));
  const columns = spans(area.left, area.width, perRow, settings.widths, gap);
  const rows = spans(area.top, area.height, Math.ceil(count / perRow), settings.heights, gap);
  return Array.from({ length: count }, (_, i) => {
    const [left, width] = columns[i % perRow] as [number, number];
    const [top, height] = rows[Math.floor(i / perRow)] as [number, number];
    return { left, top, width, height };
  });
}

/** Start and length of `count` pieces of a length, gaps between them, in proportion to their shares. */
function spans(
  start: number,
  length: number,
  count: number,
  shares: readonly number[] = [],
  gap: number,
): [number, number][] {
  const given = Array.from({ length: count }, (_, i) => shares[i] ?? 1);
  const unit = (length - gap * (count - 1)) / given.reduce((sum, share) => sum + share, 0);
  return given.map((share, i) => {
    const before = given.slice(0, i).reduce((sum, one) => sum + one, 0);
    return [Math.round(start + unit * before + gap * i), Math.max(1, Math.floor(unit * share))];
  });
}

function legendOf(plots: readonly Plot[]): string[] {
  const words = plots.filter((plot) => plot.screen(16, 16).height === 0);
  const titles = plots.filter((plot) => !words.includes(plot)).map((plot) => plot.title);
  const named = titles.filter((title) => title !== "").join(" | ");
  return [...(named === "" ? [] : [named]), ...words.flatMap((plot) => plot.legend)];
}
