import type { Catalogue } from "../model.ts";
import { type Rule, roomsOf } from "./rule.ts";

/**
 * Somebody is sent to each page: by a sub-problem that names the technique or is of the type, or by a page that is itself
 * reached and lists it. A technique's page lists the types it solves, a type's page the techniques that solve it.
 */
export const pagesUsed: Rule = (catalogue) => {
  const reached = pagesReached(catalogue);
  const unused = [
    ...catalogue.techniques
      .filter(({ name }) => !reached.techniques.has(name))
      .map((page) => ({ page, what: "names this technique" })),
    ...catalogue.subProblemTypes
      .filter(({ name }) => !reached.types.has(name))
      .map((page) => ({ page, what: "is of this type" })),
  ];
  return unused.map(({ page, what }) => ({
    file: page.path,
    line: 1,
    message: `No sub-problem of any room ${what}, and no page that rooms lead to lists it, so nobody is ever sent to this page. Use it in a room, or leave it out.`,
  }));
};

interface Reached {
  readonly techniques: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

/** From the rooms on, from page to page until nothing new comes. */
function pagesReached(catalogue: Catalogue): Reached {
  const subProblems = roomsOf(catalogue).flatMap((room) => room.subProblems);
  const techniques = new Set(subProblems.flatMap((each) => each.techniques));
  const types = new Set(subProblems.map(({ type }) => type));
  for (let before = -1; before < techniques.size + types.size; ) {
    before = techniques.size + types.size;
    const solved = catalogue.techniques.filter(({ name }) => techniques.has(name));
    for (const type of solved.flatMap(({ solves }) => solves)) types.add(type);
    const solving = catalogue.subProblemTypes.filter(({ name }) => types.has(name));
    for (const technique of solving.flatMap((page) => page.techniques)) techniques.add(technique);
  }
  return { techniques, types };
}
