import { caseList, type Folding } from "../blocks/case-list.ts";
import type { Look } from "../blocks/look.ts";
import type { WatchState } from "../state.ts";
import { indent, span } from "../text/line.ts";
import { guidance, spaced } from "./guidance.ts";
import { type Pane, pane } from "./plan.ts";

/** Columns that what to look at next has in one column. */
export function columnWidth(columns: number): number {
  return columns - 2;
}

/** Narrower screens: one column, the cases above what to look at next; below it when nothing could run. */
export function columnPane(state: WatchState, look: Look, height: number): Pane {
  const cases = caseList(state, { ...look, width: look.width - 1 }, foldingOf(state));
  const { lines, start } = guidance(state, { ...look, width: columnWidth(look.width) }, "why-first");
  const next = indent(lines, [span(" ")]);
  if (nothingRan(state)) return pane(spaced([next, cases]), look.width, height, state.scroll);
  const hintAt = start > 0 ? cases.length + 1 + start : 0;
  return pane(spaced([cases, next]), look.width, height, state.scroll ?? hintAt);
}

/** What went wrong here is told before any case. */
const TROUBLES: ReadonlySet<string> = new Set([
  "could-not-load",
  "could-not-grade",
  "failed-outside",
  "file-gone",
]);

function nothingRan({ phase }: WatchState): boolean {
  return TROUBLES.has(phase.kind);
}

/**
 * With something to explain, only the sub-problem in question shows its cases, so that the explanation is in
 * sight.
 */
function foldingOf({ failure }: WatchState): Folding {
  return failure === undefined || failure.stale
    ? { kind: "open" }
    : { kind: "only", id: failure.subProblem.id };
}
