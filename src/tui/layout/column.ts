import { caseList, type Folding } from "../blocks/case-list.ts";
import type { Look } from "../blocks/look.ts";
import type { WatchState } from "../state.ts";
import { BLANK, indent, type Line, span } from "../text/line.ts";
import { guidance } from "./guidance.ts";
import { type Pane, pane } from "./plan.ts";

/** Narrower screens: one column, the cases above what to look at next. */
export function columnPane(state: WatchState, look: Look, height: number): Pane {
  const inner = { ...look, width: look.width - 2 };
  const cases = caseList(state, look, foldingOf(state));
  const next = indent(guidance(state, inner), [span(" ")]);
  const troubled = state.phase.kind === "could-not-load" || state.phase.kind === "could-not-grade" || state.phase.kind === "file-gone";
  const parts: readonly Line[][] = troubled ? [next, cases] : [cases, next];
  const lines = parts.filter((part) => part.length > 0).flatMap((part, i) => (i === 0 ? part : [BLANK, ...part]));
  return pane(lines, look.width, height, state.scroll);
}

/** With something to explain, only the sub-problem in question shows its cases, so that the explanation is in sight. */
function foldingOf(state: WatchState): Folding {
  const { failure } = state;
  if (failure === undefined || failure.stale) return { kind: "open" };
  return { kind: "only", id: failure.subProblem.id };
}
