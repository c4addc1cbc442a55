import type { Catalogue, Room, RoomId, Section } from "./model.ts";

/** Rooms that were not passed and whose every required room was, in playing order. */
export function openRooms(
  catalogue: Pick<Catalogue, "sections">,
  passed: ReadonlySet<RoomId>,
): readonly Room[] {
  return catalogue.sections.flatMap(({ rooms }) => rooms).filter((room) => isOpen(room, passed));
}

/**
 * The room to go to in a section: the first open one of its main path after the room `after`, else the first one up to
 * and with it; undefined once no main room is open. Side rooms and katas are never pressed on anyone.
 */
export function nextRoom(
  section: Pick<Section, "rooms">,
  passed: ReadonlySet<RoomId>,
  after?: RoomId,
): Room | undefined {
  return roomsFrom(section, after).find((room) => isMain(room) && isOpen(room, passed));
}

/** The side room to offer in a section whose main path leads no further, counted as in `nextRoom`. */
export function nextSideRoom(
  section: Pick<Section, "rooms">,
  passed: ReadonlySet<RoomId>,
  after?: RoomId,
): Room | undefined {
  return roomsFrom(section, after).find((room) => room.kind === "side" && isOpen(room, passed));
}

/** The rooms behind `after`, then those up to and with it. */
function roomsFrom({ rooms }: Pick<Section, "rooms">, after: RoomId | undefined): readonly Room[] {
  const start = rooms.findIndex(({ id }) => id === after) + 1;
  return [...rooms.slice(start), ...rooms.slice(0, start)];
}

function isMain({ kind }: Room): boolean {
  return kind === "room" || kind === "boss";
}

function isOpen(room: Room, passed: ReadonlySet<RoomId>): boolean {
  return !passed.has(room.id) && room.requires.every((id) => passed.has(id));
}

/**
 * A circle in which each room requires the next and the last the first, so that none of them can ever open; undefined
 * where there is none.
 */
export function findCycle(rooms: readonly Room[]): readonly RoomId[] | undefined {
  const byId = new Map(rooms.map((room) => [room.id, room]));
  const finished = new Set<RoomId>();
  const walk = (id: RoomId, path: readonly RoomId[]): readonly RoomId[] | undefined => {
    if (path.includes(id)) return path.slice(path.indexOf(id));
    if (finished.has(id)) return undefined;
    for (const required of byId.get(id)?.requires ?? []) {
      const cycle = walk(required, [...path, id]);
      if (cycle !== undefined) return cycle;
    }
    finished.add(id);
    return undefined;
  };
  for (const { id } of rooms) {
    const cycle = walk(id, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
