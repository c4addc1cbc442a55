import type { Room } from "../../curriculum/model.ts";
import { renderMarkdown } from "../../pages/index.ts";

/** A room's statement, rendered for the width of the screen's wide pane or of the whole screen. */
export async function briefing(room: Room): Promise<readonly string[]> {
  const columns = process.stdout.columns ?? 80;
  const width = Math.max(30, columns >= 100 ? Math.floor(columns * 0.55) : columns - 4);
  const text = renderMarkdown(room.statement, { width, colour: (process.env.NO_COLOR ?? "") === "" && process.stdout.isTTY === true });
  return text.trimEnd().split("\n");
}
