import type { Catalogue, Room, SubProblem } from "./model.ts";

/** One sub-problem in its room. */
export interface Occurrence {
  readonly room: Room;
  readonly subProblem: SubProblem;
}

/** Where a technique is the tool, or one of them; by its page's name, in playing order. */
export function whereUsed(catalogue: Pick<Catalogue, "sections">, technique: string): readonly Occurrence[] {
  return occurrences(catalogue, ({ techniques }) => techniques.includes(technique));
}

/** Where a type of sub-problem comes up; by its page's name, in playing order. */
export function whereTypeOccurs(catalogue: Pick<Catalogue, "sections">, type: string): readonly Occurrence[] {
  return occurrences(catalogue, (subProblem) => subProblem.type === type);
}

function occurrences(
  catalogue: Pick<Catalogue, "sections">,
  fits: (subProblem: SubProblem) => boolean,
): readonly Occurrence[] {
  const rooms = catalogue.sections.flatMap((section) => section.rooms);
  return rooms.flatMap((room) => room.subProblems.filter(fits).map((subProblem) => ({ room, subProblem })));
}
