import type { Failure } from "../../grading/verdict.ts";
import type { CaseRow } from "../state.ts";
import type { Glyphs } from "../text/glyphs.ts";
import { type Span, span, type Tone } from "../text/line.ts";

/** How a case stands, as a sign, a word and a tone. */
export interface Mark {
  readonly glyph: string;
  readonly word: string;
  readonly tone: Tone;
}

type Standing = Pick<CaseRow, "status"> & { readonly failure?: Failure | undefined };

/** The mark of a case. A stub's "not yet" is no failure: nobody has tried. */
export function markOf(standing: Standing, glyphs: Glyphs): Mark {
  if (standing.failure?.kind === "not-yet") return { glyph: glyphs.notYet, word: "not yet", tone: "warning" };
  switch (standing.status) {
    case "pass":
      return { glyph: glyphs.pass, word: "passes", tone: "good" };
    case "fail":
      return { glyph: glyphs.fail, word: "fails", tone: "bad" };
    case "error":
      return { glyph: glyphs.error, word: "throws", tone: "bad" };
    case "timeout":
      return { glyph: glyphs.timeout, word: "timed out", tone: "bad" };
    case "grader-fault":
      return { glyph: glyphs.fault, word: "our fault", tone: "warning" };
    case "running":
      return { glyph: glyphs.running, word: "running", tone: "door" };
    default:
      return { glyph: glyphs.waiting, word: standing.status === "not-run" ? "not run" : "", tone: "faint" };
  }
}

/** A level of 1 to 5 as dots. */
export function level(value: number, glyphs: Glyphs): Span {
  const filled = Math.min(5, Math.max(0, Math.round(value)));
  return span(glyphs.full.repeat(filled) + glyphs.empty.repeat(5 - filled), "tool");
}

/** Milliseconds as a person reads them: `0.4 ms`, `21 ms`, `1.2 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`;
}
