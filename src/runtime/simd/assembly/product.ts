import { FLOAT } from "./arithmetic";
import { packStrip } from "./strips";
import { COLUMN_STEP, multiplyStrip, ROW_STEP, TILE_BYTES, TILE_COLUMNS, TILE_ROWS } from "./tile";

/** Steps and columns of the right operand that are packed at a time: 256 KB, which stay in the second cache. */
const DEPTH: i32 = 256;
const COLUMNS: i32 = 256;

/** A batch of matrix products c = a b as JavaScript lays it out in memory. Distances are in bytes. */
@unmanaged
export class Products {
  rows: i32;
  columns: i32;
  depth: i32;
  a: usize;
  aBatch: usize;
  aRow: usize;
  aStep: usize;
  b: usize;
  bBatch: usize;
  bStep: usize;
  bColumn: usize;
  c: usize;
  /** How many rows make a unit of work, and how many units a matrix. */
  unitRows: i32;
  units: i32;
}

/**
 * Computes the units `begin` to `end` of a batch of products: stretches of rows of c, one matrix after the
 * other. `scratch` has room for one tile, a packed strip of rows and a packed block of columns.
 */
export function multiply(job: usize, scratch: usize, begin: i32, end: i32): void {
  const products = changetype<Products>(job);
  for (let unit = begin; unit < end; unit++) {
    const matrix = <usize>(unit / products.units);
    const row = (unit % products.units) * products.unitRows;
    const rows = min(products.unitRows, products.rows - row);
    const a = products.a + matrix * products.aBatch + <usize>row * products.aRow;
    const b = products.b + matrix * products.bBatch;
    const c = products.c + (matrix * <usize>products.rows + <usize>row) * <usize>products.columns * FLOAT;
    multiplyRows(products, rows, a, b, c, scratch);
  }
}

function multiplyRows(products: Products, rows: i32, a: usize, b: usize, c: usize, scratch: usize): void {
  const strip = scratch + TILE_BYTES;
  const block = strip + <usize>DEPTH * ROW_STEP;
  const rowBytes = <usize>products.columns * FLOAT;
  for (let j = 0; j < products.columns; j += COLUMNS) {
    const width = min(COLUMNS, products.columns - j);
    for (let p = 0; p < products.depth; p += DEPTH) {
      const depth = min(DEPTH, products.depth - p);
      const from = b + <usize>p * products.bStep + <usize>j * products.bColumn;
      packColumns(from, products.bColumn, products.bStep, width, depth, block);
      for (let i = 0; i < rows; i += TILE_ROWS) {
        const left = a + <usize>i * products.aRow + <usize>p * products.aStep;
        packStrip(left, products.aRow, products.aStep, rows - i, depth, strip, ROW_STEP);
        const to = c + <usize>i * rowBytes + <usize>j * FLOAT;
        multiplyStrip(depth, strip, block, rows - i, width, to, rowBytes, p > 0, scratch);
      }
    }
  }
}

/** Panels of eight columns, one behind the other. */
export function packColumns(
  source: usize,
  across: usize,
  along: usize,
  columns: i32,
  depth: i32,
  to: usize,
): void {
  for (let j = 0; j < columns; j += TILE_COLUMNS) {
    const from = source + <usize>j * across;
    packStrip(from, across, along, columns - j, depth, to, COLUMN_STEP);
    packStrip(from + 4 * across, across, along, max(0, columns - j - 4), depth, to + 16, COLUMN_STEP);
    to += <usize>depth * COLUMN_STEP;
  }
}
