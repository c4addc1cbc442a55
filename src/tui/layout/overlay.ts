import { detailsBlock } from "../blocks/details.ts";
import { nounOf, sectionName } from "../blocks/header.ts";
import { helpBlock } from "../blocks/help.ts";
import type { Look } from "../blocks/look.ts";
import { dungeonMap } from "../blocks/map.ts";
import { pictureBlock } from "../blocks/picture.ts";
import { renderedLines } from "../blocks/rendered.ts";
import { heading } from "../blocks/rules.ts";
import type { Overlay, WatchState } from "../state.ts";
import { cleanLine } from "../text/clean.ts";
import { BLANK, indent, type Line, line, span } from "../text/line.ts";
import { type Canvas, centredOn, type Pane, pane } from "./plan.ts";

/** Columns that a page laid over the screen has. */
export function pageWidth(columns: number): number {
  return columns - 2;
}

type FullOverlay = Exclude<Overlay, { readonly kind: "confirm" }>;

/** What lies over the cases until it is closed. */
export function overlayPane(
  overlay: FullOverlay,
  state: WatchState,
  look: Look,
  height: number,
  { appearance, filmFrame }: Canvas,
): Pane {
  const inner = { ...look, width: pageWidth(look.width) };
  const { lines, start } =
    overlay.kind === "picture"
      ? { lines: pictureBlock(state.picture, inner, height, appearance.shading, filmFrame), start: 0 }
      : contentOf(overlay, state, inner, height);
  return pane(indent(lines, [span(" ")]), look.width, height, state.scroll ?? start);
}

function contentOf(
  overlay: Exclude<FullOverlay, { kind: "picture" }>,
  state: WatchState,
  look: Look,
  height: number,
) {
  switch (overlay.kind) {
    case "help":
      return { lines: helpBlock(look), start: 0 };
    case "details":
      return { lines: detailsBlock(state, look), start: 0 };
    case "page":
      return {
        lines: [heading(cleanLine(overlay.title), look), BLANK, ...renderedLines(overlay.lines, look)],
        start: 0,
      };
    case "map": {
      const map = dungeonMap(overlay.rows, look, height >= 24);
      return { lines: [mapHeading(state, look), ...map.lines], start: centredOn(map.here + 1, height) };
    }
  }
}

function mapHeading({ section, room, passedRooms, totalRooms }: WatchState, look: Look): Line {
  const passed = line(span(`${passedRooms} of ${totalRooms} ${nounOf(room)} passed`, "tool"));
  return heading(sectionName(section), look, passed);
}
