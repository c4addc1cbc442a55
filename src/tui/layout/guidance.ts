import { printedLines, typeErrors } from "../blocks/asides.ts";
import { failurePanel, type PanelOrder } from "../blocks/failure.ts";
import { hintPanel } from "../blocks/hint.ts";
import type { Look } from "../blocks/look.ts";
import { renderedLines } from "../blocks/rendered.ts";
import { trouble } from "../blocks/trouble.ts";
import type { WatchState } from "../state.ts";
import { BLANK, type Line, line, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";

/** How many type errors and printed lines stand on the main screen; the details have all. */
const FEW = 3;

/** What to look at next, and the line to start at where the learner has not scrolled. */
export interface Guidance {
  readonly lines: readonly Line[];
  readonly start: number;
}

/**
 * The most pressing first, a blank line between any two: the statement until something is written. A hint just asked for
 * is where one starts to read.
 */
export function guidance(state: WatchState, look: Look, order: PanelOrder): Guidance {
  const verdict = verdictLines(state, look, order);
  const isSound = trouble(state, look).length === 0;
  const hint = isSound ? hintPanel(state, look) : [];
  const asides = [typeErrors(state.types, FEW, look), printedLines(state.printed, FEW, look)];
  const statement = showsBriefing(state) ? briefing(state, look) : [];
  if (isSound && nothingWritten(state) && state.attention !== "hint")
    return { lines: spaced([statement, verdict, hint, ...asides]), start: 0 };
  const start = state.attention === "hint" && verdict.length > 0 ? verdict.length + 1 : 0;
  return { lines: spaced([verdict, hint, ...asides, statement]), start };
}

/** A room just entered: what it asks for comes before what its first case misses. */
function nothingWritten({ failure, cases }: WatchState): boolean {
  return failure?.result.failure?.kind === "not-yet" && cases.every(({ status }) => status !== "pass");
}

function verdictLines(state: WatchState, look: Look, order: PanelOrder): readonly Line[] {
  const wrong = trouble(state, look);
  if (wrong.length > 0) return wrong;
  return state.failure === undefined ? [] : failurePanel(state.failure, state, look, order);
}

/** The parts that have anything to say, a blank line between any two. */
export function spaced(parts: readonly (readonly Line[])[]): Line[] {
  return parts.filter((part) => part.length > 0).flatMap((part, i) => (i === 0 ? part : [BLANK, ...part]));
}

/** The statement is what to look at until something has been written. */
function showsBriefing(state: WatchState): boolean {
  if (state.failure !== undefined) return state.failure.result.failure?.kind === "not-yet";
  return state.phase.kind === "starting" || state.phase.kind === "waiting" || state.phase.kind === "grading";
}

function briefing(state: WatchState, look: Look): Line[] {
  if (state.briefing.length > 0) return renderedLines(state.briefing, look);
  return wrap(
    line(
      "Write ",
      span(state.room.exports.join(", "), "strong"),
      " in ",
      span(state.shownPath, "door"),
      " and save it: it is graded by itself. ",
      span("e", "key"),
      " opens it in your editor.",
    ),
    look.width,
  );
}
