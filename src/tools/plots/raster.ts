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
