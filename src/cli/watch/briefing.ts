import type { Room } from "../../curriculum/model.ts";
import { renderMarkdown } from "../../pages/index.ts";
import { textWidths } from "../../tui/layout/widths.ts";

/** A room's statement, rendered for the pane in which the screen shows it. */
export function briefing(room: Room): readonly string[] {
  const { briefing: width } = textWidths(process.stdout.columns ?? 80);
  const colour = (process.env.NO_COLOR ?? "") === "" && process.stdout.isTTY === true;
  return renderMarkdown(room.statement, { width, colour }).trimEnd().split("\n");
}
