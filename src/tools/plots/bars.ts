import { requireOptions } from "../arguments/options.ts";
import { label, type Numbers, numbersOf } from "./numbers.ts";
import { Plot } from "./plot.ts";
import { BLACK, type Colour, Raster, WHITE } from "./raster.ts";
import { LETTER_DEPTH, LETTER_HEIGHT, textWidth, writeText } from "./text.ts";

export interface BarSettings {
  readonly title?: string;
  /** What each bar is called; its place unless given. */
  readonly names?: readonly string[];
  /** Bars to point at, by their place: red on paper, with a mark in the terminal. */
  readonly marked?: readonly number[];
  /** The value of a full bar; the largest unless given. */
  readonly full?: number;
}

interface Bar {
  readonly name: string;
  readonly value: number;
  readonly share: number;
  readonly marked: boolean;
}

const SCALE = 2;
const MARGIN = 16;
const LINE = (LETTER_HEIGHT + LETTER_DEPTH) * SCALE + 6;
const PLAIN: Colour = [30, 100, 200];
const MARKED: Colour = [205, 45, 45];
/** Characters of a full bar in the terminal. */
const CELLS = 16;

/**
 * Horizontal bars from 0, each with its name before and its value behind it. What is not a number or below 0 has no
 * bar. In the terminal it is lines of text.
 *
 * ```ts
 * (await plots.bars(probabilities, { names: ["cat", "dog"] })).show(); // [2]
 * ```
 */
export async function bars(values: Numbers, settings: BarSettings = {}): Promise<Plot> {
  requireOptions<BarSettings>("bars", settings, {
    title: '"logits"',
    names: '["cat", "dog"]',
    marked: "[0]",
    full: "1",
  });
  const { title = "", names = [], marked = [], full } = settings;

  const numbers = await numbersOf(values);
  const longest = full ?? Math.max(1e-12, ...numbers.filter(Number.isFinite));
  const all = numbers.map((value, i): Bar => {
    const share = value > 0 ? Math.min(1, value / longest) : 0;
    return { name: names[i] ?? String(i), value, share, marked: marked.includes(i) };
  });
  return new Plot(title, {
    paper: (width) => onPaper(all, title, width),
    screen: () => new Raster(0, 0),
    legend: inText(all),
  });
}

function onPaper(all: readonly Bar[], title: string, width: number): Raster {
  const start = MARGIN + Math.max(0, ...all.map(({ name }) => textWidth(name, SCALE))) + 10;
  const room = Math.max(40, width - start - MARGIN - 80);
  const top = MARGIN + (title === "" ? 0 : LINE);
  const paper = new Raster(
    Math.max(width, start + room + MARGIN + 80),
    top + all.length * LINE + MARGIN,
    WHITE,
  );
  writeText(paper, title, MARGIN, MARGIN - 6, SCALE, BLACK);
  all.forEach(({ name, value, share, marked }, i) => {
    const [y, colour] = [top + i * LINE, marked ? MARKED : PLAIN];
    writeText(paper, name, MARGIN, y, SCALE, marked ? MARKED : BLACK);
    paper.fill(start, y - 1, Math.max(1, Math.round(room * share)), LETTER_HEIGHT * SCALE + 2, colour);
    writeText(paper, label(value), start + Math.round(room * share) + 8, y, SCALE, colour);
  });
  return paper;
}

function inText(all: readonly Bar[]): string[] {
  const width = Math.max(0, ...all.map(({ name }) => name.length));
  return all.map(({ name, value, share, marked }) => {
    const bar = "█".repeat(Math.round(CELLS * share));
    return `${name.padEnd(width)} ${bar}${bar === "" ? "" : " "}${label(value)}${marked ? " !" : ""}`;
  });
}
