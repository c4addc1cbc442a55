import { PNG } from "pngjs";
import type { PictureFrame } from "./picture.ts";

/** A frame as the bytes of a PNG file. */
export function pngOf({ width, height, pixels }: PictureFrame): Uint8Array {
  const png = new PNG({ width, height });
  png.data.set(rgbaOf(pixels));
  return PNG.sync.write(png, { colorType: 2 }); // without transparency
}

/** The same pixels with a fourth byte: opaque. */
export function rgbaOf(pixels: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((pixels.length / 3) * 4).fill(255);
  for (let i = 0; i < pixels.length / 3; i++) rgba.set(pixels.subarray(3 * i, 3 * i + 3), 4 * i);
  return rgba;
}
