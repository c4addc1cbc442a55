import { type Losses, type Outcome, repeatedly } from "./scenario.ts";
import { Tutor } from "./tutor.ts";

/** Injects `tries` times into one running tutor, which has to stay alive. */
export async function inOneTutor(
  tries: number,
  inject: (tutor: Tutor, attempt: number) => Promise<readonly Losses[]>,
): Promise<Outcome> {
  const tutor = await Tutor.start();
  try {
    return await repeatedly(tries, (attempt) => inject(tutor, attempt));
  } finally {
    await tutor.end();
  }
}
