/** A typical wrong answer that ships with a grader: it tests the grader and names the learner's mistake. */
export interface Decoy<Room = Record<string, unknown>> {
  readonly name: string;
  /** What a learner who made exactly this mistake should read. */
  readonly teaches: string;
  /** Ids of cases that must fail on it. */
  readonly caughtBy: readonly string[];
  readonly subProblem: string;
  /** The technique to point at, where it is not the sub-problem's first. */
  readonly technique?: string;
  /** The exports it gets wrong; the others are the solution's. */
  readonly implementation: { readonly [Name in keyof Room]?: WrongAnswer<Room[Name]> };
}

/**
 * Takes what the right answer takes; what it returns is free, since that may be what is wrong. A method's parameters may
 * be narrower than those of its type: a decoy says only what it needs.
 */
type WrongAnswer<Right> = Right extends (...input: infer Input) => unknown
  ? { call(...input: Required<Input>): unknown }["call"]
  : unknown;

/** Declares a room's decoys, so that their exports are checked against the solution's names. */
export function decoys<Room extends object>(list: readonly Decoy<Room>[]): readonly Decoy<Room>[] {
  return list;
}
