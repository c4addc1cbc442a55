import { writeFile } from "node:fs/promises";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import type { tf } from "../tensorflow.ts";
import { requireWriting } from "../writing.ts";
import { grey, sequential } from "./colours.ts";
import { enlarged } from "./grid.ts";
import { numbersOf, rangeOf, requireRank, shareOf } from "./numbers.ts";
import { BLACK, type Colour, type Raster } from "./raster.ts";

export interface FilmSettings {
  /** The values at both ends of the colours; the smallest and the largest of the whole film unless given. */
  readonly range?: readonly [min: number, max: number];
  /** "depth" (default): near is bright, far is dark; "grey": small is black, large is white. */
  readonly colours?: "depth" | "grey";
  /** How long each frame is shown. Default 60. */
  readonly milliseconds?: number;
  /** A frame is enlarged by whole numbers up to about so many pixels. Default 360 by 360. */
  readonly size?: readonly [width: number, height: number];
}

const SETTINGS: OptionExamples<FilmSettings> = {
  range: "[0, 1]",
  colours: '"grey"',
  milliseconds: "60",
  size: "[360, 360]",
};

/** Frames in colours, to be saved as a GIF that plays for ever. */
export class Film {
  readonly frames: readonly Raster[];
  readonly milliseconds: number;

  constructor(frames: readonly Raster[], milliseconds: number) {
    this.frames = frames;
    this.milliseconds = milliseconds;
  }

  /** The film as the bytes of a GIF file. */
  async toGif(): Promise<Uint8Array> {
    const { gifOf } = await import("../../pictures/gif.ts");
    return gifOf(this);
  }

  /** Writes a GIF file. */
  async save(path: string): Promise<void> {
    requireWriting("film.save", path);
    await writeFile(path, await this.toGif());
  }
}

/**
 * A film from a tensor [frame, height, width], row 0 at the top. What is infinite (a ray that hits nothing) is black,
 * what is no number magenta.
 *
 * ```ts
 * const film = await plots.film(flip(frames, [1])); // [frame, height, width], y upwards
 * await film.save("film.gif");
 * ```
 * @throws ToolError for another rank.
 */
export async function film(x: tf.Tensor, settings: FilmSettings = {}): Promise<Film> {
  requireOptions<FilmSettings>("film", settings, SETTINGS);
  const { range, colours = "depth", milliseconds = 60, size = [360, 360] } = settings;
  requireRank("film", x, [3], "[frame, height, width]");
  const [count, rows, columns] = x.shape as [number, number, number];
  const values = await numbersOf(x);
  const span = range === undefined ? rangeOf(values) : { min: range[0], max: range[1] };
  const colourOf = (value: number): Colour => {
    if (Math.abs(value) === Number.POSITIVE_INFINITY) return BLACK;
    const share = shareOf(value, span);
    return colours === "grey" ? grey(share) : sequential(1 - share);
  };
  const frames = Array.from({ length: count }, (_, frame) => {
    const begin = frame * rows * columns;
    const colourAt = (row: number, column: number) =>
      colourOf(values[begin + row * columns + column] as number);
    return enlarged({ rows, columns, colourAt }, ...size);
  });
  return new Film(frames, milliseconds);
}
