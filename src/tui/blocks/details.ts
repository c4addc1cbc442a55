import type { CaseRow, WatchState } from "../state.ts";
import { cleanLine } from "../text/clean.ts";
import { BLANK, indent, type Line, line, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import { printedLines, typeErrors } from "./asides.ts";
import { caseList } from "./case-list.ts";
import { failureBody } from "./failure.ts";
import type { Look } from "./look.ts";
import { markOf } from "./marks.ts";
import { heading } from "./rules.ts";
import { trouble } from "./trouble.ts";

/** Everything known of the last run, in full. It scrolls. */
export function detailsBlock(state: WatchState, look: Look): Line[] {
  const failing = state.cases.filter((row) => row.failure !== undefined);
  return [
    ...spaced(trouble(state, look)),
    heading("All cases", look),
    ...caseList(state, look, { kind: "open" }),
    BLANK,
    ...failing.flatMap((row) => spaced(failingCase(row, state, look))),
    ...spaced(typeErrors(state.types, Number.POSITIVE_INFINITY, look)),
    ...printedLines(state.printed, Number.POSITIVE_INFINITY, look),
  ];
}

function spaced(lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [...lines, BLANK];
}

function failingCase(row: CaseRow, state: WatchState, look: Look): Line[] {
  const { failure } = row;
  if (failure === undefined) return [];
  const mark = markOf(row, look.glyphs);
  const inside = { ...look, width: look.width - 2 };
  const title = wrap(
    line(
      span(`${mark.glyph} `, mark.tone),
      span(cleanLine(row.title), "strong"),
      span(`  ${mark.word}`, "faint"),
    ),
    inside.width,
    2,
  );
  const body = failureBody(failure, state.room.file, inside);
  return indent(
    [...title, ...body, ...precision(row, inside)],
    [span(`${look.glyphs.bar} `, row.stale ? "faint" : mark.tone)],
  );
}

/** The numbers behind "values differ". */
function precision({ failure }: CaseRow, look: Look): Line[] {
  const difference = failure?.difference;
  if (difference === undefined) return [];
  const { largestAbsolute, largestRelative, tolerance } = difference;
  const short = (value: number) => String(Number(value.toPrecision(4)));
  const largest = `Largest difference ${short(largestAbsolute)}, relative ${short(largestRelative)}`;
  const allowed = `allowed are ${short(tolerance)} (1 + |expected|).`;
  return wrap(line(span(`${largest}; ${allowed}`, "faint")), look.width);
}
