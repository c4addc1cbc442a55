import type { WatchState } from "../state.ts";
import { cleanLine } from "../text/clean.ts";
import { type Line, line, span } from "../text/line.ts";
import { lineWidth } from "../text/width.ts";
import { wrap } from "../text/wrap.ts";
import type { Look } from "./look.ts";

/** Lines a message may take before the rest of it is left out. */
const MOST = 3;

/**
 * A question or a notice: in the wall above the keys where it fits, else on lines of its own below that wall.
 */
export interface Message {
  readonly inWall: Line;
  readonly below: readonly Line[];
}

export function message(state: WatchState, look: Look): Message {
  const text = state.overlay?.kind === "confirm" ? state.overlay.question : state.notice;
  if (text === undefined) return { inWall: [], below: [] };
  const said = line(span(cleanLine(text), "warning"));
  if (lineWidth(said) <= look.width - 4) return { inWall: said, below: [] };
  return { inWall: [], below: wrap([span(" "), ...said], look.width - 1, 1).slice(0, MOST) };
}
