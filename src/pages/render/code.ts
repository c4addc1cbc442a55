import { type Line, span } from "../text/line.ts";
import { cut, cutAtBlanks } from "../text/wrap.ts";
import { highlight, plain } from "./highlight.ts";
import type { RenderOptions } from "./options.ts";

const INDENT = span("  ");
const BAR = span("│ ", { dim: true });

/**
 * A block of code, set in by two columns and without a frame, so that it can be copied. What a block prints stands behind
 * a bar. Lines that are too wide for the screen break between tokens, a comment as a whole where it can.
 */
export function code(text: string, language: string, { width, colour }: RenderOptions): readonly Line[] {
  const lead = language === "output" ? BAR : INDENT;
  const lines = colour ? highlight(text, language) : plain(text);
  const broken = language === "output" || language === "" ? cut : cutAtBlanks;
  return lines.flatMap((line) => broken(line, Math.max(1, width - 2), 4).map((piece) => [lead, ...piece]));
}
