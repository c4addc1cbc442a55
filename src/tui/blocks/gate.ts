import { type Glyphs, UNICODE } from "../text/glyphs.ts";
import { type Line, line, type Span, span } from "../text/line.ts";

/** Half the width, in columns, of the opening between the leaves, from shut to open. */
const OPENINGS = [0, 1, 2, 4];

/** How far the door of a passed room can swing: stage 0 is shut, the last one open. */
export const GATE_STAGES = OPENINGS.length;

/** The door of a passed room as it opens, fifteen columns wide. */
export function gate(stage: number, glyphs: Glyphs): Line[] {
  const opening = OPENINGS[Math.min(stage, GATE_STAGES - 1)] ?? 0;
  const { arch, leaf, rows } = glyphs === UNICODE ? STONE : PLAIN;
  const wing = span(leaf.repeat(4 - opening), "door");
  const doorway = rows.map(([left, right], i) =>
    line(
      span(left, "faint"),
      wing,
      lit(i === 1 ? glyphs.spark : " ", opening, leaf),
      wing,
      span(right, "faint"),
    ),
  );
  return [...arch.map((text) => line(span(text, "faint"))), ...doorway];
}

/**
 * What the door is built of: the arch above it, what its leaves are made of, and the wall left and right of
 * each row.
 */
interface Masonry {
  readonly arch: readonly string[];
  readonly leaf: string;
  readonly rows: readonly (readonly [left: string, right: string])[];
}

const STONE: Masonry = {
  arch: ["   ▄▄▄▄▄▄▄▄▄   ", " ▄██▀▀▀▀▀▀▀██▄ "],
  leaf: "▒",
  rows: [
    [" ██", "██ "],
    [" ██", "██ "],
    [" ██", "██ "],
    ["▄██", "██▄"],
  ],
};

const PLAIN: Masonry = {
  arch: ["   _________   ", "  /         \\  "],
  leaf: ":",
  rows: [
    [" | ", " | "],
    [" | ", " | "],
    [" | ", " | "],
    ["_|_", "_|_"],
  ],
};

/** What can be seen between the leaves: `light` in the middle of the opening. */
function lit(light: string, opening: number, leaf: string): Span {
  const side = " ".repeat(opening);
  return opening === 0 ? span(leaf, "door") : span(`${side}${light}${side}`, "tool");
}
