import { drilledBy } from "../../curriculum/index.ts";
import type { Catalogue, Room } from "../../curriculum/model.ts";
import type { ProgressStore } from "../../progress/index.ts";
import { roomToGoOn } from "../rooms-overview.ts";
import { sectionOf } from "../session.ts";
import { standingOf } from "../standing.ts";

/** Where a step from a room leads, or why it leads nowhere. */
export type Way =
  | { readonly kind: "room"; readonly room: Room }
  | { readonly kind: "none"; readonly why: string };

/** The room `step` doors on in its section. A kata stands in no row: forward is the way back into the dungeon. */
export function roomBeside(room: Room, step: 1 | -1, catalogue: Catalogue, store: ProgressStore): Way {
  if (drilledBy(room) !== undefined) return fromKata(step, catalogue, store);
  const { rooms, title } = sectionOf(catalogue, room);
  const beside = rooms[rooms.findIndex(({ id }) => id === room.id) + step];
  if (beside !== undefined) return { kind: "room", room: beside };
  return { kind: "none", why: `This is the ${step > 0 ? "last" : "first"} room of ${title}.` };
}

function fromKata(step: 1 | -1, catalogue: Catalogue, store: ProgressStore): Way {
  if (step < 0) return { kind: "none", why: "No door leads to a kata. n goes on where you left for it." };
  const room = roomToGoOn(catalogue, standingOf(catalogue, store).passed, store.recentRooms());
  if (room !== undefined) return { kind: "room", room };
  return { kind: "none", why: "Every room is passed. arena review says which kata to do next." };
}
