import type { Catalogue, Room } from "../model.ts";
import { type Finding, findingAt, linesOf, type Rule, roomsOf } from "./rule.ts";

/** Everything named somewhere exists: required rooms, techniques, types, neighbours. */
export const referencesResolve: Rule = (catalogue) => {
  const known = names(catalogue);
  return [
    ...roomsOf(catalogue).flatMap((room) => ofRoom(room, known)),
    ...catalogue.techniques.flatMap(({ path, solves, neighbours }) => [
      ...missing(path, solves, known.types, "page in techniques/sub-problems"),
      ...missing(path, neighbours, known.techniques, "page in techniques"),
    ]),
    ...catalogue.subProblemTypes.flatMap(({ path, techniques }) =>
      missing(path, techniques, known.techniques, "page in techniques"),
    ),
  ];
};

interface Names {
  readonly rooms: ReadonlySet<string>;
  readonly techniques: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

function names(catalogue: Catalogue): Names {
  return {
    rooms: new Set(roomsOf(catalogue).map(({ id }) => id)),
    techniques: new Set(catalogue.techniques.map(({ name }) => name)),
    types: new Set(catalogue.subProblemTypes.map(({ name }) => name)),
  };
}

function ofRoom(room: Room, known: Names): readonly Finding[] {
  const { statement } = room.files;
  return [
    ...missing(statement, room.requires, known.rooms, "room (an old id will not do)"),
    ...room.subProblems.flatMap(({ type, techniques }) => [
      ...missing(statement, [type], known.types, "page in techniques/sub-problems"),
      ...missing(statement, techniques, known.techniques, "page in techniques"),
    ]),
  ];
}

function missing(
  file: string,
  named: readonly string[],
  known: ReadonlySet<string>,
  what: string,
): readonly Finding[] {
  return named
    .filter((name) => !known.has(name))
    .map((name) => ({ file, line: lineNaming(file, name), message: `"${name}" is no ${what}.` }));
}

/** The line of the front matter on which a list or a field names `name`; the word may stand in a title too. */
function lineNaming(file: string, name: string): number {
  const place = /^[\s-]*(requires|type|techniques|solves|neighbours): *(.*)$/;
  const names = (line: string) => place.exec(line)?.[2]?.split(/[\s,[\]]+/) ?? [];
  const index = linesOf(file).findIndex((line) => names(line).includes(name));
  return index < 0 ? findingAt(file, name, "").line : index + 1;
}
