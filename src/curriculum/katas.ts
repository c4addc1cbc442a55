import type { Catalogue, Room, Section } from "./model.ts";

/** Id of the section that holds the katas. They stand apart from the dungeon: no door waits for one. */
export const KATAS = "katas";

/** The technique that a kata drills, by its page's name; undefined for a room of the dungeon. */
export function drilledBy({ id, kind }: Room): string | undefined {
  return kind === "kata" ? id.slice(id.indexOf("/") + 1) : undefined;
}

/** The kata of a technique, by its page's name; undefined where nobody has written one. */
export function kataOf({ sections }: Pick<Catalogue, "sections">, technique: string): Room | undefined {
  const katas = sections.find(({ id }) => id === KATAS)?.rooms ?? [];
  return katas.find((room) => drilledBy(room) === technique);
}

/** The sections of the dungeon: all but the katas. */
export function dungeon({ sections }: Pick<Catalogue, "sections">): readonly Section[] {
  return sections.filter(({ id }) => id !== KATAS);
}
