import type { RungName } from "../curriculum/model.ts";

/** A rung that was shown, in whichever room it was asked for. */
export interface ShownRung {
  readonly subProblem: string;
  readonly rung: RungName;
}

/** The names of the rungs of one sub-problem that were shown. */
export function shownRungs(shown: readonly ShownRung[], subProblem: string): ReadonlySet<RungName> {
  return new Set(shown.filter((each) => each.subProblem === subProblem).map(({ rung }) => rung));
}
