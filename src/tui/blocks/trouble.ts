import type { Failure } from "../../grading/verdict.ts";
import type { WatchState } from "../state.ts";
import { indent, type Line, line, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import { failureBody } from "./failure.ts";
import type { Look } from "./look.ts";

/** Why no case could run at all, or why the run fails without one, and what to do. Empty while there is no such trouble. */
export function trouble(state: WatchState, look: Look): Line[] {
  const { phase } = state;
  if (phase.kind === "could-not-load")
    return barred(
      `${look.glyphs.error} Your file does not load`,
      phase.failure,
      look,
      state,
      keptNote(state),
    );
  if (phase.kind === "could-not-grade")
    return barred(
      `${look.glyphs.fault} This room could not be graded`,
      phase.failure,
      look,
      state,
      OUR_FAULT,
    );
  if (phase.kind === "failed-outside")
    return barred(`${look.glyphs.fail} No case fails, but your code does`, phase.failure, look, state, "");
  if (phase.kind === "file-gone") return gone(state, look);
  return [];
}

const OUR_FAULT = "That is our fault, not yours, and nothing is lost. `arena doctor` says what is wrong.";

function keptNote(state: WatchState): string {
  return state.cases.some((row) => row.stale) ? "The verdicts shown are those of an earlier save." : "";
}

function barred(title: string, failure: Failure, look: Look, state: WatchState, note: string): Line[] {
  const inside = { ...look, width: look.width - 2 };
  const lines = [
    ...wrap(line(span(title, "strong")), inside.width),
    ...failureBody(failure, state.room.file, inside),
    ...(note === "" ? [] : wrap(line(span(note, "faint")), inside.width)),
  ];
  return indent(lines, line(span(`${look.glyphs.bar} `, "bad")));
}

function gone(state: WatchState, look: Look): Line[] {
  const width = look.width - 2;
  const lines = [
    ...wrap(line(span("Your file is gone", "strong")), width),
    ...wrap(line("There is nothing at ", span(state.shownPath, "door"), " any more."), width),
    ...wrap(line("Save it again and it is graded, or press ", span("x", "key"), " for a fresh stub."), width),
  ];
  return indent(lines, line(span(`${look.glyphs.bar} `, "bad")));
}
