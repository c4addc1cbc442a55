import type { Catalogue, Room, SubProblem } from "../curriculum/model.ts";
import { ownPart } from "./own-part.ts";
import { techniquesUsed, type Use } from "./techniques-used.ts";

/** One sub-problem: what the learner used for it beside what the solution used. */
export interface SubProblemReview {
  readonly subProblem: SubProblem;
  /** Techniques known to solve it that stand in the learner's answer. */
  readonly yours: readonly Use[];
  readonly solutions: readonly Use[];
  readonly comparison: Comparison;
}

type Comparison =
  /** Both solve it with the same tools. */
  | "the-same"
  /** The learner got by without a tool of the solution. */
  | "another-way"
  /** Neither of the two shows a tool that has a page. */
  | "by-hand";

export interface RoomReview {
  readonly room: Room;
  readonly subProblems: readonly SubProblemReview[];
  /** What the learner used beyond any sub-problem's list. */
  readonly alsoUsed: readonly Use[];
}

/**
 * Sets an answer that passed beside the solution, sub-problem by sub-problem. A kata's sub-problems are its exports in turn,
 * so there each is looked for in its own function only.
 */
export function reviewRoom(room: Room, answer: string, solution: string, catalogue: Catalogue): RoomReview {
  const apart = room.kind === "kata" && room.exports.length === room.subProblems.length;
  const usesFor = usesBySubProblem(room, catalogue, apart);
  const subProblems = room.subProblems.map((subProblem, index) => {
    const own = apart ? room.exports[index] : undefined;
    const usesIn = (text: string) =>
      usesFor(subProblem, techniquesUsed(own === undefined ? text : ownPart(text, own, room.exports)));
    return compared(subProblem, usesIn(answer), usesIn(solution));
  });
  const told = new Set(subProblems.flatMap((each) => each.yours.map(({ technique }) => technique)));
  return {
    room,
    subProblems,
    alsoUsed: techniquesUsed(answer).filter(({ technique }) => !told.has(technique)),
  };
}

/**
 * Which uses belong to a sub-problem: those the room names for it. Where there are none, those its type's page names,
 * unless the room names them for another sub-problem: there they have been told. `apart`: the uses are those of the
 * sub-problem alone, so nothing of it has been told elsewhere.
 */
function usesBySubProblem(room: Room, catalogue: Catalogue, apart: boolean) {
  const told = new Set(apart ? [] : room.subProblems.flatMap(({ techniques }) => techniques));
  return (subProblem: SubProblem, uses: readonly Use[]): readonly Use[] => {
    const among = (names: readonly string[]) => uses.filter(({ technique }) => names.includes(technique));
    const named = among(subProblem.techniques);
    if (named.length > 0) return named;
    const type = catalogue.subProblemTypes.find(({ name }) => name === subProblem.type);
    const ofType = among((type?.techniques ?? []).filter((name) => !told.has(name)));
    return apart && ofType.length === 0 ? uses : ofType;
  };
}

function compared(
  subProblem: SubProblem,
  yours: readonly Use[],
  solutions: readonly Use[],
): SubProblemReview {
  const have = new Set(yours.map(({ technique }) => technique));
  const missing = solutions.some(({ technique }) => !have.has(technique));
  const comparison = missing ? "another-way" : yours.length === 0 ? "by-hand" : "the-same";
  return { subProblem, yours, solutions, comparison };
}
