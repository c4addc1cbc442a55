import { requireWhole } from "../arguments/number.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { columnOf, type Field, rowOf, sheetWithAxes } from "./axes.ts";
import { PAPER, SCREEN } from "./colours.ts";
import { label, type Numbers, numbersOf, type Range, rangeOf } from "./numbers.ts";
import { Plot } from "./plot.ts";
import { type Colour, Raster } from "./raster.ts";

export interface HistogramSettings {
  readonly title?: string;
  readonly bins?: number;
  /** The values at both ends; the smallest and the largest unless given. Others are left out. */
  readonly range?: readonly [min: number, max: number];
  /** Values at which an upright line stands. */
  readonly marks?: readonly number[];
}

const SETTINGS: OptionExamples<HistogramSettings> = {
  title: '"weights"',
  bins: "30",
  range: "[-1, 1]",
  marks: "[0]",
};

/**
 * How often values fall into equally wide bins, as bars. Works on a tensor of any shape or a list of numbers.
 *
 * ```ts
 * (await plots.histogram(layer.weight, { bins: 20 })).show(); // any shape
 * ```
 */
export async function histogram(values: Numbers, settings: HistogramSettings = {}): Promise<Plot> {
  requireOptions<HistogramSettings>("histogram", settings, SETTINGS);
  const { title = "", bins = 30, range, marks = [] } = settings;
  requireWhole("histogram", "bins", bins, 1);

  const numbers = await numbersOf(values);
  const across = range === undefined ? rangeOf(numbers) : { min: range[0], max: range[1] };
  const counts = countsIn(numbers, across, bins);
  const up: Range = { min: 0, max: Math.max(1, ...counts) };
  const total = counts.reduce((a, b) => a + b, 0);
  return new Plot(title, {
    paper: (width, height) => {
      const { raster, field } = sheetWithAxes(width, height, title, across, up);
      return upright(bars(raster, field, counts, PAPER.lineColour(0)), field, marks, PAPER.lineColour(1), 3);
    },
    screen: (width, height) => {
      const field = { left: 0, top: 0, width, height, x: across, y: up };
      const drawn = bars(new Raster(width, height, SCREEN.background), field, counts, SCREEN.lineColour(0));
      return upright(drawn, field, marks, SCREEN.lineColour(1), 1);
    },
    legend: [
      `x ${label(across.min)} … ${label(across.max)}, ${total} of ${numbers.length} values, at most ${up.max} a bin`,
    ],
  });
}

function countsIn(numbers: readonly number[], { min, max }: Range, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of numbers) {
    if (!(value >= min && value <= max)) continue; // NaN, too
    const bin = Math.min(bins - 1, Math.floor(((value - min) / (max - min)) * bins));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

function bars(raster: Raster, field: Field, counts: readonly number[], colour: Colour): Raster {
  const edge = (bin: number) =>
    columnOf(field.x.min + ((field.x.max - field.x.min) * bin) / counts.length, field);
  counts.forEach((count, bin) => {
    if (count === 0) return;
    const top = rowOf(count, field);
    const gap = field.width > 6 * counts.length ? 1 : 0;
    raster.fill(
      edge(bin),
      top,
      Math.max(1, edge(bin + 1) - edge(bin) - gap),
      field.top + field.height - top,
      colour,
    );
  });
  return raster;
}

function upright(
  raster: Raster,
  field: Field,
  marks: readonly number[],
  colour: Colour,
  width: number,
): Raster {
  for (const mark of marks) {
    raster.fill(columnOf(mark, field) - (width >> 1), field.top, width, field.height, colour);
  }
  return raster;
}
