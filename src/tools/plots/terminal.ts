import { halfBlocks } from "../../pictures/half-blocks.ts";
import type { Raster } from "./raster.ts";

/** A picture as text, two pixels a character: in 24-bit colours, or by the brightness of blocks. */
export function toHalfBlocks(raster: Raster, colour: boolean): string {
  return halfBlocks(raster, colour ? "true-colour" : "shades").join("\n");
}
