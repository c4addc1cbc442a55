import type { Catalogue, Room, Section } from "../curriculum/model.ts";

export type DoorStatus = "passed" | "open" | "locked";

/** A room is open once every room it requires was passed. */
export function doorStatus(room: Room, passed: ReadonlySet<string>): DoorStatus {
  if (passed.has(room.id)) return "passed";
  return room.requires.every((id) => passed.has(id)) ? "open" : "locked";
}

/** The room to go to: the first open, unpassed room of the main path after `after`, else the first one before it. */
export function nextRoomOf(section: Section, passed: ReadonlySet<string>, after?: Room): Room | undefined {
  const main = section.rooms.filter(({ kind }) => kind === "room" || kind === "boss");
  const from = after === undefined ? 0 : main.findIndex(({ id }) => id === after.id) + 1;
  const inOrder = [...main.slice(from), ...main.slice(0, from)];
  return inOrder.find((room) => doorStatus(room, passed) === "open");
}

/** The section to go on with: the one of the last room, else the first that is not finished. */
export function currentSection(catalogue: Catalogue, passed: ReadonlySet<string>, lastRoom?: string): Section | undefined {
  const last = catalogue.sections.find(({ rooms }) => rooms.some(({ id }) => id === lastRoom));
  if (last !== undefined && nextRoomOf(last, passed) !== undefined) return last;
  return catalogue.sections.find((section) => nextRoomOf(section, passed) !== undefined) ?? catalogue.sections[0];
}
