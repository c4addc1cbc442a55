import type { Room, Section } from "../../curriculum/model.ts";
import type { MapRow } from "../../tui/state.ts";
import { doorStatus } from "../rooms-overview.ts";

/** The section's rooms as the map shows them. */
export function mapRows(section: Section, passed: ReadonlySet<string>, here: Room): MapRow[] {
  return section.rooms.map((room) => {
    const { id, title, kind, importance, difficulty, minutes } = room;
    return {
      id,
      title,
      kind,
      importance,
      difficulty,
      minutes,
      status: id === here.id ? "here" : doorStatus(room, passed),
    };
  });
}
