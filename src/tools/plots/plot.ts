import { writeFile } from "node:fs/promises";
import { PNG } from "pngjs";
import type { Raster } from "./raster.ts";
import { toHalfBlocks } from "./terminal.ts";

export interface TerminalSettings {
  /** Characters a line. */
  readonly columns?: number;
  /** Lines for the picture itself. */
  readonly rows?: number;
  /** Colours unless NO_COLOR is set or the output is no terminal. */
  readonly colour?: boolean;
}

export interface PngSettings {
  readonly width?: number;
  readonly height?: number;
}

/** How a plot comes to pixels; the terminal has few of them and writes its labels beside. */
export interface Drawing {
  /** A picture of about this size, in which everything stands that belongs on paper. */
  paper(width: number, height: number): Raster;
  /** A picture of at most this size, without text. */
  screen(width: number, height: number): Raster;
  /** What stands under the picture in the terminal: ranges, names of lines. */
  readonly legend: readonly string[];
}

/** A finished plot: print it, save it, or take its text or bytes. */
export class Plot {
  readonly title: string;
  readonly #drawing: Drawing;

  constructor(title: string, drawing: Drawing) {
    this.title = title;
    this.#drawing = drawing;
  }

  /** The plot in half blocks, its title above and its legend below. */
  toTerminal({ columns = 60, rows = 16, colour = hasColours() }: TerminalSettings = {}): string {
    const picture = toHalfBlocks(this.#drawing.screen(columns, 2 * rows), colour);
    return [this.title, picture, ...this.#drawing.legend].filter((part) => part !== "").join("\n");
  }

  /** The plot as the bytes of a PNG file. */
  toPng({ width = 640, height = 400 }: PngSettings = {}): Uint8Array {
    const raster = this.#drawing.paper(width, height);
    const png = new PNG({ width: raster.width, height: raster.height });
    for (let i = 0; i < raster.width * raster.height; i++) {
      png.data.set(raster.pixels.subarray(3 * i, 3 * i + 3), 4 * i);
      png.data[4 * i + 3] = 255;
    }
    return PNG.sync.write(png);
  }

  /** Prints it. */
  show(settings: TerminalSettings = {}): void {
    console.log(this.toTerminal(settings));
  }

  /** Writes a PNG file. */
  async save(path: string, settings: PngSettings = {}): Promise<void> {
    await writeFile(path, this.toPng(settings));
  }
}

const hasColours = (): boolean => process.stdout.isTTY === true && !process.env.NO_COLOR;
