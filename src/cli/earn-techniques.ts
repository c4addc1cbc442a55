import type { Room } from "../curriculum/model.ts";
import type { ProgressStore } from "../progress/index.ts";

/** Puts the first technique of each sub-problem of a passed room into the bag; returns those that are new there. */
export function earnTechniques(room: Room, store: ProgressStore): readonly string[] {
  const before = new Set(store.techniques().map(({ name }) => name));
  const names = room.subProblems.flatMap(({ techniques }) => techniques.slice(0, 1));
  const found = [...new Set(names)].filter((name) => !before.has(name));
  for (const name of found) store.earnTechnique(name, room.id);
  return found;
}
