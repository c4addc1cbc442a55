import { REFUSED } from "./importable.ts";

/** An answer that imports what it may not, says it in a way that no rule can see, or imports what does not parse. The message is for the learner. */
export class Refused extends Error {
  override name = REFUSED;
}
