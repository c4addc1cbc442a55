/** What a learner imports as "arena/tools". */
import "./ready.ts";

export * from "./exports.ts";
