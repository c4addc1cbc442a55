import { caseList } from "../blocks/case-list.ts";
import type { Look } from "../blocks/look.ts";
import type { WatchState } from "../state.ts";
import { type Pane, pane } from "./plan.ts";
import { guidance } from "./guidance.ts";

/** Columns between the two panes: a space, a wall, a space; and a margin at the right. */
const SEAM = 3;
const MARGIN = 1;

/** Wide screens: the sub-problems with their cases at the left, what to look at next at the right. */
export function sideBySide(state: WatchState, look: Look, height: number): readonly Pane[] {
  const left = Math.min(56, Math.max(44, Math.floor(look.width * 0.42)));
  const right = look.width - left - SEAM - MARGIN;
  return [casesPane(state, { ...look, width: left }, height), pane(guidance(state, { ...look, width: right }), right, height, state.scroll)];
}

/** Where not all cases fit, what passes is folded and the rest moves so that the case in question is seen. */
function casesPane(state: WatchState, look: Look, height: number): Pane {
  const open = caseList(state, look, { kind: "open" });
  const lines = open.length <= height ? open : caseList(state, look, { kind: "fold-passed" });
  const focus = lines.findIndex((of) => of.some((part) => part.text.startsWith(look.glyphs.here)));
  return pane(lines, look.width, height, undefined, Math.max(0, focus));
}
