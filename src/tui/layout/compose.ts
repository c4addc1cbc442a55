import { footer } from "../blocks/footer.ts";
import { header } from "../blocks/header.ts";
import type { Look } from "../blocks/look.ts";
import { rule } from "../blocks/rules.ts";
import { standing, typesInBrief } from "../blocks/standing.ts";
import { cleanLine } from "../text/clean.ts";
import { type Line, line, span } from "../text/line.ts";
import type { WatchState } from "../state.ts";
import { bodyPanes } from "./body.ts";
import { type Canvas, type FramePlan, type Pane, scrollLimit, type Size } from "./plan.ts";
import { clip } from "../text/fit.ts";
import { textWidth } from "../text/width.ts";

/** Below this there is no room for a screen. */
const SMALLEST: Size = { columns: 24, rows: 8 };
/** From this many rows on, the header takes two. */
const TALL = 22;

/** Where everything stands on a screen of this size. No frame is wider or taller than the screen, less its last row. */
export function composeFrame(state: WatchState, canvas: Canvas): FramePlan {
  const { columns, rows } = canvas;
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return tooSmall(canvas);
  const look: Look = { width: columns, glyphs: canvas.appearance.glyphs };
  const top = [...header(state, look, rows >= TALL), topRule(state, look, canvas.elapsed)];
  const height = rows - 1 - top.length - 2;
  const panes = bodyPanes(state, look, height, canvas);
  return { width: columns, top, panes, bottom: [bottomRule(state, look, panes), footer(state, look)] };
}

/** The wall under the header says how the answer stands. */
function topRule(state: WatchState, look: Look, elapsed: number): Line {
  return rule([standing(state, look.glyphs, elapsed)], typesInBrief(state.types, look.glyphs), look);
}

/** The wall above the keys carries notices and questions, and says what of the pane is out of sight. */
function bottomRule(state: WatchState, look: Look, panes: readonly Pane[]): Line {
  const { overlay, notice } = state;
  const more = outOfSight(panes[panes.length - 1], look);
  if (overlay?.kind === "confirm") return rule(line(span(cleanLine(overlay.question), "warning")), [], look);
  return rule(notice === undefined ? [] : line(span(cleanLine(notice), "warning")), more, look);
}

function outOfSight(pane: Pane | undefined, { glyphs, width }: Look): Line {
  if (pane === undefined || scrollLimit(pane) === 0) return [];
  const below = scrollLimit(pane) - pane.offset;
  const parts = [pane.offset > 0 ? `${glyphs.up} ${pane.offset}` : "", below > 0 ? `${glyphs.down} ${below} more` : ""];
  return line(span(clipped(parts.filter(Boolean).join("  "), width), "key"));
}

function clipped(text: string, width: number): string {
  return textWidth(text) > width - 6 ? "" : text;
}

function tooSmall({ columns, rows, appearance }: Canvas): FramePlan {
  const text = `Make this window larger: ${SMALLEST.columns} by ${SMALLEST.rows} at least.`;
  const words = rows < 2 ? [] : [clip(line(text), Math.max(1, columns), appearance.glyphs.ellipsis)];
  return { width: columns, top: words, panes: [], bottom: [] };
}
