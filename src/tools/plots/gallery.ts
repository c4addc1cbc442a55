import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { requireTensor } from "../arguments/tensor.ts";
import type { tf } from "../tensorflow.ts";
import { grey } from "./colours.ts";
import { numbersOf, type Range, rangeOf, requireRank, shareOf } from "./numbers.ts";
import { Plot } from "./plot.ts";
import { BLACK, type Colour, Raster, WHITE } from "./raster.ts";
import { LETTER_DEPTH, LETTER_HEIGHT, textWidth, writeText } from "./text.ts";

export interface GallerySettings {
  readonly title?: string;
  /** What stands under each picture on paper. */
  readonly captions?: readonly string[];
  /** From 0 to 1 for each picture: a bar under it, as wide as this share. */
  readonly shares?: readonly number[];
  /** Pictures to point at, by their place: red instead of green. */
  readonly marked?: readonly number[];
  readonly perRow?: number;
  /** The values drawn as black and white; the smallest and the largest unless given. */
  readonly range?: readonly [min: number, max: number];
  /** What stands under it in the terminal; the captions unless given. */
  readonly legend?: readonly string[];
}

interface Hall
  extends Required<Pick<GallerySettings, "captions" | "shares" | "marked" | "perRow" | "title">> {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly values: readonly number[];
  readonly range: Range;
}

const SETTINGS: OptionExamples<GallerySettings> = {
  title: '"digits"',
  captions: '["7", "1"]',
  shares: "[0.9, 0.4]",
  marked: "[1]",
  perRow: "6",
  range: "[0, 1]",
  legend: '["two digits"]',
};

const SCALE = 2;
const MARGIN = 16;
const LINE = (LETTER_HEIGHT + LETTER_DEPTH) * SCALE + 6;
const BAR = 6;
const GOOD: Colour = [60, 190, 110];
const MARKED: Colour = [235, 70, 60];
const EMPTY: Colour = [222, 222, 228];

/**
 * Grey pictures [pictures, 1, height, width] in rows, each with a caption and a bar, the marked ones in red.
 *
 * ```ts
 * (await plots.gallery(images, { captions })).show(); // [pictures, 1, height, width]
 * ```
 * @throws ToolError for another shape.
 */
export async function gallery(x: tf.Tensor, settings: GallerySettings = {}): Promise<Plot> {
  requireTensor("gallery", x);
  requireOptions<GallerySettings>("gallery", settings, SETTINGS);
  requireRank("gallery", x, x.shape[1] === 1 ? [4] : [], "[pictures, 1, height, width]");
  const { title = "", captions = [], shares = [], marked = [], perRow = 6, range } = settings;
  const [count, , height, width] = x.shape as [number, number, number, number];
  const values = await numbersOf(x);
  const span = range === undefined ? rangeOf(values) : { min: range[0], max: range[1] };
  const columns = Math.max(1, Math.min(perRow, count));
  const hall = {
    title,
    captions,
    shares,
    marked,
    perRow: columns,
    count,
    height,
    width,
    values,
    range: span,
  };
  return new Plot(title, {
    paper: (wide) => onPaper(hall, wide),
    screen: (wide, high) => onScreen(hall, wide, high),
    legend: settings.legend ?? (captions.length === 0 ? [] : [captions.join(" · ")]),
  });
}

function onPaper(hall: Hall, wide: number): Raster {
  const cell = Math.floor((wide - 2 * MARGIN) / hall.perRow);
  const scale = Math.max(1, Math.floor((cell - 14) / hall.width));
  const below = (hall.shares.length > 0 ? BAR + 4 : 0) + (hall.captions.length > 0 ? LINE : 0) + 12;
  const [top, step] = [MARGIN + (hall.title === "" ? 0 : LINE + 4), hall.height * scale + below];
  const rows = Math.ceil(hall.count / hall.perRow);
  const right = Math.max(wide, textWidth(hall.title, SCALE) + 2 * MARGIN);
  const paper = new Raster(right, top + rows * step + 6, WHITE);
  writeText(paper, hall.title, MARGIN, MARGIN - 6, SCALE, BLACK);
  for (let i = 0; i < hall.count; i++) {
    const [left, up] = [MARGIN + (i % hall.perRow) * cell, top + Math.floor(i / hall.perRow) * step];
    hang(paper, hall, i, left, up, scale);
    const colour = hall.marked.includes(i) ? MARKED : GOOD;
    const [share, under] = [hall.shares[i], up + hall.height * scale + 4];
    if (share !== undefined) {
      paper.fill(left, under, hall.width * scale, BAR, EMPTY);
      paper.fill(left, under, Math.round(hall.width * scale * Math.min(1, Math.max(0, share))), BAR, colour);
    }
    const ink = hall.marked.includes(i) ? MARKED : BLACK;
    writeText(paper, hall.captions[i] ?? "", left, under + (share === undefined ? 2 : BAR + 5), SCALE, ink);
  }
  return paper;
}

/** A row of pixels under each picture tells how sure and whether it is marked. */
function onScreen(hall: Hall, wide: number, high: number): Raster {
  const most = Math.max(1, Math.floor((wide + 1) / (hall.width + 1)));
  const perRow = Math.min(most, hall.count, 2 * hall.perRow);
  const rows = Math.max(1, Math.min(Math.ceil(hall.count / perRow), Math.floor(high / (hall.height + 2))));
  const shown = Math.min(hall.count, rows * perRow);
  const raster = new Raster(Math.min(shown, perRow) * (hall.width + 1) - 1, rows * (hall.height + 2));
  for (let i = 0; i < shown; i++) {
    const [left, top] = [(i % perRow) * (hall.width + 1), Math.floor(i / perRow) * (hall.height + 2)];
    hang(raster, hall, i, left, top, 1);
    const length = Math.round(hall.width * (hall.shares[i] ?? 1));
    raster.fill(left, top + hall.height, length, 1, hall.marked.includes(i) ? MARKED : GOOD);
  }
  return raster;
}

function hang(
  raster: Raster,
  { values, height, width, range }: Hall,
  i: number,
  left: number,
  top: number,
  scale: number,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = values[(i * height + y) * width + x] as number;
      raster.fill(left + x * scale, top + y * scale, scale, scale, grey(shareOf(value, range)));
    }
  }
}
