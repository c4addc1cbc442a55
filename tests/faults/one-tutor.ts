import { isClean, type Losses, type Outcome, repeatedly } from "./scenario.ts";
import { Tutor } from "./tutor.ts";

/** Stays open from one scenario to the next, as a learner's does for an evening. */
let open: Tutor | undefined;

/** Injects `tries` times into one running tutor. One that was harmed is not used again. */
export async function inOneTutor(
  tries: number,
  inject: (tutor: Tutor, attempt: number) => Promise<readonly Losses[]>,
): Promise<Outcome> {
  open ??= await Tutor.start();
  const tutor = open;
  let unharmed = false;
  try {
    const outcome = await repeatedly(tries, (attempt) => inject(tutor, attempt));
    unharmed = tutor.isAlive && (!("losses" in outcome) || isClean(outcome.losses));
    return outcome;
  } finally {
    if (!unharmed) await endTutor();
  }
}

/** Ends the tutor that the scenarios shared. */
export async function endTutor(): Promise<void> {
  await open?.end();
  open = undefined;
}
