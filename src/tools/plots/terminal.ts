import type { Raster } from "./raster.ts";

const SHADES = " ░▒▓█";
/** From this difference in brightness on, two pixels are told apart. */
const STARK = 0.4;

/**
 * A picture as text, two pixels a character: the upper half block in the upper pixel's colour on the lower
 * one's (24-bit colours, ECMA-48 SGR). Without colour, a half block is a bright pixel beside a dark one, and
 * shades stand for the brightness of two that are alike.
 */
export function toHalfBlocks(raster: Raster, colour: boolean): string {
  const rows: string[] = [];
  for (let y = 0; y < raster.height; y += 2) {
    const cells = Array.from({ length: raster.width }, (_, x) =>
      colour ? coloured(raster, x, y) : shaded(raster, x, y),
    );
    rows.push(cells.join("") + (colour ? "\x1b[0m" : ""));
  }
  return rows.join("\n");
}

function coloured(raster: Raster, x: number, y: number): string {
  const upper = `\x1b[38;2;${raster.at(x, y).join(";")}m`;
  const lower = y + 1 < raster.height ? `\x1b[48;2;${raster.at(x, y + 1).join(";")}m` : "\x1b[49m";
  return `${upper}${lower}▀`;
}

function shaded(raster: Raster, x: number, y: number): string {
  const upper = brightnessAt(raster, x, y);
  const lower = brightnessAt(raster, x, Math.min(y + 1, raster.height - 1));
  if (upper - lower > STARK) return "▀";
  if (lower - upper > STARK) return "▄";
  return SHADES[Math.min(SHADES.length - 1, Math.floor(((upper + lower) / 2) * SHADES.length))] as string;
}

/** 0 to 1, weighted as eyes do (ITU-R BT.601). */
function brightnessAt(raster: Raster, x: number, y: number): number {
  const [red, green, blue] = raster.at(x, y);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
