/** What a fault cost. Every number has to be zero. */
export interface Losses {
  /** An answer's text that is not in its file, nor kept anywhere, although it was saved. */
  readonly lostAnswers: number;
  /** A pass that was shown, or said by an exit code, and that the database does not know; or a damaged database. */
  readonly lostMarks: number;
  /** Another verdict than the saved bytes deserve, on the screen or in the database, or none at all. */
  readonly wrongVerdicts: number;
  /** What was seen where a number is not zero, one sentence each. */
  readonly seen: readonly string[];
}

/** What came of a scenario: how many times the fault was made, and what it cost; or why it could not be made here. */
export type Outcome = { readonly tries: number; readonly losses: Losses } | { readonly skipped: string };

/** One nasty thing that is done to the real program. */
export interface Scenario {
  /** Family and fault: `saves: wrong after right while grading`. */
  readonly name: string;
  /** How many injections a full run makes. */
  readonly tries: number;
  /** Makes the fault `tries` times. Throws only for faults of the test's own. */
  readonly inject: (tries: number) => Promise<Outcome>;
}

export const NOTHING_LOST: Losses = { lostAnswers: 0, lostMarks: 0, wrongVerdicts: 0, seen: [] };

export function lostAnswer(what: string): Losses {
  return { ...NOTHING_LOST, lostAnswers: 1, seen: [what] };
}

export function lostMark(what: string): Losses {
  return { ...NOTHING_LOST, lostMarks: 1, seen: [what] };
}

export function wrongVerdict(what: string): Losses {
  return { ...NOTHING_LOST, wrongVerdicts: 1, seen: [what] };
}

/** The sum of several losses. */
export function addLosses(all: readonly Losses[]): Losses {
  return {
    lostAnswers: all.reduce((sum, { lostAnswers }) => sum + lostAnswers, 0),
    lostMarks: all.reduce((sum, { lostMarks }) => sum + lostMarks, 0),
    wrongVerdicts: all.reduce((sum, { wrongVerdicts }) => sum + wrongVerdicts, 0),
    seen: all.flatMap(({ seen }) => seen),
  };
}

/** True where nothing was lost and every verdict was right. */
export function isClean({ lostAnswers, lostMarks, wrongVerdicts }: Losses): boolean {
  return lostAnswers + lostMarks + wrongVerdicts === 0;
}

/** Does `inject` `tries` times, one after the other, and adds up what it cost. */
export async function repeatedly(
  tries: number,
  inject: (attempt: number) => Promise<readonly Losses[]>,
): Promise<Outcome> {
  const losses: Losses[] = [];
  for (let attempt = 0; attempt < tries; attempt++) losses.push(...(await inject(attempt)));
  return { tries, losses: addLosses(losses) };
}
