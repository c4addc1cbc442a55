import type { Catalogue, Room } from "../curriculum/model.ts";
import type { ProgressStore } from "../progress/index.ts";

/**
 * Puts the techniques that a passed answer really uses into the bag, whatever the room suggests, and that of a passed
 * kata however it was passed; returns those that are new there. Only techniques with a page count.
 */
export async function earnTechniques(
  room: Room,
  answer: string,
  catalogue: Catalogue,
  store: ProgressStore,
): Promise<readonly string[]> {
  const { techniquesUsed } = await import("../review/index.ts"); // a parser: loaded by who needs it
  const pages = new Set(catalogue.techniques.map(({ name }) => name));
  const before = new Set(store.techniques().map(({ name }) => name));
  const drilled = room.kind === "kata" ? [room.id.replace(/^katas\//, "")] : [];
  const used = techniquesUsed(answer).map(({ technique }) => technique);
  const found = [...new Set([...drilled, ...used])].filter((name) => pages.has(name) && !before.has(name));
  for (const name of found) store.earnTechnique(name, room.id);
  return found;
}
