import type { tf } from "../tensorflow.ts";
import { grey } from "./colours.ts";
import { enlarged, fitted, type Grid } from "./grid.ts";
import { label, numbersOf, type Range, rangeOf, requireRank, shareOf } from "./numbers.ts";
import { Plot } from "./plot.ts";
import type { Colour } from "./raster.ts";

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

const GAP: Colour = [64, 64, 96];

/**
 * A picture from a tensor in PyTorch's layout: [height, width], [1 or 3, height, width], or several side by
 * side from [pictures, 1 or 3, height, width].
 *
 * @throws ToolError for another shape.
 */
export async function image(
  x: tf.Tensor,
  { title = "", range, perRow = 10 }: ImageSettings = {},
): Promise<Plot> {
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
    paper: (w, h) => enlarged(grid, w, h),
    screen: (w, h) => fitted(grid, w, h),
    legend: [`${width} × ${height}, black ${label(span.min)}, white ${label(span.max)}`],
  });
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
