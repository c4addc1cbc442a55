import { nextRoom } from "../curriculum/index.ts";
import type { Catalogue, Room, Section } from "../curriculum/model.ts";

export type DoorStatus = "passed" | "open" | "locked";

/** A room is open once every room it requires was passed. */
export function doorStatus(room: Room, passed: ReadonlySet<string>): DoorStatus {
  if (passed.has(room.id)) return "passed";
  return room.requires.every((id) => passed.has(id)) ? "open" : "locked";
}

/** The section to go on with: the one of the last room, else the first that is not finished. */
export function currentSection(
  catalogue: Catalogue,
  passed: ReadonlySet<string>,
  lastRoom?: string,
): Section | undefined {
  const last = catalogue.sections.find(({ rooms }) => rooms.some(({ id }) => id === lastRoom));
  if (last !== undefined && nextRoom(last, passed) !== undefined) return last;
  return (
    catalogue.sections.find((section) => nextRoom(section, passed) !== undefined) ?? catalogue.sections[0]
  );
}
