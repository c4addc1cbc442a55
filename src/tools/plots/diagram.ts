import { described } from "../arguments/described.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { lesson } from "../lesson.ts";
import { columnOf, type Field, fieldOn, rowOf, sheetWithAxes } from "./axes.ts";
import { type Range, rangeOf } from "./numbers.ts";
import { Plot } from "./plot.ts";
import { type Colour, Raster } from "./raster.ts";
import { fillDisc, fillPolygon, type Place, strokeLine } from "./strokes.ts";
import { LETTER_HEIGHT, writeText } from "./text.ts";

/** x and y in the units of the axes. */
export type Point = readonly [x: number, y: number];

/** Colours that are seen on white paper and on a black screen alike, or one of your own. */
export type Pen = "plain" | "faint" | "hit" | "miss" | "first" | "second" | Colour;

/** What a diagram is made of. Sizes are pixels on paper; a screen has thinner lines and no words. */
export type Shape =
  | { readonly line: readonly [Point, Point]; readonly pen: Pen; readonly width?: number }
  | { readonly dot: Point; readonly pen: Pen; readonly size?: number }
  | { readonly polygon: readonly Point[]; readonly pen: Pen; readonly opacity?: number }
  | { readonly word: string; readonly at: Point; readonly pen: Pen };

export interface DiagramSettings {
  readonly title?: string;
  /** What the axes show at least: both have one scale, so one of them shows more. As wide as the shapes unless given. */
  readonly x?: readonly [min: number, max: number];
  readonly y?: readonly [min: number, max: number];
  /** Without axes a small diagram has more room. */
  readonly axes?: boolean;
  /** What stands under it in the terminal. */
  readonly legend?: readonly string[];
}

const SETTINGS: OptionExamples<DiagramSettings> = {
  title: '"rays"',
  x: "[0, 4]",
  y: "[-1, 1]",
  axes: "false",
  legend: '["three rays"]',
};

interface Ink {
  readonly background: Colour;
  readonly pens: Readonly<Record<Exclude<Pen, Colour>, Colour>>;
}

const PAPER: Ink = {
  background: [255, 255, 255],
  pens: {
    plain: [40, 40, 48],
    faint: [190, 190, 200],
    hit: [20, 140, 70],
    miss: [205, 45, 45],
    first: [30, 100, 200],
    second: [220, 110, 20],
  },
};
const SCREEN: Ink = {
  background: [0, 0, 0],
  pens: {
    plain: [235, 235, 235],
    faint: [95, 95, 110],
    hit: [110, 235, 140],
    miss: [250, 95, 85],
    first: [120, 190, 255],
    second: [255, 180, 100],
  },
};

const BARE_MARGIN = 10;

/** Lines, dots, convex polygons and words in the plane, drawn in their order, both axes at one scale. */
export function diagram(shapes: readonly Shape[], settings: DiagramSettings = {}): Plot {
  if (!Array.isArray(shapes) || !shapes.every((shape) => typeof shape === "object" && shape !== null)) {
    throw lesson("diagram", { what: `it draws shapes in an array, not ${described(shapes)}.` });
  }
  requireOptions<DiagramSettings>("diagram", settings, SETTINGS);
  const { title = "", x, y, axes = true, legend = [] } = settings;
  const points = shapes.flatMap(pointsOf);
  const across = x === undefined ? rangeOf(points.map((at) => at[0])) : { min: x[0], max: x[1] };
  const up = y === undefined ? rangeOf(points.map((at) => at[1])) : { min: y[0], max: y[1] };
  return new Plot(title, {
    paper: (width, height) => {
      const { raster, field } = (axes ? sheetFor : bareSheet)(width, height, title, across, up);
      for (const shape of shapes) onPaper(raster, field, shape);
      return raster;
    },
    screen: (width, height) => {
      const raster = new Raster(width, height, SCREEN.background);
      const field = oneScale({ left: 0, top: 0, width, height, x: across, y: up });
      for (const shape of shapes) onScreen(raster, field, shape);
      return raster;
    },
    legend,
  });
}

type Sheet = { readonly raster: Raster; readonly field: Field };

function sheetFor(width: number, height: number, title: string, across: Range, up: Range): Sheet {
  const { x, y } = oneScale(fieldOn(width, height, across, up));
  return sheetWithAxes(width, height, title, x, y);
}

function bareSheet(width: number, height: number, title: string, x: Range, y: Range): Sheet {
  const raster = new Raster(width, height, PAPER.background);
  const top = title === "" ? BARE_MARGIN : BARE_MARGIN + 2 * LETTER_HEIGHT + 10;
  const size = {
    width: Math.max(8, width - 2 * BARE_MARGIN),
    height: Math.max(8, height - top - BARE_MARGIN),
  };
  writeText(raster, title, BARE_MARGIN, BARE_MARGIN, 2, PAPER.pens.plain);
  return { raster, field: oneScale({ left: BARE_MARGIN, top, ...size, x, y }) };
}

function pointsOf(shape: Shape): readonly Point[] {
  if ("line" in shape) return shape.line;
  if ("polygon" in shape) return shape.polygon;
  return "dot" in shape ? [shape.dot] : [];
}

/** The field with one of its ranges widened to both sides, until a unit is as long across as up. */
function oneScale(field: Field): Field {
  const { width, height, x, y } = field;
  const unit = Math.max((x.max - x.min) / (width - 1), (y.max - y.min) / (height - 1));
  return { ...field, x: widened(x, unit * (width - 1)), y: widened(y, unit * (height - 1)) };
}

function widened({ min, max }: Range, length: number): Range {
  const middle = (min + max) / 2;
  return { min: middle - length / 2, max: middle + length / 2 };
}

const colourOf = (pen: Pen, { pens }: Ink): Colour => (typeof pen === "string" ? pens[pen] : pen);
const placeOf = ([x, y]: Point, field: Field): Place => [columnOf(x, field), rowOf(y, field)];

function onPaper(raster: Raster, field: Field, shape: Shape): void {
  const colour = colourOf(shape.pen, PAPER);
  if ("line" in shape) {
    const cut = clipped(shape.line, field);
    if (cut) strokeLine(raster, placeOf(cut[0], field), placeOf(cut[1], field), shape.width ?? 2, colour);
  } else if ("polygon" in shape) {
    const corners = shape.polygon.map((corner) => placeOf(corner, field));
    fillPolygon(raster, corners, colour, shape.opacity ?? 1);
  } else if ("dot" in shape) {
    fillDisc(raster, placeOf(shape.dot, field), shape.size ?? 4, colour);
  } else {
    const [left, middle] = placeOf(shape.at, field);
    writeText(raster, shape.word, left, middle - LETTER_HEIGHT, 2, colour);
  }
}

function onScreen(raster: Raster, field: Field, shape: Shape): void {
  const colour = colourOf(shape.pen, SCREEN);
  if ("line" in shape) {
    const cut = clipped(shape.line, field);
    if (cut) raster.line(...placeOf(cut[0], field), ...placeOf(cut[1], field), colour);
  } else if ("polygon" in shape) {
    const corners = shape.polygon.map((corner) => placeOf(corner, field));
    fillPolygon(raster, corners, colour, shape.opacity ?? 1);
  } else if ("dot" in shape) {
    const [left, top] = placeOf(shape.dot, field);
    const size = (shape.size ?? 4) >= 6 ? 2 : 1;
    raster.fill(left, top, size, size, colour);
  }
}

/** The part of a line that lies within the axes (Liang and Barsky, 1984), or undefined. */
function clipped([from, to]: readonly [Point, Point], { x, y }: Field): [Point, Point] | undefined {
  let [start, end] = [0, 1];
  for (const [axis, { min, max }] of [x, y].entries()) {
    const [a, step] = [from[axis] as number, (to[axis] as number) - (from[axis] as number)];
    if (step === 0 && (a < min || a > max)) return undefined;
    if (step === 0) continue;
    const [first, last] = [(min - a) / step, (max - a) / step].sort((p, q) => p - q) as [number, number];
    [start, end] = [Math.max(start, first), Math.min(end, last)];
  }
  const at = (share: number): Point => [
    from[0] + share * (to[0] - from[0]),
    from[1] + share * (to[1] - from[1]),
  ];
  return start < end ? [at(start), at(end)] : undefined;
}
