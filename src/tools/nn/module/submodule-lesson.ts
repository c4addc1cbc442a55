import { closest } from "../../arguments/closest.ts";
import { lesson, type ToolError } from "../../lesson.ts";

interface Searched {
  readonly constructor: { readonly name: string };
  namedModules(): [string, unknown][];
}

/** Says which modules there are when a path leads nowhere. */
export function noSubmodule(model: Searched, path: string): ToolError {
  const names = model
    .namedModules()
    .map(([name]) => name)
    .filter((name) => name !== "");
  const near = closest(path, names);
  const guess = near === undefined ? "" : `; did you mean "${near}"?`;
  return lesson("getSubmodule", {
    what: `${model.constructor.name} has no module "${path}"${guess}`,
    fits: names.length > 0 ? names.join(", ") : "nothing: it contains no modules",
  });
}
