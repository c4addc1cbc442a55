import { CommandError } from "./exit.ts";

/** The whole number that was typed after an option; anything else is told with an example. */
export function wholeNumber(option: string, typed: string): number {
  const number = Number(typed);
  if (/^\d+$/.test(typed) && Number.isSafeInteger(number)) return number;
  throw new CommandError(`${option} takes a whole number, not "${typed}". For instance: ${option} 4`);
}
