import { footer } from "../blocks/footer.ts";
import { header } from "../blocks/header.ts";
import type { Look } from "../blocks/look.ts";
import { message } from "../blocks/message.ts";
import { rule } from "../blocks/rules.ts";
import { standing, typesInBrief } from "../blocks/standing.ts";
import type { WatchState } from "../state.ts";
import { clip } from "../text/fit.ts";
import { type Line, line, span } from "../text/line.ts";
import { bodyPanes } from "./body.ts";
import { joinedRule } from "./joints.ts";
import { type Canvas, type FramePlan, type Pane, type Size, scrollLimit } from "./plan.ts";

/** Below this there is no room for a screen. */
const SMALLEST: Size = { columns: 24, rows: 10 };
/** From this many rows on, the header takes two. */
const TALL = 22;
/** Rows that are never drawn on: a frame as tall as the screen makes some terminals scroll. */
const SPARE_ROWS = 1;

/** Where everything stands on a screen of this size. No frame is wider or taller than the screen. */
export function composeFrame(state: WatchState, canvas: Canvas): FramePlan {
  const { columns, rows } = canvas;
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return tooSmall(canvas);
  const look: Look = { width: columns, glyphs: canvas.appearance.glyphs };
  const head = header(state, look, rows >= TALL);
  const { inWall, below } = message(state, look);
  const foot = [...below, footer(state, look)];
  const panes = bodyPanes(state, look, rows - SPARE_ROWS - head.length - foot.length - 2, canvas);
  const ceiling = rule(
    [standing(state, look.glyphs, canvas.elapsed)],
    typesInBrief(state.types, look.glyphs),
    look,
  );
  const floor = rule(inWall, outOfSight(panes[panes.length - 1], look), look);
  return {
    width: columns,
    top: [...head, joinedRule(ceiling, panes, look, "below")],
    panes,
    bottom: [joinedRule(floor, panes, look, "above"), ...foot],
  };
}

/** What of the pane cannot be seen, above and below. */
function outOfSight(pane: Pane | undefined, { glyphs }: Look): Line {
  if (pane === undefined || scrollLimit(pane) === 0) return [];
  const under = scrollLimit(pane) - pane.offset;
  const parts = [
    pane.offset > 0 ? `${glyphs.up} ${pane.offset}` : "",
    under > 0 ? `${glyphs.down} ${under} more` : "",
  ];
  return line(span(parts.filter(Boolean).join("  "), "key"));
}

function tooSmall({ columns, rows, appearance }: Canvas): FramePlan {
  const words = line(`Make this window larger: ${SMALLEST.columns} by ${SMALLEST.rows} at least.`);
  const top = rows > SPARE_ROWS ? [clip(words, Math.max(1, columns), appearance.glyphs.ellipsis)] : [];
  return { width: columns, top, panes: [], bottom: [] };
}
