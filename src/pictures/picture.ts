/** What a room draws of the learner's own result, as it travels from the grading process to screen and files. */

/** Coloured pixels, three bytes (red, green, blue) each, row by row from the top left. */
export interface PictureFrame {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Frames of a picture, each shown for `milliseconds`; a still picture has one. */
export interface Frames {
  readonly frames: readonly PictureFrame[];
  readonly milliseconds: number;
}

/** `paper` is for files, with its labels drawn in; `screen` is for half blocks, with its labels in `legend`. */
export type Picture =
  | {
      readonly kind: "raster";
      readonly title: string;
      readonly paper: Frames;
      /** The still picture of one that moves, where it is not the first frame. */
      readonly poster?: PictureFrame;
      readonly screen: Frames;
      readonly legend: readonly string[];
    }
  | { readonly kind: "text"; readonly title: string; readonly lines: readonly string[] };

/** The outcome of drawing: a picture, or one sentence that says why there is none. */
export type Drawn =
  | { readonly kind: "picture"; readonly picture: Picture }
  | { readonly kind: "no-picture"; readonly why: string };

/** Pixels that the screen has for a picture: a half block is one wide and a half high. */
export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/** What is asked for when a picture is drawn: the pixels that its screen has, and whether there is time. */
export interface PictureOrder extends ScreenSize {
  /** Asked for by itself, not after every save: it may take a minute and be as large as it deserves. */
  readonly large?: boolean;
}

/** The frame shrunk to fit into a size, by the mean of the pixels that fall together; never enlarged. */
export function shrunk(frame: PictureFrame, { width, height }: ScreenSize): PictureFrame {
  const scale = Math.max(frame.width / width, frame.height / height);
  if (!(scale > 1)) return frame;
  const [columns, rows] = [frame.width, frame.height].map((size) =>
    Math.max(1, Math.floor(size / scale)),
  ) as [number, number];
  const pixels = new Uint8Array(columns * rows * 3);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      pixels.set(meanOf(frame, x * scale, y * scale, scale), 3 * (y * columns + x));
  return { width: columns, height: rows, pixels };
}

function meanOf({ width, height, pixels }: PictureFrame, left: number, top: number, size: number): number[] {
  const sums = [0, 0, 0];
  let count = 0;
  for (let y = Math.floor(top); y < Math.min(height, Math.ceil(top + size)); y++) {
    for (let x = Math.floor(left); x < Math.min(width, Math.ceil(left + size)); x++) {
      const at = 3 * (y * width + x);
      for (let i = 0; i < 3; i++) sums[i] = (sums[i] as number) + (pixels[at + i] as number);
      count++;
    }
  }
  return sums.map((sum) => Math.round(sum / count));
}

/** The frame with each pixel repeated, as often as whole numbers fit into a size. */
export function enlarged(frame: PictureFrame, { width, height }: ScreenSize): PictureFrame {
  const times = Math.floor(Math.min(width / frame.width, height / frame.height));
  if (times <= 1 || !Number.isFinite(times)) return frame; // the second for a frame without a pixel
  const size = { width: frame.width * times, height: frame.height * times };
  const pixels = new Uint8Array(size.width * size.height * 3);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const from = 3 * (Math.floor(y / times) * frame.width + Math.floor(x / times));
      pixels.set(frame.pixels.subarray(from, from + 3), 3 * (y * size.width + x));
    }
  }
  return { ...size, pixels };
}
