/** Which technique and which rung fit a failing case. Pure functions: what was seen is for progress/ to remember. */
export { type FailingCase, type Hint, hintFor, type ShownRung, seenRungs } from "./hint-for.ts";
