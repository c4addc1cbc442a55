import { FLOAT, multiplyAdd } from "./arithmetic";

/** Rows and columns of a product that are kept in registers at a time. */
export const TILE_ROWS: i32 = 4;
export const TILE_COLUMNS: i32 = 8;
/** Bytes of one step in a packed panel of rows, and of columns. */
export const ROW_STEP: usize = 16;
export const COLUMN_STEP: usize = 32;
/** Bytes of a whole tile: what `multiplyPartOfTile` needs to work in. */
export const TILE_BYTES: usize = 128;

/**
 * One tile of a product, [4, 8], from packed panels: `a` holds 4 entries for each of `depth` steps, `b` holds 8.
 * Written to `c`, whose rows lie `rowBytes` apart, or added to what is there.
 */
export function multiplyTile(depth: i32, a: usize, b: usize, c: usize, rowBytes: usize, add: bool): void {
  let c00 = f32x4.splat(0),
    c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0),
    c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0),
    c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0),
    c31 = f32x4.splat(0);
  for (let p = 0; p < depth; p++) {
    const b0 = v128.load(b),
      b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = multiplyAdd(x, b0, c00);
    c01 = multiplyAdd(x, b1, c01);
    x = v128.load32_splat(a, 4);
    c10 = multiplyAdd(x, b0, c10);
    c11 = multiplyAdd(x, b1, c11);
    x = v128.load32_splat(a, 8);
    c20 = multiplyAdd(x, b0, c20);
    c21 = multiplyAdd(x, b1, c21);
    x = v128.load32_splat(a, 12);
    c30 = multiplyAdd(x, b0, c30);
    c31 = multiplyAdd(x, b1, c31);
    a += ROW_STEP;
    b += COLUMN_STEP;
  }
  writeRow(c, c00, c01, add);
  writeRow(c + rowBytes, c10, c11, add);
  writeRow(c + 2 * rowBytes, c20, c21, add);
  writeRow(c + 3 * rowBytes, c30, c31, add);
}

function writeRow(c: usize, left: v128, right: v128, add: bool): void {
  if (add) {
    left = f32x4.add(v128.load(c), left);
    right = f32x4.add(v128.load(c, 16), right);
  }
  v128.store(c, left);
  v128.store(c, right, 16);
}

/** The tiles of four rows with all of `columns`, from one panel of rows and neighbouring panels of columns. */
export function multiplyStrip(
  depth: i32,
  a: usize,
  b: usize,
  rows: i32,
  columns: i32,
  c: usize,
  rowBytes: usize,
  add: bool,
  spare: usize,
): void {
  for (let j = 0; j < columns; j += TILE_COLUMNS) {
    const width = min(TILE_COLUMNS, columns - j);
    if (rows >= TILE_ROWS && width === TILE_COLUMNS) multiplyTile(depth, a, b, c, rowBytes, add);
    else multiplyPartOfTile(depth, a, b, min(rows, TILE_ROWS), width, c, rowBytes, add, spare);
    b += <usize>depth * COLUMN_STEP;
    c += <usize>TILE_COLUMNS * FLOAT;
  }
}

/** At the edges: the whole tile in `spare`, and of that the part which lies inside. */
function multiplyPartOfTile(
  depth: i32,
  a: usize,
  b: usize,
  rows: i32,
  columns: i32,
  c: usize,
  rowBytes: usize,
  add: bool,
  spare: usize,
): void {
  multiplyTile(depth, a, b, spare, COLUMN_STEP, false);
  copyPartOfTile(spare, rows, columns, c, rowBytes, add);
}

/** The first rows and columns of the tile in `spare`, whose rows are dense. */
export function copyPartOfTile(
  spare: usize,
  rows: i32,
  columns: i32,
  c: usize,
  rowBytes: usize,
  add: bool,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = c + <usize>i * rowBytes + <usize>j * FLOAT;
      const value = f32.load(spare + <usize>i * COLUMN_STEP + <usize>j * FLOAT);
      f32.store(at, add ? f32.load(at) + value : value);
    }
  }
}
