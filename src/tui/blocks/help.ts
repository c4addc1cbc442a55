import { KEYS } from "../keys.ts";
import { pad, spread } from "../text/fit.ts";
import type { Glyphs } from "../text/glyphs.ts";
import { BLANK, type Line, line, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import type { Look } from "./look.ts";
import { markOf } from "./marks.ts";
import { heading } from "./rules.ts";

const SCROLLING: readonly (readonly [string, string])[] = [
  ["j k, arrows", "a line down or up"],
  ["space, PgDn, PgUp", "a page"],
  ["g G, Home, End", "the first or the last line"],
  ["esc", "back from here"],
];

const SIGNS = ["pass", "fail", "error", "timeout", "running", "not-run", "grader-fault"] as const;

/** Every key with what it does and the command that does the same, then what the signs mean. */
export function helpBlock(look: Look): Line[] {
  const keys = KEYS.flatMap((binding) => keyLines(binding.shown, binding.help, binding.twin, look));
  const scrolling = SCROLLING.flatMap(([name, words]) =>
    wrap(line("  ", span(name, "key"), span(`  ${words}`, "faint")), look.width, 4),
  );
  return [
    heading("Keys", look),
    ...keys,
    BLANK,
    heading("Reading", look),
    ...scrolling,
    BLANK,
    heading("Signs", look),
    ...signLines(look.glyphs),
    BLANK,
    ...wrap(line(span("Save your file and it is graded. Nothing else is needed.", "strong")), look.width),
  ];
}

function keyLines(shown: string, help: string, twin: string, look: Look): Line[] {
  const left = line("  ", span(shown, "key"), `   ${help}`);
  if (look.width < 72) return wrap(left, look.width, 6);
  return [spread(left, line(span(`${twin} `, "door")), look.width, look.glyphs.ellipsis)];
}

function signLines(glyphs: Glyphs): Line[] {
  const notYet = { status: "error" as const, failure: { kind: "not-yet" as const, label: "", message: "" } };
  const marks = [...SIGNS.map((status) => markOf({ status }, glyphs)), markOf(notYet, glyphs)];
  return marks.map((mark) => [...pad(line("  ", span(mark.glyph, mark.tone)), 6), span(mark.word)]);
}
