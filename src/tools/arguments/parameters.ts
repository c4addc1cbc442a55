import { lesson } from "../lesson.ts";
import { described } from "./described.ts";

/** Throws a lesson unless the value is a list, or another iterable: a whole model and a single parameter are none. */
export function requireParameters(tool: string, params: unknown): void {
  const isList = typeof params === "object" && params !== null && Symbol.iterator in params;
  if (isList) return;
  const isModel = typeof params === "object" && params !== null && "parameters" in params;
  throw lesson(tool, {
    what: `it takes a list of parameters, not ${described(params)}.`,
    fits: isModel ? "model.parameters()" : "model.parameters(), or [weight, bias] with brackets",
  });
}
