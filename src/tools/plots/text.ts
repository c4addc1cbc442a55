import { LETTERS } from "./letters.ts";
import type { Colour, Raster } from "./raster.ts";

/** Dots from the top of a capital letter to the line it stands on. */
export const LETTER_HEIGHT = 7;
/** Dots that some letters hang below the line. */
export const LETTER_DEPTH = 2;

/** A letter as it is drawn: its rows without the empty columns at its sides. */
interface Letter {
  readonly rows: readonly number[];
  readonly left: number;
  readonly width: number;
}

const SPACE = 3;
const UNKNOWN = "vhhhhhv";

/** Pixels a text is wide. */
export const textWidth = (text: string, scale: number): number =>
  [...text].reduce((width, sign) => width + (letterOf(sign).width + 1) * scale, 0);

/** Writes a text with its top left corner at (left, top); each dot is scale × scale pixels. */
export function writeText(
  raster: Raster,
  text: string,
  left: number,
  top: number,
  scale: number,
  colour: Colour,
): void {
  let at = left;
  for (const sign of text) {
    const letter = letterOf(sign);
    letter.rows.forEach((row, y) => {
      for (let x = 0; x < letter.width; x++) {
        if ((row & (16 >> (letter.left + x))) === 0) continue;
        raster.fill(at + x * scale, top + y * scale, scale, scale, colour);
      }
    });
    at += (letter.width + 1) * scale;
  }
}

function letterOf(sign: string): Letter {
  const rows = [...(LETTERS[sign] ?? UNKNOWN)].map((row) => Number.parseInt(row, 32));
  const dots = rows.reduce((all, row) => all | row, 0);
  if (dots === 0) return { rows, left: 0, width: SPACE };
  const left = Math.clz32(dots) - 27; // the highest of five bits is the leftmost column
  return { rows, left, width: 5 - left - Math.log2(dots & -dots) };
}
