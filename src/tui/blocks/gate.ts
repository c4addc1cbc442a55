import { type Glyphs, UNICODE } from "../text/glyphs.ts";
import { type Line, line, type Span, span } from "../text/line.ts";

/** Half the width, in columns, of the opening between the leaves, from shut to open. */
const OPENINGS = [0, 1, 2, 4];

/** How far the door of a passed room can swing: stage 0 is shut, the last one open. */
export const GATE_STAGES = OPENINGS.length;

/** The door of a passed room as it opens, fifteen columns wide. */
export function gate(stage: number, glyphs: Glyphs): Line[] {
  const opening = OPENINGS[Math.min(stage, GATE_STAGES - 1)] ?? 0;
  const [arch, leaf, jambs] = glyphs === UNICODE ? STONE : PLAIN;
  const threshold = (light: string) => [
    span(jambs[0], "faint"), span(leaf.repeat(4 - opening), "door"), lit(light, opening, leaf),
    span(leaf.repeat(4 - opening), "door"), span(jambs[1], "faint"),
  ];
  const between = [" ", glyphs.spark, " ", " "].map((light) => line(...threshold(light)));
  return [...arch.map((text) => line(span(text, "faint"))), ...between];
}

type Masonry = readonly [arch: readonly string[], leaf: string, jambs: readonly [string, string]];

const STONE: Masonry = [["   ▄▄▄▄▄▄▄▄▄   ", " ▄██▀▀▀▀▀▀▀██▄ "], "▒", [" ██", "██ "]];
const PLAIN: Masonry = [["   _________   ", "  /         \\  "], ":", [" | ", " | "]];

/** What can be seen between the leaves: `light` in the middle of the opening. */
function lit(light: string, opening: number, leaf: string): Span {
  const side = " ".repeat(opening);
  return opening === 0 ? span(leaf, "door") : span(`${side}${light}${side}`, "tool");
}
