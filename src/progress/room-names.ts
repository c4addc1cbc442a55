import type { Room, RoomId } from "../curriculum/model.ts";

/** Old ids of rooms, each with the id it has now. */
export type Aliases = ReadonlyMap<RoomId, RoomId>;

/** The aliases of a catalogue's rooms. */
export function aliasesOf(rooms: Iterable<Pick<Room, "id" | "aliases">>): Aliases {
  return new Map([...rooms].flatMap((room) => room.aliases.map((old) => [old, room.id] as const)));
}

/** Reads marks made under a room's older ids as marks of the room. */
export class RoomNames {
  readonly #aliases: Aliases;

  constructor(aliases: Aliases) {
    this.#aliases = aliases;
  }

  /** The id that a room has now. */
  current(id: RoomId): RoomId {
    return this.#aliases.get(id) ?? id;
  }

  /** Every id under which marks of this room may stand, as a JSON array for `json_each`. */
  spellings(id: RoomId): string {
    const current = this.current(id);
    const older = [...this.#aliases].filter(([, now]) => now === current).map(([old]) => old);
    return JSON.stringify([current, ...older]);
  }
}
