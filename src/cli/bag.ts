import { kataOf } from "../curriculum/index.ts";
import type { Catalogue, RoomId } from "../curriculum/model.ts";
import type { ProgressStore } from "../progress/index.ts";
import { roomsOf } from "./session.ts";

/** A tool in the bag, with its history. */
export interface Tool {
  readonly technique: string;
  readonly title: string;
  readonly earnedIn: RoomId;
  readonly earnedAt: Date;
  /** Rooms and katas of which an answer that passed used it, in playing order. */
  readonly usedIn: readonly RoomId[];
  /** Its kata, where there is one. */
  readonly kata?: RoomId;
}

/** Everything in the bag, the first earned first. Reads every answer that passed. */
export async function bagOf(catalogue: Catalogue, store: ProgressStore): Promise<readonly Tool[]> {
  const { techniquesUsed } = await import("../review/index.ts"); // a parser: loaded by who needs it
  const used = new Map<string, RoomId[]>();
  for (const room of roomsOf(catalogue)) {
    const uses = store.passingAnswers(room.id).flatMap(({ text }) => techniquesUsed(text));
    for (const technique of new Set(uses.map((use) => use.technique)))
      used.set(technique, [...(used.get(technique) ?? []), room.id]);
  }
  return store.techniques().map(({ name, room, at }) => {
    const kata = kataOf(catalogue, name)?.id;
    return {
      technique: name,
      title: catalogue.techniques.find((page) => page.name === name)?.title ?? name,
      earnedIn: room,
      earnedAt: at,
      usedIn: used.get(name) ?? [],
      ...(kata !== undefined && { kata }),
    };
  });
}

/** The bag as plain text, three lines a tool. */
export function bagText(bag: readonly Tool[]): string {
  if (bag.length === 0)
    return "The bag is empty: a technique is earned by an answer that uses it and passes, or by its kata.";
  return bag.map(toolText).join("\n");
}

function toolText({ technique, title, earnedIn, earnedAt, usedIn, kata }: Tool): string {
  const practise = kata === undefined ? "" : `, practise: arena start ${technique}`;
  return [
    `${title}  (read: arena hint ${technique}${practise})`,
    `  earned in ${earnedIn} on ${earnedAt.toISOString().slice(0, 10)}`,
    `  used in ${usedIn.join(", ") || "no answer that is kept"}`,
  ].join("\n");
}
