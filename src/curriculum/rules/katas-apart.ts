import { basename, dirname } from "node:path";
import { drilledBy, KATAS } from "../katas.ts";
import { findingAt, type Rule, roomsOf } from "./rule.ts";

/**
 * A kata stands in the section `katas` under the name of a technique's page and drills it in each of its sub-problems;
 * no door waits for one, and none waits for a door.
 */
export const katasApart: Rule = (catalogue) => {
  const pages = new Set(catalogue.techniques.map(({ name }) => name));
  const katas = new Set(roomsOf(catalogue).flatMap(({ id, kind }) => (kind === "kata" ? [id] : [])));
  return roomsOf(catalogue).flatMap((room) => {
    const { statement } = room.files;
    // Its folder's name: that its id says the same is for names-agree.ts.
    const technique = drilledBy(room) && basename(dirname(statement));
    const complain = (text: string, message: string) => findingAt(statement, text, message);
    const awaited = room.requires
      .filter((id) => technique !== undefined || katas.has(id))
      .map((id) => complain("requires:", `No door waits for a kata, and a kata for none: take ${id} out.`));
    if (technique === undefined && room.section !== KATAS) return awaited;
    if (technique === undefined || room.section !== KATAS)
      return [...awaited, complain("kind:", `The section ${KATAS} holds the katas, and nothing else does.`)];
    const unknown = pages.has(technique)
      ? []
      : [complain("id:", `A kata has the name of a technique's page; there is no page "${technique}".`)];
    const idle = room.subProblems
      .filter(({ techniques }) => !techniques.includes(technique))
      .map(({ id }) => complain(`id: ${id}`, `The sub-problem "${id}" must name ${technique}.`));
    return [...awaited, ...unknown, ...idle];
  });
};
