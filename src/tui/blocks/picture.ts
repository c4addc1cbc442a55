import { halfBlocks, type Shading } from "../../pictures/half-blocks.ts";
import { enlarged, type Picture, type PictureFrame, shrunk } from "../../pictures/picture.ts";
import type { PicturePanel } from "../state.ts";
import { cleanLine } from "../text/clean.ts";
import { BLANK, type Line, line, type Span, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import type { Look } from "./look.ts";
import { heading } from "./rules.ts";

type Raster = Extract<Picture, { kind: "raster" }>;

/** Rows beside the picture itself: its title, and a blank line under it. */
const AROUND = 2;

/** What the answer draws, as large as fits into `height` rows, or why there is nothing to see. */
export function pictureBlock(
  panel: PicturePanel | undefined,
  look: Look,
  height: number,
  shading: Shading = "shades",
  filmFrame?: number,
): Line[] {
  if (panel === undefined) return wrap(line(span("Nothing is drawn yet.", "faint")), look.width);
  if (panel.kind === "no-picture")
    return wrap(line(span(`No picture: ${cleanLine(panel.why)}`, "faint")), look.width);
  const { picture } = panel;
  const title = heading(cleanLine(picture.title), look);
  if (picture.kind === "text") return [title, ...picture.lines.map((text) => line(cleanLine(text)))];
  const { frames } = picture.screen;
  const frame = frames[Math.min(filmFrame ?? 0, frames.length - 1)];
  const legend = legendOf(picture, frame, filmFrame !== undefined).flatMap((words) =>
    wrap(line(words), look.width),
  );
  const path = panel.path === undefined ? [] : wrap(line(span(panel.path, "door")), look.width);
  const rows = Math.max(4, height - AROUND - legend.length - path.length);
  const size = { width: look.width, height: 2 * rows };
  const drawn = frame === undefined ? [] : halfBlocks(enlarged(shrunk(frame, size), size), shading);
  return [title, ...drawn.map((text) => line(span(text, "ansi"))), ...legend, ...path, BLANK];
}

/** What stands under the picture; where it is all there is to see, it is not faint. */
function legendOf({ legend, screen }: Raster, frame: PictureFrame | undefined, plays: boolean): Span[] {
  const tone = frame === undefined || frame.height === 0 ? "plain" : "faint";
  const how = plays ? "played three times; any key stops them" : "v plays them";
  const moves = screen.frames.length > 1 ? [`${screen.frames.length} frames, ${how}`] : [];
  return [...legend, ...moves].map((text) => span(cleanLine(text), tone));
}
