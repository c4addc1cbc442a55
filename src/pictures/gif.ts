/// <reference path="./gifenc.d.ts" />
import * as gifenc from "gifenc";
import type { Frames } from "./picture.ts";
import { rgbaOf } from "./png.ts";

// It is CommonJS: Node finds its names only in the whole, bundlers and vitest where they belong.
const { applyPalette, GIFEncoder, quantize } = gifenc.GIFEncoder === undefined ? gifenc.default : gifenc;

/** Frames as the bytes of a GIF file that plays for ever, each frame in the best 256 colours for it. */
export function gifOf({ frames, milliseconds }: Frames): Uint8Array {
  const gif = GIFEncoder();
  for (const { width, height, pixels } of frames) {
    const rgba = rgbaOf(pixels);
    const palette = quantize(rgba, 256);
    gif.writeFrame(applyPalette(rgba, palette), width, height, { palette, delay: milliseconds });
  }
  gif.finish();
  return gif.bytes();
}
