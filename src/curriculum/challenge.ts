import type { Catalogue, Room, RoomId } from "./model.ts";

/**
 * Rooms that count as passed by challenge: a passed boss combines what the rooms behind it teach, so all that it
 * requires, directly or through other rooms, counts without having been played.
 */
export function passedByChallenge(
  catalogue: Pick<Catalogue, "sections">,
  passed: ReadonlySet<RoomId>,
): ReadonlySet<RoomId> {
  const rooms = new Map(
    catalogue.sections.flatMap((section) => section.rooms).map((room) => [room.id, room]),
  );
  const bosses = [...rooms.values()].filter(({ id, kind }) => kind === "boss" && passed.has(id));
  const behind = new Set<RoomId>();
  for (const boss of bosses) collect(boss, rooms, behind);
  return new Set([...behind].filter((id) => !passed.has(id)));
}

function collect(room: Room, rooms: ReadonlyMap<RoomId, Room>, behind: Set<RoomId>): void {
  for (const id of room.requires) {
    if (behind.has(id)) continue;
    behind.add(id);
    const required = rooms.get(id);
    if (required !== undefined) collect(required, rooms, behind);
  }
}
