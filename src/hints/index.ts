/** Which technique and which rung fit a failing case. Pure functions: what was seen is for progress/ to remember. */
export { type FailingCase, hintFor, seenRungs } from "./hint-for.ts";
