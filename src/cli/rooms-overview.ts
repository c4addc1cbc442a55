import { dungeon, KATAS, nextRoom } from "../curriculum/index.ts";
import type { Catalogue, Room, RoomId, Section } from "../curriculum/model.ts";

export type DoorStatus = "passed" | "open" | "locked";

/** A room is open once every room it requires was passed. */
export function doorStatus(room: Room, passed: ReadonlySet<string>): DoorStatus {
  if (passed.has(room.id)) return "passed";
  return room.requires.every((id) => passed.has(id)) ? "open" : "locked";
}

/**
 * The section to go on with: the one of the room that was entered last, else the first that is not finished. A kata is
 * no place in the dungeon: whoever did one is still where they left for it. `recent` lists rooms, the last one first.
 */
export function currentSection(
  catalogue: Catalogue,
  passed: ReadonlySet<string>,
  recent: readonly RoomId[],
): Section | undefined {
  const sections = dungeon(catalogue);
  const left = leftRoom(recent);
  const last = sections.find(({ rooms }) => rooms.some(({ id }) => id === left));
  const unfinished = left !== undefined && !passed.has(left); // a side room, perhaps
  if (last !== undefined && (unfinished || nextRoom(last, passed) !== undefined)) return last;
  return sections.find((section) => nextRoom(section, passed) !== undefined) ?? sections[0];
}

/**
 * The room to go on with: the one that was left in the dungeon (for a kata, or for today), once that is passed the next one
 * of its section.
 */
export function roomToGoOn(
  catalogue: Catalogue,
  passed: ReadonlySet<string>,
  recent: readonly RoomId[],
): Room | undefined {
  const left = leftRoom(recent);
  const room = dungeon(catalogue)
    .flatMap(({ rooms }) => rooms)
    .find(({ id }) => id === left && !passed.has(id));
  if (room !== undefined) return room;
  const section = currentSection(catalogue, passed, recent);
  return section && nextRoom(section, passed, left);
}

/** The room of the dungeon that was entered last. */
function leftRoom(recent: readonly RoomId[]): RoomId | undefined {
  return recent.find((id) => !id.startsWith(`${KATAS}/`));
}
