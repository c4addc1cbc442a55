import { requireOptions } from "../arguments/options.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson } from "../lesson.ts";
import type { tf } from "../tensorflow.ts";
import { columnOf, type Field, rowOf, sheetWithAxes } from "./axes.ts";
import { type Ink, PAPER, SCREEN } from "./colours.ts";
import { label, type Numbers, numbersOf, type Range, rangeOf, requireRank } from "./numbers.ts";
import { Plot } from "./plot.ts";
import { Raster } from "./raster.ts";

export interface ScatterSettings {
  readonly title?: string;
  /** The class of each point, 0, 1, 2, …: points of one class have one colour. */
  readonly labels?: Numbers;
}

interface Points {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly labels: readonly number[];
}

/**
 * Points [n, 2] in the plane, coloured by class: for data sets and embeddings in two dimensions.
 *
 * ```ts
 * (await plots.scatter(points, { labels })).show(); // [n, 2], [n]
 * ```
 * @throws ToolError for another shape, or if there are not as many labels as points.
 */
export async function scatter(points: tf.Tensor, settings: ScatterSettings = {}): Promise<Plot> {
  requireOptions<ScatterSettings>("scatter", settings, { title: '"moons"', labels: "labels" });
  const { title = "", labels } = settings;
  requireTensor("scatter", points, "points");

  requireRank("scatter", points, points.shape[1] === 2 ? [2] : [], "[points, 2]");
  const values = await numbersOf(points);
  const x = values.filter((_, i) => i % 2 === 0);
  const classes = labels === undefined ? x.map(() => 0) : await numbersOf(labels);
  if (classes.length !== x.length) {
    throw lesson("scatter", {
      what: `there are ${x.length} points and ${classes.length} labels.`,
      fits: "one label a point",
    });
  }
  const all: Points = { x, y: values.filter((_, i) => i % 2 === 1), labels: classes };
  const [across, up] = [rangeOf(all.x), rangeOf(all.y)];
  return new Plot(title, {
    paper: (width, height) => {
      const { raster, field } = sheetWithAxes(width, height, title, across, up);
      return dots(raster, field, all, PAPER, 3);
    },
    screen: (width, height) => {
      const field = { left: 0, top: 0, width, height, x: across, y: up };
      return dots(new Raster(width, height, SCREEN.background), field, all, SCREEN, 1);
    },
    legend: [legendOf(x.length, across, up)],
  });
}

function dots(raster: Raster, field: Field, { x, y, labels }: Points, ink: Ink, size: number): Raster {
  labels.forEach((name, i) => {
    const [px, py] = [x[i] as number, y[i] as number];
    if (!Number.isFinite(px) || !Number.isFinite(py)) return;
    const [left, top] = [columnOf(px, field), rowOf(py, field)];
    raster.fill(left - (size >> 1), top - (size >> 1), size, size, ink.lineColour(name));
  });
  return raster;
}

const legendOf = (points: number, x: Range, y: Range): string =>
  `${points} points, x ${label(x.min)} … ${label(x.max)}, y ${label(y.min)} … ${label(y.max)}`;
