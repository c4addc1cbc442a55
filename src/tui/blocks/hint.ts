import type { HintRung } from "../../curriculum/model.ts";
import type { HintPanel, WatchState } from "../state.ts";
import { cleanLine } from "../text/clean.ts";
import { clip } from "../text/fit.ts";
import { indent, type Line, line, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import type { Look } from "./look.ts";
import { prose } from "./prose.ts";
import { heading } from "./rules.ts";

/**
 * The technique that fits the failing case, the rungs seen so far (the newest in full) and how to get the
 * next one.
 */
export function hintPanel(state: WatchState, look: Look): Line[] {
  const technique = state.hint?.technique ?? state.failure?.technique;
  const tool = technique === undefined ? [] : [techniqueLine(technique, look)];
  const rungs = state.hint === undefined ? [] : rungLines(state.hint, look);
  const invitation = invitationLines(state, look);
  if (tool.length + rungs.length + invitation.length === 0) return [];
  return [heading("What could help", look), ...tool, ...rungs, ...invitation];
}

function techniqueLine(technique: string, look: Look): Line {
  const wide = look.width >= 44;
  return clip(
    line(
      span(`${look.glyphs.tool} `, "tool"),
      span(technique, "tool"),
      "  ",
      span("t", "key"),
      span(wide ? " opens its page" : " page", "faint"),
    ),
    look.width,
    look.glyphs.ellipsis,
  );
}

function rungLines(hint: HintPanel, look: Look): Line[] {
  const newest = hint.seen[hint.seen.length - 1];
  const older = hint.seen
    .slice(0, -1)
    .map((rung) => clip(rungTitle(rung, look), look.width, look.glyphs.ellipsis));
  return newest === undefined
    ? []
    : [...older, ...wrap(rungTitle(newest, look), look.width, 2), ...rungBody(newest, look)];
}

function rungTitle(rung: HintRung, look: Look): Line {
  return line(
    span(`${look.glyphs.between} `, "faint"),
    span(rung.rung, "door"),
    "  ",
    span(cleanLine(rung.summary), "strong"),
  );
}

function rungBody(rung: HintRung, look: Look): Line[] {
  return indent(prose(rung.body, { ...look, width: look.width - 2 }), line("  "));
}

function invitationLines(state: WatchState, look: Look): Line[] {
  const { hint, failure } = state;
  if (hint === undefined)
    return failure === undefined
      ? []
      : wrap(line(span("h", "key"), span(" gives a first hint", "faint")), look.width);
  if (hint.remaining === 0)
    return wrap(line(span("That was the last rung of this ladder.", "faint")), look.width);
  return wrap(
    line(span("h", "key"), span(` shows the next rung, ${hint.remaining} left`, "faint")),
    look.width,
  );
}
