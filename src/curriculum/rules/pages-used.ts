import { type Rule, roomsOf } from "./rule.ts";

/** Each page is needed: some sub-problem names the technique, some sub-problem is of the type. */
export const pagesUsed: Rule = (catalogue) => {
  const subProblems = roomsOf(catalogue).flatMap((room) => room.subProblems);
  const techniques = new Set(subProblems.flatMap((each) => each.techniques));
  const types = new Set(subProblems.map(({ type }) => type));
  const unused = [
    ...catalogue.techniques
      .filter(({ name }) => !techniques.has(name))
      .map((page) => ({ page, what: "names this technique" })),
    ...catalogue.subProblemTypes
      .filter(({ name }) => !types.has(name))
      .map((page) => ({ page, what: "is of this type" })),
  ];
  return unused.map(({ page, what }) => ({
    file: page.path,
    line: 1,
    message: `No sub-problem of any room ${what}, so nobody is ever sent to this page. Use it in a room, or leave it out.`,
  }));
};
