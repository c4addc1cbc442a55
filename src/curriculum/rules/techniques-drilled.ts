import { kataOf } from "../katas.ts";
import type { Rule } from "./rule.ts";

/** Each technique with a page has a kata of its name, so that `arena start TECHNIQUE` has something to begin. */
export const techniquesDrilled: Rule = (catalogue) =>
  catalogue.techniques
    .filter(({ name }) => kataOf(catalogue, name) === undefined)
    .map(({ name, path }) => ({
      file: path,
      line: 1,
      message: `The technique ${name} has no kata, exercises/katas/${name}, so nobody can practise it by itself.`,
    }));
