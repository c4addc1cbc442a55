import { type Colour, Raster } from "./raster.ts";

/** Colours in rows and columns. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  colourAt(row: number, column: number): Colour;
}

/** Draws each cell as a square of the largest whole number of pixels that fits, one pixel at least. */
export function enlarged(grid: Grid, width: number, height: number): Raster {
  const scale = Math.max(1, Math.floor(Math.min(width / grid.columns, height / grid.rows)));
  const raster = new Raster(grid.columns * scale, grid.rows * scale);
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      raster.fill(column * scale, row * scale, scale, scale, grid.colourAt(row, column));
    }
  }
  return raster;
}

/** Enlarged if there is room; otherwise each pixel is the mean of the cells it stands for. */
export function fitted(grid: Grid, width: number, height: number): Raster {
  const shrink = Math.max(grid.columns / width, grid.rows / height);
  if (shrink <= 1) return enlarged(grid, width, height);
  const raster = new Raster(
    Math.max(1, Math.floor(grid.columns / shrink)),
    Math.max(1, Math.floor(grid.rows / shrink)),
  );
  for (let y = 0; y < raster.height; y++)
    for (let x = 0; x < raster.width; x++) raster.set(x, y, mean(grid, x, y, shrink));
  return raster;
}

function mean(grid: Grid, x: number, y: number, shrink: number): Colour {
  const sums: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (let row = Math.floor(y * shrink); row < Math.min(grid.rows, Math.ceil((y + 1) * shrink)); row++) {
    for (
      let column = Math.floor(x * shrink);
      column < Math.min(grid.columns, Math.ceil((x + 1) * shrink));
      column++
    ) {
      grid.colourAt(row, column).forEach((channel, i) => {
        sums[i as 0 | 1 | 2] += channel;
      });
      count += 1;
    }
  }
  return [Math.round(sums[0] / count), Math.round(sums[1] / count), Math.round(sums[2] / count)];
}
