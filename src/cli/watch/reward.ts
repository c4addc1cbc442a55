import { drilledBy } from "../../curriculum/index.ts";
import type { Catalogue, Room, Section } from "../../curriculum/model.ts";
import type { ProgressStore } from "../../progress/index.ts";
import type { Reward } from "../../tui/state.ts";
import { earnTechniques } from "../earn-techniques.ts";
import { standingOf } from "../standing.ts";
import { wayOn } from "./way-on.ts";

/** Puts a passed room's techniques into the bag and says what was gained: what was learned, which tools, the next door. */
export async function rewardFor(
  room: Room,
  answer: string,
  section: Section,
  catalogue: Catalogue,
  store: ProgressStore,
  firstTime: boolean,
): Promise<Reward> {
  const found = await earnTechniques(room, answer, catalogue, store);
  const { passed } = standingOf(catalogue, store);
  const isKata = drilledBy(room) !== undefined;
  return {
    learned: room.subProblems.map(({ title }) => title),
    earned: found.map((name) => catalogue.techniques.find((page) => page.name === name)?.title ?? name),
    next: wayOn(room, section, catalogue, passed, store.recentRooms()),
    firstTime,
    sectionCleared: !isKata && section.rooms.every(({ id, kind }) => kind === "side" || passed.has(id)),
  };
}
