import type { Look } from "../blocks/look.ts";
import { type Line, lineText, type Span, span } from "../text/line.ts";
import type { Pane } from "./plan.ts";

/**
 * The rule, with a joint where the wall between two panes meets it from below or above; unless words stand
 * there.
 */
export function joinedRule(
  rule: Line,
  panes: readonly Pane[],
  { glyphs }: Look,
  wall: "below" | "above",
): Line {
  const first = panes[0];
  if (panes.length < 2 || first === undefined) return rule;
  const at = first.width + 1;
  const joint = wall === "below" ? glyphs.jointBelow : glyphs.jointAbove;
  return lineText(rule)[at] === glyphs.rule ? withCharacter(rule, at, joint) : rule;
}

function withCharacter(of: Line, at: number, character: string): Span[] {
  let start = 0;
  return of.map((part) => {
    const here = at - start;
    start += part.text.length;
    const inside = here >= 0 && here < part.text.length;
    return inside ? span(part.text.slice(0, here) + character + part.text.slice(here + 1), part.tone) : part;
  });
}
