import type { Room } from "../curriculum/model.ts";
import type { ProgressStore } from "../progress/index.ts";
import { wholeNumber } from "./numbers.ts";

/** The seed of the usual inputs. */
export const USUAL_SEED = 0;

/** The seed that somebody typed after --seed. */
export function seedFrom(typed: string | undefined): number {
  return typed === undefined ? USUAL_SEED : wholeNumber("--seed", typed);
}

/** The seed with which a room goes on: a kata keeps the one it was last asked with, a room of the dungeon has but one. */
export function seedGoingOn({ id, kind }: Room, store: Pick<ProgressStore, "latestAttempt">): number {
  return (kind === "kata" ? store.latestAttempt(id)?.seed : undefined) ?? USUAL_SEED;
}

/** The seed of a day, its date read as a number: everybody who practises on it gets the same inputs. */
export function seedOfDay(day: Date): number {
  return day.getFullYear() * 10_000 + (day.getMonth() + 1) * 100 + day.getDate();
}
