/** Which technique and which rung fit a failing case. Pure functions: what was seen is for progress/ to remember. */
export { type Hint, hintFor, seenRungs } from "./hint-for.ts";
export type { ShownRung } from "./seen.ts";
