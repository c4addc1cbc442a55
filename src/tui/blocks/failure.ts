import type { CaseResult, Diagnosis, Failure } from "../../grading/verdict.ts";
import type { FailurePanel, WatchState } from "../state.ts";
import { cleanLine, cleanLines } from "../text/clean.ts";
import { clip, spread } from "../text/fit.ts";
import { BLANK, indent, type Line, line, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import { comparison } from "./comparison.ts";
import type { Look } from "./look.ts";
import { markOf } from "./marks.ts";
import { inline } from "./prose.ts";

/** What comes first below the sentence: both values, or why, where the values may push the why out of sight. */
export type PanelOrder = "values-first" | "why-first";

/** The first case to look at: what was compared, what is wrong, both values, where they differ, and why. */
export function failurePanel(
  panel: FailurePanel,
  state: WatchState,
  look: Look,
  order: PanelOrder = "values-first",
): Line[] {
  const { result, stale } = panel;
  const inside = { ...look, width: look.width - 2 };
  const mark = markOf(result, look.glyphs);
  const lines = [
    titleLine(panel, state, inside),
    ...(stale ? [line(span("from an earlier save", "faint"))] : []),
    ...bodyLines(result, state.room.file, inside, order),
  ];
  return indent(lines, [span(`${look.glyphs.bar} `, stale ? "faint" : mark.tone)]);
}

function bodyLines({ failure, diagnosis }: CaseResult, file: string, look: Look, order: PanelOrder): Line[] {
  const why = diagnosis === undefined ? [] : diagnosisLines(diagnosis, look);
  if (failure === undefined) return why;
  if (order === "values-first") return [...failureBody(failure, file, look), ...why];
  return failureBody(failure, file, look, why);
}

function titleLine({ result, subProblem }: FailurePanel, state: WatchState, look: Look): Line {
  const mark = markOf(result, look.glyphs);
  const number = state.room.subProblems.findIndex((one) => one.id === subProblem.id) + 1;
  const place =
    number > 0 && look.width >= 50 ? line(span(`sub-problem ${number}, ${mark.word}`, "faint")) : [];
  return spread(
    line(span(`${mark.glyph} `, mark.tone), span(cleanLine(result.title), "strong")),
    place,
    look.width,
    look.glyphs.ellipsis,
  );
}

/** What went wrong in a sentence, with `why` next to it, and then the values, which may be long. */
export function failureBody(failure: Failure, file: string, look: Look, why: readonly Line[] = []): Line[] {
  const { label, message } = failure;
  const sentence = cleanLines(message).flatMap((text) => wrap(inline(text), look.width));
  const compared =
    label === "" ? [] : [clip(line(span(cleanLine(label), "door")), look.width, look.glyphs.ellipsis)];
  const values = comparison(failure, look);
  const place = placeLines(failure, file, look);
  if (values.length === 0) return [...compared, ...sentence, ...why, ...place];
  return [...compared, ...sentence, ...why, BLANK, ...values, ...(place.length > 0 ? [BLANK, ...place] : [])];
}

/**
 * The place in the learner's own file and the code around it, which is cut rather than wrapped: its marker
 * must stay below.
 */
function placeLines(failure: Failure, file: string, look: Look): Line[] {
  if (failure.line === undefined) return [];
  const column = failure.column === undefined ? "" : `:${failure.column}`;
  const place = line(span("at ", "faint"), span(`${file}:${failure.line}${column}`, "door"));
  const code =
    failure.frame === undefined
      ? []
      : cleanLines(failure.frame).filter((text, i, all) => text !== "" || i < all.length - 1);
  return [clip(place, look.width, look.glyphs.ellipsis), ...code.map((text) => codeLine(text, look))];
}

function codeLine(text: string, { width, glyphs }: Look): Line {
  const marked = /^\s*(>|\||\d*\s*\|?\s*\^)/.test(text);
  return clip(line(span(text, marked ? "warning" : "faint")), width, glyphs.ellipsis);
}

/** Why, when a decoy or a hypothesis explains it. */
function diagnosisLines({ sentence }: Diagnosis, look: Look): Line[] {
  const lines = cleanLines(sentence).flatMap((text) => wrap(inline(text), look.width - 5));
  return [BLANK, ...indent(lines, line(span("Why  ", "tool")), line("     "))];
}
