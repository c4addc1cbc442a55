import { relative } from "node:path";
import type { Room } from "../../curriculum/model.ts";
import type { RoomInView } from "../../tui/state.ts";
import { answerPath } from "../../workspace/index.ts";
import { sectionOf } from "../session.ts";
import { standingOf } from "../standing.ts";
import type { WatchContext } from "./controller.ts";

/** What the screen needs to know of a room that is entered. */
export function roomView(
  { catalogue, workspace, store }: WatchContext,
  room: Room,
  briefing: readonly string[],
): RoomInView {
  const section = sectionOf(catalogue, room);
  const { passed } = standingOf(catalogue, store);
  const path = answerPath(workspace, room);
  return {
    section: { id: section.id, title: section.title },
    room,
    path,
    shownPath: relative(process.cwd(), path) || path,
    passedRooms: section.rooms.filter(({ id }) => passed.has(id)).length,
    totalRooms: section.rooms.length,
    briefing,
  };
}
