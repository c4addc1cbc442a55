import type { Catalogue, Room } from "../../curriculum/model.ts";
import type { ProgressStore } from "../../progress/index.ts";
import type { MapRow } from "../../tui/state.ts";
import { doorStatus } from "../rooms-overview.ts";
import { sectionOf } from "../session.ts";
import { type Standing, standingOf } from "../standing.ts";
import { toolsWanted } from "../tools-wanted.ts";

/** The rooms of the section of `here` as the map shows them. */
export function mapRows(here: Room, catalogue: Catalogue, store: ProgressStore): MapRow[] {
  const standing = standingOf(catalogue, store);
  const bag = new Set(store.techniques().map(({ name }) => name));
  return sectionOf(catalogue, here).rooms.map((room) => {
    const { id, title, kind, importance, difficulty, minutes } = room;
    return {
      id,
      title,
      kind,
      importance,
      difficulty,
      minutes,
      status: id === here.id ? "here" : statusOf(room, standing),
      tools: toolsWanted(room, bag),
    };
  });
}

function statusOf(room: Room, { passed, byChallenge }: Standing): MapRow["status"] {
  return byChallenge.has(room.id) ? "challenged" : doorStatus(room, passed);
}
