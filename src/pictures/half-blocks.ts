import type { PictureFrame } from "./picture.ts";

/**
 * How a picture becomes characters: half blocks in 24-bit colours or in the 256 of xterm; or characters of fitting
 * brightness, which need no colour, from Unicode or from ASCII.
 */
export type Shading = "true-colour" | "256-colours" | "shades" | "ascii";

type Environment = Readonly<Record<string, string | undefined>>;

/** The best shading that the terminal says it can show. */
export function shadingOf(
  { COLORTERM = "", TERM = "" }: Environment,
  { colour, unicode }: { readonly colour: boolean; readonly unicode: boolean },
): Shading {
  if (!unicode) return "ascii";
  if (!colour) return "shades";
  if (/truecolor|24bit/i.test(COLORTERM) || /-direct$/.test(TERM)) return "true-colour";
  return /256/.test(TERM) ? "256-colours" : "shades";
}

const SHADES: Readonly<Record<"shades" | "ascii", string>> = { shades: " ░▒▓█", ascii: " .:-=+*#%@" };
const RESET = "\x1b[0m";

/** The frame as lines, two pixels a character, one above the other. A line begins and ends without colour. */
export function halfBlocks(frame: PictureFrame, shading: Shading): string[] {
  const lines: string[] = [];
  const brightest = coloured(shading) ? 1 : brightestOf(frame);
  for (let y = 0; y < frame.height; y += 2) {
    lines.push(
      coloured(shading) ? colouredLine(frame, y, shading) : shadedLine(frame, y, shading, brightest),
    );
  }
  return lines;
}

const coloured = (shading: Shading): shading is "true-colour" | "256-colours" =>
  shading === "true-colour" || shading === "256-colours";

/** Colours are said only where they change: a screen takes few bytes the better. */
function colouredLine(frame: PictureFrame, y: number, shading: "true-colour" | "256-colours"): string {
  let [text, upper, lower] = ["", "", ""];
  for (let x = 0; x < frame.width; x++) {
    const [up, down] = [colourCode(frame, x, y, shading), colourCode(frame, x, y + 1, shading)];
    if (up !== upper) text += `\x1b[38;${up}m`;
    if (down !== lower) text += down === "" ? "\x1b[49m" : `\x1b[48;${down}m`;
    [upper, lower] = [up, down];
    text += "▀";
  }
  return text + RESET;
}

function colourCode(frame: PictureFrame, x: number, y: number, shading: Shading): string {
  if (y >= frame.height) return "";
  const [red, green, blue] = pixelAt(frame, x, y);
  return shading === "true-colour" ? `2;${red};${green};${blue}` : `5;${xtermColour(red, green, blue)}`;
}

/** The nearest of xterm's 6 × 6 × 6 colours, or of its 24 greys. */
function xtermColour(red: number, green: number, blue: number): number {
  if (Math.max(red, green, blue) - Math.min(red, green, blue) < 10) {
    const grey = Math.round((red - 8) / 10);
    return grey < 0 ? 16 : grey > 23 ? 231 : 232 + grey;
  }
  const level = (value: number) => (value < 48 ? 0 : value < 115 ? 1 : Math.floor((value - 35) / 40));
  return 16 + 36 * level(red) + 6 * level(green) + level(blue);
}

/** Few signs have to tell the whole picture: its brightest pixel gets the last of them. */
function shadedLine(frame: PictureFrame, y: number, shading: "shades" | "ascii", brightest: number): string {
  const signs = SHADES[shading];
  return Array.from({ length: frame.width }, (_, x) => {
    const upper = brightness(frame, x, y) / brightest;
    const lower = brightness(frame, x, Math.min(y + 1, frame.height - 1)) / brightest;
    if (shading === "shades" && Math.abs(upper - lower) > STARK) return upper > lower ? "▀" : "▄";
    return signs[Math.min(signs.length - 1, Math.floor(((upper + lower) / 2) * signs.length))];
  }).join("");
}

/** From this difference in brightness on, two pixels are told apart. */
const STARK = 0.4;

function brightestOf(frame: PictureFrame): number {
  let brightest = 0.05; // below this it is as good as black
  for (let y = 0; y < frame.height; y++)
    for (let x = 0; x < frame.width; x++) brightest = Math.max(brightest, brightness(frame, x, y));
  return brightest;
}

/** 0 to 1, weighted as eyes do (ITU-R BT.601). */
function brightness(frame: PictureFrame, x: number, y: number): number {
  const [red, green, blue] = pixelAt(frame, x, y);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

function pixelAt({ width, pixels }: PictureFrame, x: number, y: number): [number, number, number] {
  const at = 3 * (y * width + x);
  return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
}
