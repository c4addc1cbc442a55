import { type Look, WIDE } from "../blocks/look.ts";
import { pictureBlock } from "../blocks/picture.ts";
import { rewardBlock } from "../blocks/reward.ts";
import type { WatchState } from "../state.ts";
import { BLANK, indent, type Line, span } from "../text/line.ts";
import { columnPane } from "./column.ts";
import { overlayPane } from "./overlay.ts";
import { type Canvas, type Pane, pane } from "./plan.ts";
import { sideBySide, sideWidths } from "./side-by-side.ts";

/** The widest that text is set: longer lines are hard to read. */
const MEASURE = 84;
/** Rows a body needs before the opening door is drawn above the reward. */
const GATE_ROWS = 24;

/** What stands between the two walls: an overlay, the reward, or the cases and what they say. */
export function bodyPanes(state: WatchState, look: Look, height: number, canvas: Canvas): readonly Pane[] {
  const { overlay, phase } = state;
  if (overlay !== undefined && overlay.kind !== "confirm")
    return [overlayPane(overlay, state, look, height, canvas)];
  if (phase.kind === "passed") return rewardPanes(state, look, height, canvas);
  return look.width >= WIDE ? sideBySide(state, look, height) : [columnPane(state, look, height)];
}

/** The reward, and what was drawn at its left where two fit; else under it. */
function rewardPanes(state: WatchState, look: Look, height: number, canvas: Canvas): readonly Pane[] {
  const { gateStage, appearance } = canvas;
  if (state.picture?.kind !== "picture") return [rewardPane(state, look, height, gateStage)];
  if (look.width < WIDE) {
    const drawn = pictureBlock(state.picture, { ...look, width: look.width - 2 }, height, appearance.shading);
    return [rewardPane(state, look, height, gateStage, indent(drawn, [span(" ")]))];
  }
  const { left, right } = sideWidths(look.width);
  const drawn = pictureBlock(state.picture, { ...look, width: left - 1 }, height, appearance.shading);
  return [
    pane(indent(drawn, [span(" ")]), left, height, 0),
    rewardPane(state, { ...look, width: right }, height, gateStage),
  ];
}

function rewardPane(
  state: WatchState,
  look: Look,
  height: number,
  stage: number,
  below: readonly Line[] = [],
): Pane {
  if (state.phase.kind !== "passed") return pane([], look.width, height, 0);
  const inner = { ...look, width: Math.min(MEASURE, look.width - 2) };
  const lines = rewardBlock(state.phase.reward, state, inner, {
    gate: height >= GATE_ROWS,
    stage,
    cases: below.length === 0,
  });
  const margin = " ".repeat(Math.max(1, Math.floor((look.width - inner.width) / 2)));
  const all = below.length === 0 ? [] : [BLANK, ...below];
  return pane([...indent(lines, [span(margin)]), ...all], look.width, height, state.scroll);
}
