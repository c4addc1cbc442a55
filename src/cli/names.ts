import type { Lookup } from "../curriculum/model.ts";
import { CommandError } from "./exit.ts";

/** The thing a person named, or a sentence with the names nearest to what they typed. */
export function named<T>(lookup: Lookup<T>, what: string, list: string): T {
  if (lookup.kind === "found") return lookup.value;
  const nearest =
    lookup.nearest.length > 0
      ? `Did you mean ${lookup.nearest.slice(0, 3).join(", ")}?`
      : `\`${list}\` shows them all.`;
  throw new CommandError(`There is no ${what} "${lookup.asked}". ${nearest}`);
}
