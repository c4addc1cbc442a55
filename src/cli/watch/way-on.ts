import { drilledBy, dungeon, nextRoom, nextSideRoom } from "../../curriculum/index.ts";
import type { Catalogue, Room, RoomId, Section } from "../../curriculum/model.ts";
import type { WayOn } from "../../tui/state.ts";
import { roomToGoOn } from "../rooms-overview.ts";

/**
 * Where the way leads from a room that is passed: to the next door of its section's main path; once that is walked to its
 * side rooms; then into the next dungeon. Undefined where everything is passed.
 */
export function wayOn(
  room: Room,
  section: Section,
  catalogue: Catalogue,
  passed: ReadonlySet<RoomId>,
  recent: readonly RoomId[],
): WayOn | undefined {
  if (drilledBy(room) !== undefined) return wayTo("back", roomToGoOn(catalogue, passed, recent));
  return (
    wayTo("door", nextRoom(section, passed, room.id)) ??
    wayTo("side", nextSideRoom(section, passed, room.id)) ??
    wayTo("dungeon", firstElsewhere(section, catalogue, passed))
  );
}

function firstElsewhere(here: Section, catalogue: Catalogue, passed: ReadonlySet<RoomId>): Room | undefined {
  const others = dungeon(catalogue).filter(({ id }) => id !== here.id);
  return others.map((section) => nextRoom(section, passed)).find((room) => room !== undefined);
}

function wayTo(by: WayOn["by"], room: Room | undefined): WayOn | undefined {
  return room && { by, id: room.id, title: room.title };
}
