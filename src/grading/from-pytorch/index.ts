/** What somebody who thinks in PyTorch writes by habit, and the sentence with what to write instead, for every room. */
export { OPERATORS } from "./calls.ts";
export { insteadOfLine } from "./lines.ts";
export { insteadOfThrown } from "./thrown.ts";
export { insteadOfType } from "./types.ts";
export type { Vocabulary } from "./vocabulary.ts";
