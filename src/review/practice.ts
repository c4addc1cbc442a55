import { type Card, createEmptyCard, FSRS, type Grade, generatorParameters, Rating } from "ts-fsrs";

/** One time a technique was used in an answer that passed, and how hard that was. */
export interface Practised {
  readonly technique: string;
  readonly at: Date;
  readonly effort: Effort;
}

/** `straight`: passed at the first run of the day, no hint. `helped`: after failed runs or hints. `shown`: the solution was revealed. */
export type Effort = "straight" | "helped" | "shown";

/** When a technique should be used again. */
export interface Due {
  readonly technique: string;
  readonly due: Date;
  /** How likely it is still known, 0 to 1. */
  readonly retrievability: number;
  readonly times: number;
}

const GRADES: Readonly<Record<Effort, Grade>> = {
  straight: Rating.Good,
  helped: Rating.Hard,
  shown: Rating.Again,
};

/** FSRS with its published weights and 90 % wanted retention; no fuzz, so that a plan is the same whenever it is asked for. */
const scheduler = new FSRS(generatorParameters({ enable_fuzz: false, enable_short_term: false }));

/**
 * The plan of spaced repetition, worked out anew from what was practised: there is no state that could be lost or
 * disagree with the marks. The most overdue technique comes first.
 */
export function practicePlan(practised: readonly Practised[], now: Date): readonly Due[] {
  const cards = new Map<string, Card>();
  for (const { technique, at, effort } of practised.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const card: Card = cards.get(technique) ?? createEmptyCard(at);
    cards.set(technique, scheduler.next(card, at, GRADES[effort]).card);
  }
  return [...cards]
    .map(([technique, card]) => ({
      technique,
      due: card.due,
      retrievability: scheduler.get_retrievability(card, now, false),
      times: card.reps,
    }))
    .toSorted((a, b) => a.due.getTime() - b.due.getTime() || a.technique.localeCompare(b.technique));
}
