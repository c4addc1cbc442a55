import { writeFile } from "node:fs/promises";
import { pngOf } from "../../pictures/png.ts";
import { requireWriting } from "../writing.ts";
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

  /** What stands under the plot in the terminal. */
  get legend(): readonly string[] {
    return this.#drawing.legend;
  }

  /** The pixels of the plot for a file, of about this size, labels included. */
  paper(width: number, height: number): Raster {
    return this.#drawing.paper(width, height);
  }

  /** The pixels of the plot for a terminal, of at most this size, without text. */
  screen(width: number, height: number): Raster {
    return this.#drawing.screen(width, height);
  }

  /** The plot in half blocks, its title above and its legend below. */
  toTerminal({ columns = 60, rows = 16, colour = hasColours() }: TerminalSettings = {}): string {
    const picture = toHalfBlocks(this.#drawing.screen(columns, 2 * rows), colour);
    return [this.title, picture, ...this.#drawing.legend].filter((part) => part !== "").join("\n");
  }

  /** The plot as the bytes of a PNG file. */
  toPng({ width = 640, height = 400 }: PngSettings = {}): Uint8Array {
    return pngOf(this.paper(width, height));
  }

  /** Prints it. */
  show(settings: TerminalSettings = {}): void {
    console.log(this.toTerminal(settings));
  }

  /** Writes a PNG file. */
  async save(path: string, settings: PngSettings = {}): Promise<void> {
    requireWriting("plot.save", path);
    await writeFile(path, this.toPng(settings));
  }
}

const hasColours = (): boolean => process.stdout.isTTY === true && !process.env.NO_COLOR;
