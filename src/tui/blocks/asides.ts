import type { TypesPanel } from "../state.ts";
import { cleanLine, cleanLines } from "../text/clean.ts";
import { type Line, line, span } from "../text/line.ts";
import { wrap, wrapText } from "../text/wrap.ts";
import type { Look } from "./look.ts";
import { heading } from "./rules.ts";

/** The first type errors; `most` of them, with a word on how many more there are. */
export function typeErrors(types: TypesPanel, most: number, look: Look): Line[] {
  if (types.kind !== "errors" || types.errors.length === 0) return [];
  const shown = types.errors
    .slice(0, most)
    .flatMap((error) =>
      wrap(
        line(span(`${error.line}:${error.column}  `, "door"), span(cleanLine(error.message))),
        look.width,
        2,
      ),
    );
  return [
    heading("Types", look),
    ...shown,
    ...moreLine(types.errors.length - most, "d shows the other", look),
  ];
}

/** What the learner's code printed; its last `most` lines. */
export function printedLines(printed: readonly string[], most: number, look: Look): Line[] {
  if (printed.length === 0) return [];
  const shown = printed.slice(-most).flatMap((text) => wrapText(cleanLines(text), look.width));
  return [
    heading("Your code printed", look),
    ...moreLine(printed.length - most, "d shows the earlier", look),
    ...shown,
  ];
}

function moreLine(left: number, words: string, look: Look): Line[] {
  return left > 0 ? wrap(line(span(`${words} ${left}`, "faint")), look.width) : [];
}
