import { caseList } from "../blocks/case-list.ts";
import type { Look } from "../blocks/look.ts";
import type { WatchState } from "../state.ts";
import { guidance } from "./guidance.ts";
import { centredOn, type Pane, pane } from "./plan.ts";

/** Columns between the two panes: a space, a wall, a space; and a margin at the right. */
const SEAM = 3;
const MARGIN = 1;

/** Columns of the two panes on a screen this wide. */
export function sideWidths(columns: number): { readonly left: number; readonly right: number } {
  const left = Math.min(56, Math.max(44, Math.floor(columns * 0.42)));
  return { left, right: columns - left - SEAM - MARGIN };
}

/** Wide screens: the sub-problems with their cases at the left, what to look at next at the right. */
export function sideBySide(state: WatchState, look: Look, height: number): readonly Pane[] {
  const { left, right } = sideWidths(look.width);
  const { lines, start } = guidance(state, { ...look, width: right }, "values-first");
  return [
    casesPane(state, { ...look, width: left }, height),
    pane(lines, right, height, state.scroll ?? start),
  ];
}

/** Where not all cases fit, what passes is folded and the rest moves so that the case in question is seen. */
function casesPane(state: WatchState, look: Look, height: number): Pane {
  const open = caseList(state, look, { kind: "open" });
  const airy = caseList(state, look, { kind: "open" }, true);
  const lines =
    [airy, open].find((tried) => tried.length <= height) ?? caseList(state, look, { kind: "fold-passed" });
  const focus = lines.findIndex((of) => of.some((part) => part.text.startsWith(look.glyphs.here)));
  return pane(lines, look.width, height, centredOn(focus, height));
}
