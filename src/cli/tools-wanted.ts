import type { Room } from "../curriculum/model.ts";

/** A technique that a room's sub-problems want, by its page's name. */
export interface ToolWanted {
  readonly technique: string;
  readonly inBag: boolean;
}

/** The techniques that a room wants, each once, in the order of its sub-problems. */
export function toolsWanted({ subProblems }: Room, bag: ReadonlySet<string>): readonly ToolWanted[] {
  const names = new Set(subProblems.flatMap(({ techniques }) => techniques));
  return [...names].map((technique) => ({ technique, inBag: bag.has(technique) }));
}
