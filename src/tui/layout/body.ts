import { type Look, WIDE } from "../blocks/look.ts";
import { rewardBlock } from "../blocks/reward.ts";
import type { WatchState } from "../state.ts";
import { indent, span } from "../text/line.ts";
import { columnPane } from "./column.ts";
import { overlayPane } from "./overlay.ts";
import { type Canvas, type Pane, pane } from "./plan.ts";
import { sideBySide } from "./side-by-side.ts";

/** The widest that text is set: longer lines are hard to read. */
const MEASURE = 84;
/** Rows a body needs before the opening door is drawn above the reward. */
const GATE_ROWS = 24;

/** What stands between the two walls: an overlay, the reward, or the cases and what they say. */
export function bodyPanes(state: WatchState, look: Look, height: number, canvas: Canvas): readonly Pane[] {
  const { overlay, phase } = state;
  if (overlay !== undefined && overlay.kind !== "confirm") return [overlayPane(overlay, state, look, height)];
  if (phase.kind === "passed") return [rewardPane(state, look, height, canvas.gateStage)];
  return look.width >= WIDE ? sideBySide(state, look, height) : [columnPane(state, look, height)];
}

function rewardPane(state: WatchState, look: Look, height: number, stage: number): Pane {
  if (state.phase.kind !== "passed") return pane([], look.width, height, 0);
  const inner = { ...look, width: Math.min(MEASURE, look.width - 2) };
  const lines = rewardBlock(state.phase.reward, state, inner, {
    gate: height >= GATE_ROWS,
    stage,
    cases: true,
  });
  const margin = " ".repeat(Math.max(1, Math.floor((look.width - inner.width) / 2)));
  return pane(indent(lines, [span(margin)]), look.width, height, state.scroll);
}
