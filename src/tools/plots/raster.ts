/** Red, green and blue, each 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

export const WHITE: Colour = [255, 255, 255];
export const BLACK: Colour = [0, 0, 0];

/** A picture of coloured pixels, row by row from the top left. */
export class Raster {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel. */
  readonly pixels: Uint8Array;

  constructor(width: number, height: number, background: Colour = BLACK) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height * 3);
    this.fill(0, 0, width, height, background);
  }

  at(x: number, y: number): Colour {
    const i = 3 * (y * this.width + x);
    return [this.pixels[i] ?? 0, this.pixels[i + 1] ?? 0, this.pixels[i + 2] ?? 0];
  }

  /** Colours one pixel; outside of the picture nothing happens. */
  set(x: number, y: number, colour: Colour): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    this.pixels.set(colour, 3 * (y * this.width + x));
  }

  /** Mixes a colour into a pixel: a share of 0 changes nothing, 1 or more covers it. */
  mix(x: number, y: number, colour: Colour, share: number): void {
    if (!(share > 0)) return;
    const [part, under] = [Math.min(1, share), this.at(x, y)];
    const mixed = (i: 0 | 1 | 2) => Math.round(under[i] + (colour[i] - under[i]) * part);
    this.set(x, y, [mixed(0), mixed(1), mixed(2)]);
  }

  /** Copies another picture in, with its top left corner at (left, top). */
  paste(other: Raster, left: number, top: number): void {
    for (let y = 0; y < other.height; y++)
      for (let x = 0; x < other.width; x++) this.set(left + x, top + y, other.at(x, y));
  }

  fill(left: number, top: number, width: number, height: number, colour: Colour): void {
    for (let y = top; y < top + height; y++) for (let x = left; x < left + width; x++) this.set(x, y, colour);
  }

  /** A straight line between two pixels (Bresenham, 1965). */
  line(fromX: number, fromY: number, toX: number, toY: number, colour: Colour): void {
    const [stepX, stepY] = [Math.sign(toX - fromX), Math.sign(toY - fromY)];
    const [dx, dy] = [Math.abs(toX - fromX), -Math.abs(toY - fromY)];
    let [x, y, error] = [fromX, fromY, dx + dy];
    for (;;) {
      this.set(x, y, colour);
      if (x === toX && y === toY) return;
      const doubled = 2 * error;
      if (doubled >= dy) [x, error] = [x + stepX, error + dy];
      if (doubled <= dx) [y, error] = [y + stepY, error + dx];
    }
  }
}
