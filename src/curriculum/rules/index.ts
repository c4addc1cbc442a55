import { relative } from "node:path";
import type { Problem } from "../content-error.ts";
import type { Catalogue } from "../model.ts";
import { answersHidden } from "./answers-hidden.ts";
import { codeFits } from "./code-fits.ts";
import { filesExist } from "./files-exist.ts";
import { idsUnique } from "./ids-unique.ts";
import { katasApart } from "./katas-apart.ts";
import { laddersComplete } from "./ladders-complete.ts";
import { namesAgree } from "./names-agree.ts";
import { noCycles } from "./no-cycles.ts";
import { pagesUsed } from "./pages-used.ts";
import { referencesResolve } from "./references-resolve.ts";
import type { Rule } from "./rule.ts";
import { techniquesDrilled } from "./techniques-drilled.ts";
import { twinsExist } from "./twins-exist.ts";

/** By the name of the rule's file. */
const RULES: { readonly [name: string]: Rule } = {
  "files-exist": filesExist,
  "twins-exist": twinsExist,
  "ids-unique": idsUnique,
  "names-agree": namesAgree,
  "references-resolve": referencesResolve,
  "no-cycles": noCycles,
  "katas-apart": katasApart,
  "pages-used": pagesUsed,
  "ladders-complete": laddersComplete,
  "code-fits": codeFits,
  "answers-hidden": answersHidden,
};

/** Told, but not enforced yet. A rule that is moved up to RULES is. */
const WARNINGS: { readonly [name: string]: Rule } = {
  "techniques-drilled": techniquesDrilled,
};

/** Everything in a catalogue's content that breaks a rule, in the order of the rules. Grades and runs nothing. */
export function contentProblems(catalogue: Catalogue): readonly Problem[] {
  return foundBy(RULES, catalogue);
}

/** What is worth a look in a catalogue's content, though no enforced rule forbids it. */
export function contentWarnings(catalogue: Catalogue): readonly Problem[] {
  return foundBy(WARNINGS, catalogue);
}

function foundBy(rules: { readonly [name: string]: Rule }, catalogue: Catalogue): readonly Problem[] {
  const root = catalogue.root ?? "";
  return Object.entries(rules).flatMap(([rule, check]) =>
    check(catalogue).map(({ file, line, message }) => ({
      file: relative(root, file),
      line,
      rule,
      message: message.replaceAll(`${root}/`, ""),
    })),
  );
}
