import type { TextProps } from "ink";
import type { Tone } from "../text/line.ts";

type Style = Pick<TextProps, "color" | "dimColor" | "bold">;

/** Tones as the terminal's own sixteen colours, so that a learner's light or dark theme stays theirs. */
const STYLES: Readonly<Record<Tone, Style>> = {
  plain: {},
  faint: { dimColor: true },
  strong: { bold: true },
  good: { color: "green" },
  bad: { color: "red" },
  warning: { color: "yellow" },
  tool: { color: "yellow", bold: true },
  door: { color: "cyan" },
  boss: { color: "magenta", bold: true },
  key: { color: "cyan", bold: true },
  ansi: {},
};

const NO_STYLE: Style = {};

export function styleOf(tone: Tone, colour: boolean): Style {
  return colour ? STYLES[tone] : NO_STYLE;
}
