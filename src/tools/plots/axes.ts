import { label, type Range } from "./numbers.ts";
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
const TICKS = 4;
const LEFT = 80;
const OTHER = 30;
const FAINT: Colour = [225, 225, 225];

/** A white sheet with a frame, a grid, numbers at both axes and the title. */
export function sheetWithAxes(
  width: number,
  height: number,
  title: string,
  x: Range,
  y: Range,
): { raster: Raster; field: Field } {
  const raster = new Raster(width, height, WHITE);
  const field = { left: LEFT, top: OTHER, width: width - LEFT - OTHER, height: height - 2 * OTHER, x, y };
  writeText(raster, title, LEFT, Math.floor((OTHER - LETTER_HEIGHT * SCALE) / 2), SCALE, BLACK);
  for (let i = 0; i <= TICKS; i++) {
    verticalTick(raster, field, x.min + ((x.max - x.min) * i) / TICKS);
    horizontalTick(raster, field, y.min + ((y.max - y.min) * i) / TICKS);
  }
  return { raster, field };
}

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
    field.top + field.height + 6,
    SCALE,
    BLACK,
  );
}

function horizontalTick(raster: Raster, field: Field, value: number): void {
  const row = rowOf(value, field);
  raster.fill(field.left, row, field.width, 1, FAINT);
  const text = label(value);
  writeText(
    raster,
    text,
    field.left - textWidth(text, SCALE) - 6,
    row - Math.floor((LETTER_HEIGHT * SCALE) / 2),
    SCALE,
    BLACK,
  );
}
