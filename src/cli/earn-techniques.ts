import { drilledBy } from "../curriculum/index.ts";
import type { Catalogue, Room } from "../curriculum/model.ts";
import type { ProgressStore } from "../progress/index.ts";

/**
 * Puts the techniques that a passed answer really uses into the bag, whatever the room suggests, and of a kata the one
 * that it drills, however it was solved; returns those that are new there. Only techniques with a page count.
 */
export async function earnTechniques(
  room: Room,
  answer: string,
  catalogue: Catalogue,
  store: ProgressStore,
): Promise<readonly string[]> {
  const pages = new Set(catalogue.techniques.map(({ name }) => name));
  const before = new Set(store.techniques().map(({ name }) => name));
  const found = (await techniquesPractised(room, answer)).filter(
    (name) => pages.has(name) && !before.has(name),
  );
  for (const name of found) store.earnTechnique(name, room.id);
  return found;
}

/** What an answer that passed is practice of: a kata's own technique, and each that the answer uses. */
export async function techniquesPractised(room: Room, answer: string): Promise<readonly string[]> {
  const { techniquesUsed } = await import("../review/index.ts"); // a parser: loaded by who needs it
  const drilled = drilledBy(room);
  const used = techniquesUsed(answer).map(({ technique }) => technique);
  return [...new Set(drilled === undefined ? used : [drilled, ...used])];
}
