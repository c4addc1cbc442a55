import type { CaseResult, Failure } from "../../grading/verdict.ts";
import type { FailurePanel, WatchState } from "../state.ts";
import { cleanLine, cleanLines } from "../text/clean.ts";
import { clip, spread } from "../text/fit.ts";
import { BLANK, indent, type Line, line, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import { comparison } from "./comparison.ts";
import type { Look } from "./look.ts";
import { markOf } from "./marks.ts";
import { inline } from "./prose.ts";

/** The first case to look at: what was compared, what is wrong, both values, where they differ, and why. */
export function failurePanel(panel: FailurePanel, state: WatchState, look: Look): Line[] {
  const { result, stale } = panel;
  const inside = { ...look, width: look.width - 2 };
  const mark = markOf(result, look.glyphs);
  const lines = [
    titleLine(panel, state, inside),
    ...(stale ? [line(span("from an earlier save", "faint"))] : []),
    ...failureLines(result, state, inside),
    ...diagnosisLines(result, inside),
  ];
  return indent(lines, [span(`${look.glyphs.bar} `, stale ? "faint" : mark.tone)]);
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

function failureLines({ failure }: CaseResult, state: WatchState, look: Look): Line[] {
  return failure === undefined ? [] : failureBody(failure, state.room.file, look);
}

/** What went wrong. Where values differ the sentence about them stands below both, next to what it counts. */
export function failureBody(failure: Failure, file: string, look: Look): Line[] {
  const sentence = cleanLines(failure.message).flatMap((text) => wrap(inline(text), look.width));
  const label =
    failure.label === ""
      ? []
      : [clip(line(span(cleanLine(failure.label), "door")), look.width, look.glyphs.ellipsis)];
  const values = comparison(failure, look);
  const place = placeLines(failure, file, look);
  if (values.length === 0) return [...label, ...sentence, ...place];
  const below = failure.difference !== undefined;
  const rest = [...(below ? sentence : []), ...place];
  return [
    ...label,
    ...(below ? [] : sentence),
    BLANK,
    ...values,
    ...(rest.length > 0 ? [BLANK, ...rest] : []),
  ];
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
function diagnosisLines({ diagnosis }: CaseResult, look: Look): Line[] {
  if (diagnosis === undefined) return [];
  const sentence = cleanLines(diagnosis.sentence).flatMap((text) => wrap(inline(text), look.width - 5));
  return [BLANK, ...indent(sentence, line(span("Why  ", "tool")), line("     "))];
}
