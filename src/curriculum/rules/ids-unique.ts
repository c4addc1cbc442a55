import type { Page, Section } from "../model.ts";
import { type Finding, findingAt, type Rule, roomsOf, sectionFile } from "./rule.ts";

/** A name that something answers to, and where it stands. */
interface Claim {
  readonly name: string;
  readonly file: string;
}

/** No two things answer to the same name: rooms and their old ids, files and places in a section, pages and aliases. */
export const idsUnique: Rule = (catalogue) => [
  ...twice(
    catalogue.sections.map((section) => ({ name: section.id, file: sectionFile(catalogue, section) })),
    "section",
  ),
  ...twice(
    roomsOf(catalogue).flatMap(({ id, aliases, files }) => claims([id, ...aliases], files.statement)),
    "room id or old id",
  ),
  ...catalogue.sections.flatMap(ofSection),
  ...roomsOf(catalogue).flatMap(({ subProblems, files }) =>
    twice(
      claims(
        subProblems.map(({ id }) => id),
        files.statement,
      ),
      "sub-problem",
    ),
  ),
  ...twice(catalogue.techniques.flatMap(ofPage), "technique"),
  ...twice(catalogue.subProblemTypes.flatMap(ofPage), "type of sub-problem"),
];

function ofSection({ rooms }: Section): readonly Finding[] {
  return [
    ...twice(
      rooms.flatMap(({ file, files }) => claims([file], files.statement)),
      "file of this section",
    ),
    ...twice(
      rooms.flatMap(({ order, files }) => claims([`order: ${order}`], files.statement)),
      "place in this section",
    ),
  ];
}

function ofPage({ name, aliases, path }: Page): readonly Claim[] {
  return claims([name, ...aliases], path);
}

function claims(names: readonly string[], file: string): readonly Claim[] {
  return names.map((name) => ({ name, file }));
}

function twice(all: readonly Claim[], what: string): readonly Finding[] {
  const first = new Map<string, Claim>();
  return all.flatMap((claim) => {
    const key = claim.name.toLowerCase();
    const other = first.get(key);
    first.set(key, other ?? claim);
    if (other === undefined) return [];
    const where = other.file === claim.file ? "in the same file" : `also in ${other.file}`;
    return [findingAt(claim.file, claim.name, `The ${what} "${claim.name}" is taken: ${where}.`)];
  });
}
