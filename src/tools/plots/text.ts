import type { Colour, Raster } from "./raster.ts";

/**
 * Letters of 3 × 5 dots: five rows, each an octal digit whose bits are the dots. Small letters are drawn as
 * capitals.
 */
const LETTERS: Readonly<Record<string, string>> = {
  0: "75557",
  1: "26227",
  2: "71747",
  3: "71717",
  4: "55711",
  5: "74717",
  6: "74757",
  7: "71244",
  8: "75757",
  9: "75717",
  A: "25755",
  B: "65656",
  C: "34443",
  D: "65556",
  E: "74647",
  F: "74644",
  G: "34553",
  H: "55755",
  I: "72227",
  J: "11152",
  K: "55655",
  L: "44447",
  M: "57755",
  N: "65555",
  O: "25552",
  P: "65644",
  Q: "25563",
  R: "65655",
  S: "34216",
  T: "72222",
  U: "55557",
  V: "55552",
  W: "55775",
  X: "55255",
  Y: "55222",
  Z: "71247",
  " ": "00000",
  ".": "00002",
  "-": "00700",
  "+": "02720",
  ":": "02020",
  "=": "07070",
  "/": "11244",
  _: "00007",
  "(": "24442",
  ")": "42224",
  ",": "00024",
  "%": "51245",
};

export const LETTER_HEIGHT = 5;
const LETTER_WIDTH = 4; // with the gap

/** Pixels a text is wide. */
export const textWidth = (text: string, scale: number): number => text.length * LETTER_WIDTH * scale;

/** Writes a text with its top left corner at (left, top); each dot is scale × scale pixels. */
export function writeText(
  raster: Raster,
  text: string,
  left: number,
  top: number,
  scale: number,
  colour: Colour,
): void {
  [...text.toUpperCase()].forEach((letter, place) => {
    [...(LETTERS[letter] ?? "77777")].forEach((row, y) => {
      for (let x = 0; x < 3; x++) {
        if ((Number(row) & (4 >> x)) === 0) continue;
        raster.fill(left + (place * LETTER_WIDTH + x) * scale, top + y * scale, scale, scale, colour);
      }
    });
  });
}
