import type { Catalogue, Room } from "../../curriculum/model.ts";
import type { ProgressStore } from "../../progress/index.ts";
import type { MapRow } from "../../tui/state.ts";
import { doorStatus } from "../rooms-overview.ts";
import { sectionOf } from "../session.ts";
import { standingOf } from "../standing.ts";
import { toolsWanted } from "../tools-wanted.ts";

/** The rooms of the section of `here` as the map shows them. */
export function mapRows(here: Room, catalogue: Catalogue, store: ProgressStore): MapRow[] {
  const { passed } = standingOf(catalogue, store);
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
      status: id === here.id ? "here" : doorStatus(room, passed),
      tools: toolsWanted(room, bag),
    };
  });
}
