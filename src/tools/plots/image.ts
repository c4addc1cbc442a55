import { requireOptions } from "../arguments/options.ts";
import type { tf } from "../tensorflow.ts";
import { grey } from "./colours.ts";
import { enlarged, fitted, type Grid } from "./grid.ts";
import { label, numbersOf, type Range, rangeOf, requireRank, shareOf } from "./numbers.ts";
import { Plot } from "./plot.ts";
import { BLACK, type Colour, Raster, WHITE } from "./raster.ts";
import { LETTER_HEIGHT, textWidth, writeText } from "./text.ts";

export interface ImageSettings {
  readonly title?: string;
  /** The values drawn as black and as full brightness; the smallest and the largest unless given. */
  readonly range?: readonly [min: number, max: number];
  /** Pictures a row when there are several. */
  readonly perRow?: number;
}

interface Sheet {
  readonly pictures: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly perRow: number;
  readonly values: readonly number[];
  readonly range: Range;
}

const SCALE = 2;
const MARGIN = 16;
const LINE = LETTER_HEIGHT * SCALE + 12;
const GAP: Colour = [64, 64, 96];

/**
 * A picture from a tensor in PyTorch's layout: [height, width], [1 or 3, height, width], or several side by
 * side from [pictures, 1 or 3, height, width].
 *
 * ```ts
 * await (await plots.image(images)).save("digits.png"); // [pictures, 1, height, width]
 * ```
 * @throws ToolError for another shape.
 */
export async function image(x: tf.Tensor, settings: ImageSettings = {}): Promise<Plot> {
  requireOptions<ImageSettings>("image", settings, { title: '"digits"', range: "[0, 1]", perRow: "10" });
  const { title = "", range, perRow = 10 } = settings;

  const fits = "[height, width], [1 or 3, height, width] or [pictures, 1 or 3, height, width]";
  requireRank("image", x, [2, 3, 4], fits);
  const [pictures, channels, height, width] = [...[1, 1, 1, 1].slice(x.rank), ...x.shape] as [
    number,
    number,
    number,
    number,
  ];
  if (channels !== 1 && channels !== 3) requireRank("image", x, [], fits);
  const values = await numbersOf(x);
  const span = range === undefined ? rangeOf(values) : { min: range[0], max: range[1] };
  const grid = gridOf({
    pictures,
    channels,
    height,
    width,
    perRow: Math.min(perRow, pictures),
    values,
    range: span,
  });
  return new Plot(title, {
    paper: (w, h) =>
      title === ""
        ? enlarged(grid, w, h)
        : framed(enlarged(grid, w - 2 * MARGIN, h - 2 * MARGIN - LINE), title),
    screen: (w, h) => fitted(grid, w, h),
    legend: [`${width} × ${height}, black ${label(span.min)}, white ${label(span.max)}`],
  });
}

/** The pictures on white, with a margin around them and the title above; without a title a picture is bare pixels. */
function framed(pictures: Raster, title: string): Raster {
  const top = MARGIN + LINE;
  const width = Math.max(pictures.width, textWidth(title, SCALE)) + 2 * MARGIN;
  const paper = new Raster(width, pictures.height + top + MARGIN, WHITE);
  writeText(paper, title, MARGIN, MARGIN, SCALE, BLACK);
  for (let y = 0; y < pictures.height; y++)
    for (let x = 0; x < pictures.width; x++) paper.set(x + MARGIN, y + top, pictures.at(x, y));
  return paper;
}

/** The pictures in rows, a pixel's gap between them. */
function gridOf(sheet: Sheet): Grid {
  const { pictures, height, width, perRow } = sheet;
  return {
    rows: Math.ceil(pictures / perRow) * (height + 1) - 1,
    columns: perRow * (width + 1) - 1,
    colourAt: (row, column) => {
      const [y, x] = [row % (height + 1), column % (width + 1)];
      const picture = Math.floor(row / (height + 1)) * perRow + Math.floor(column / (width + 1));
      return y === height || x === width || picture >= pictures ? GAP : pixelOf(sheet, picture, y, x);
    },
  };
}

function pixelOf(
  { channels, height, width, values, range }: Sheet,
  picture: number,
  y: number,
  x: number,
): Colour {
  const brightness = (channel: number) =>
    shareOf(values[((picture * channels + channel) * height + y) * width + x] as number, range);
  if (channels === 1) return grey(brightness(0));
  return [grey(brightness(0))[0], grey(brightness(1))[1], grey(brightness(2))[2]];
}
