import { label, type Range, ticksOf } from "./numbers.ts";
import { BLACK, type Colour, Raster, WHITE } from "./raster.ts";
import { LETTER_HEIGHT, textWidth, writeText } from "./text.ts";

/** The part of a picture where values are drawn, in pixels, and the values at its edges. */
export interface Field {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Range;
  readonly y: Range;
}

const SCALE = 2;
const LEFT = 64;
const RIGHT = 22;
const TOP = 36;
const BOTTOM = 30;
/** Pixels between two ticks, about. */
const APART = { x: 100, y: 64 };
const FAINT: Colour = [228, 228, 232];
const FRAME: Colour = [150, 150, 158];
const LABEL: Colour = [70, 70, 78];

/** A white sheet with axes, a grid at round numbers and the title. */
export function sheetWithAxes(
  width: number,
  height: number,
  title: string,
  x: Range,
  y: Range,
): { raster: Raster; field: Field } {
  const raster = new Raster(width, height, WHITE);
  const field = fieldOn(width, height, x, y);
  writeText(raster, title, LEFT, Math.floor((TOP - LETTER_HEIGHT * SCALE) / 2), SCALE, BLACK);
  for (const value of ticksOf(x, field.width / APART.x)) verticalTick(raster, field, value);
  for (const value of ticksOf(y, field.height / APART.y)) horizontalTick(raster, field, value);
  raster.fill(field.left - 1, field.top, 1, field.height + 1, FRAME);
  raster.fill(field.left - 1, field.top + field.height, field.width + 1, 1, FRAME);
  return { raster, field };
}

/** The part of such a sheet that lies within its axes. */
export const fieldOn = (width: number, height: number, x: Range, y: Range): Field => ({
  left: LEFT,
  top: TOP,
  width: Math.max(8, width - LEFT - RIGHT),
  height: Math.max(8, height - TOP - BOTTOM),
  x,
  y,
});

/** The pixel column of a value on the x axis. */
export const columnOf = (value: number, { left, width, x }: Field): number =>
  left + Math.round(((value - x.min) / (x.max - x.min)) * (width - 1));

/** The pixel row of a value on the y axis; larger values are higher up. */
export const rowOf = (value: number, { top, height, y }: Field): number =>
  top + height - 1 - Math.round(((value - y.min) / (y.max - y.min)) * (height - 1));

function verticalTick(raster: Raster, field: Field, value: number): void {
  const column = columnOf(value, field);
  raster.fill(column, field.top, 1, field.height, FAINT);
  const text = label(value);
  writeText(
    raster,
    text,
    column - Math.floor(textWidth(text, SCALE) / 2),
    field.top + field.height + 8,
    SCALE,
    LABEL,
  );
}

function horizontalTick(raster: Raster, field: Field, value: number): void {
  const row = rowOf(value, field);
  raster.fill(field.left, row, field.width, 1, FAINT);
  const text = label(value);
  writeText(
    raster,
    text,
    field.left - textWidth(text, SCALE) - 4,
    row - Math.floor((LETTER_HEIGHT * SCALE) / 2),
    SCALE,
    LABEL,
  );
}
