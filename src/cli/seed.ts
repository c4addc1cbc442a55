import { CommandError } from "./exit.ts";

/** The seed of the usual inputs. */
export const USUAL_SEED = 0;

/** The seed that somebody typed: a whole number that the store can hold. */
export function seedFrom(typed: string | undefined): number {
  if (typed === undefined) return USUAL_SEED;
  const seed = Number(typed);
  if (/^\d+$/.test(typed) && Number.isSafeInteger(seed)) return seed;
  throw new CommandError(`A seed is a whole number from 0, like 7; not "${typed}".`);
}

/** The seed of a day, its date read as a number: everybody who practises on it gets the same inputs. */
export function seedOfDay(day: Date): number {
  return day.getFullYear() * 10_000 + (day.getMonth() + 1) * 100 + day.getDate();
}
