import { detailsBlock } from "../blocks/details.ts";
import { helpBlock } from "../blocks/help.ts";
import type { Look } from "../blocks/look.ts";
import { dungeonMap } from "../blocks/map.ts";
import { renderedLines } from "../blocks/rendered.ts";
import { heading } from "../blocks/rules.ts";
import type { Overlay, WatchState } from "../state.ts";
import { cleanLine } from "../text/clean.ts";
import { BLANK, indent, span } from "../text/line.ts";
import { type Pane, pane } from "./plan.ts";

type FullOverlay = Exclude<Overlay, { readonly kind: "confirm" }>;

/** What lies over the cases until it is closed. */
export function overlayPane(overlay: FullOverlay, state: WatchState, look: Look, height: number): Pane {
  const inner = { ...look, width: look.width - 2 };
  const { lines, focus } = contentOf(overlay, state, inner, height);
  return pane(indent(lines, [span(" ")]), look.width, height, state.scroll, focus);
}

function contentOf(overlay: FullOverlay, state: WatchState, look: Look, height: number) {
  switch (overlay.kind) {
    case "help":
      return { lines: helpBlock(look), focus: 0 };
    case "details":
      return { lines: detailsBlock(state, look), focus: 0 };
    case "page":
      return { lines: [heading(cleanLine(overlay.title), look), BLANK, ...renderedLines(overlay.lines, look)], focus: 0 };
    case "map": {
      const map = dungeonMap(overlay.rows, look, height >= 24);
      return { lines: [heading(`The map of ${state.section.id}`, look), ...map.lines], focus: map.here + 1 };
    }
  }
}
