import type { Streak } from "./model.ts";

const DAY = 86_400_000;

/**
 * Counts days in a row. `days` are the learner's calendar days, `2026-11-25`, ascending and each once;
 * `today` is one as well. A streak that reaches yesterday still stands: today is not over.
 */
export function streakOf(days: readonly string[], today: string): Streak {
  let length = 0;
  let longest = 0;
  let previous: string | undefined;
  for (const day of days) {
    length = previous !== undefined && daysBetween(previous, day) === 1 ? length + 1 : 1;
    longest = Math.max(longest, length);
    previous = day;
  }
  const stands = previous !== undefined && daysBetween(previous, today) <= 1;
  return { current: stands ? length : 0, longest, activeDays: days.length };
}

function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / DAY);
}
