import { Chalk } from "chalk";
import { fit } from "./fit.ts";
import { highlighted } from "./highlight.ts";
import type { RenderOptions } from "./prose.ts";

const INDENT = "  ";

/**
 * A block of code, set in by two columns and without a frame, so that it can be copied. What a block prints stands behind
 * a bar.
 */
export function renderCode(code: string, language: string, { width, colour }: RenderOptions): readonly string[] {
  const lead = language === "output" ? (colour ? new Chalk({ level: 1 }).dim("│ ") : "| ") : INDENT;
  const lines = (colour ? highlighted(code, language) : code).split("\n");
  const room = Math.max(1, width - INDENT.length);
  return lines.flatMap((line) => fit(line, room, 4).map((piece) => `${lead}${piece}`.trimEnd()));
}
