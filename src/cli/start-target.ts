import { findRoom, findSection, findTechnique, kataOf, whereUsed } from "../curriculum/index.ts";
import type { Catalogue, Room, Section, TechniquePage } from "../curriculum/model.ts";
import { CommandError } from "./exit.ts";

/** What `arena start` is to begin. */
export type Target =
  | { readonly kind: "section"; readonly section: Section }
  | { readonly kind: "room"; readonly room: Room; readonly notice?: string }
  | { readonly kind: "anything" };

/**
 * What somebody named: a section, a room, or a technique, which means its kata. A name that rooms share, or a room and a
 * kata, means the kata, and the notice names the others.
 *
 * Throws a CommandError for a technique without a kata, with its page and its rooms, and for a name that nothing has.
 */
export function startTarget(catalogue: Catalogue, typed: string | undefined): Target {
  if (typed === undefined) return { kind: "anything" };
  const section = findSection(catalogue, typed);
  if (section.kind === "found") return { kind: "section", section: section.value };
  const room = findRoom(catalogue, typed);
  if (room.kind === "found") return { kind: "room", room: room.value };
  const technique = findTechnique(catalogue, typed);
  if (technique.kind === "found") return kataTarget(technique.value, room.nearest, catalogue);
  const nearest = [...section.nearest, ...room.nearest, ...technique.nearest].slice(0, 3);
  throw new CommandError(
    `There is no section, room or technique "${typed}". ${nearest.length > 0 ? `Did you mean ${nearest.join(", ")}?` : "`arena list` shows them all."}`,
  );
}

function kataTarget(page: TechniquePage, namesakes: readonly string[], catalogue: Catalogue): Target {
  const kata = kataOf(catalogue, page.name);
  if (kata === undefined) throw new CommandError(withoutKata(page, catalogue));
  const others = namesakes.filter((id) => id !== kata.id && id.endsWith(`/${page.name}`));
  const notice = `This is the kata. The room of that name: ${others.map((id) => `arena start ${id}`).join(", ")}`;
  return { kind: "room", room: kata, ...(others.length > 0 && { notice }) };
}

/** Names the page of the technique, and the rooms in which it can be had instead. */
function withoutKata(page: TechniquePage, catalogue: Catalogue): string {
  const rooms = new Map(whereUsed(catalogue, page.name).map(({ room }) => [room.id, room]));
  const names = [...rooms.values()].map(({ id, title }) => `  arena start ${id}   ${title}`);
  const where = names.length === 0 ? [] : ["It is used in:", ...names];
  return [`${page.title} has no kata yet. Its page: arena hint ${page.name}`, ...where].join("\n");
}
