import type { HintRung, Room, RungName, SubProblem } from "../curriculum/model.ts";

/** A rung that was shown. */
export interface ShownRung {
  readonly subProblem: string;
  readonly rung: RungName;
}

/** What the tutor offers next. */
export type Hint =
  | {
      readonly kind: "rung";
      readonly subProblem: SubProblem;
      /** The page that fits, by name; undefined where the sub-problem names none. */
      readonly technique: string | undefined;
      readonly rung: HintRung;
      /** Rungs of this ladder that are still unseen after this one, the answer not counted. */
      readonly remaining: number;
    }
  /** Every written rung was seen: only the last one is left, the answer, which is the room's solution. */
  | { readonly kind: "exhausted"; readonly subProblem: SubProblem; readonly technique: string | undefined };

/** A case that fails, and where a diagnosis leads: to another sub-problem, to a page of its own. */
export interface FailingCase {
  readonly subProblem: string;
  readonly diagnosis?:
    | { readonly subProblem?: string | undefined; readonly technique?: string | undefined }
    | undefined;
}

/**
 * The next hint in a room: the lowest rung that was not shown yet on the ladder of the sub-problem that fails, and the
 * technique that solves it, which is the diagnosis' where the mistake points elsewhere.
 *
 * After its last rung the ladders of the steps that come later go on: a case of the first step calls the whole function,
 * so it fails as long as any step is missing. Without a failing case (nothing was graded yet) it climbs the ladders in the order of the sub-problems.
 */
export function hintFor(room: Room, failing: FailingCase | undefined, shown: readonly ShownRung[]): Hint {
  const subProblem = subProblemToClimb(room, failing, shown);
  const failsHere = subProblem.id === failingSubProblem(failing);
  const technique = (failsHere ? failing?.diagnosis?.technique : undefined) ?? subProblem.techniques[0];
  const [rung, ...later] = unseen(subProblem, shown);
  if (rung === undefined) return { kind: "exhausted", subProblem, technique };
  return { kind: "rung", subProblem, technique, rung, remaining: later.length };
}

/** The rungs of a sub-problem's ladder that were shown, lowest first. */
export function seenRungs(subProblem: SubProblem, shown: readonly ShownRung[]): readonly HintRung[] {
  return subProblem.rungs.filter((rung) => wasShown(subProblem, rung, shown));
}

function unseen(subProblem: SubProblem, shown: readonly ShownRung[]): readonly HintRung[] {
  return subProblem.rungs.filter((rung) => !wasShown(subProblem, rung, shown));
}

function wasShown({ id }: SubProblem, { rung }: HintRung, shown: readonly ShownRung[]): boolean {
  return shown.some((each) => each.subProblem === id && each.rung === rung);
}

function failingSubProblem(failing: FailingCase | undefined): string | undefined {
  return failing?.diagnosis?.subProblem ?? failing?.subProblem;
}

function subProblemToClimb(
  room: Room,
  failing: FailingCase | undefined,
  shown: readonly ShownRung[],
): SubProblem {
  const { subProblems } = room;
  const fails = subProblems.find(({ id }) => id === failingSubProblem(failing));
  const onwards = fails === undefined ? subProblems : subProblems.slice(subProblems.indexOf(fails));
  const chosen = onwards.find((each) => unseen(each, shown).length > 0) ?? fails ?? subProblems.at(-1);
  if (chosen === undefined)
    throw new Error(`internal: room ${room.id} has no sub-problem, so there is nothing to hint at.`);
  return chosen;
}
