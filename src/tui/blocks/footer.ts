import { KEYS, type KeyBinding } from "../keys.ts";
import type { WatchState } from "../state.ts";
import { spread } from "../text/fit.ts";
import { type Line, line, type Span, span } from "../text/line.ts";
import { lineWidth } from "../text/width.ts";
import type { Look } from "./look.ts";
import { duration } from "./marks.ts";

/** The keys that make sense now, as many as fit, then the backend and the milliseconds. */
export function footer(state: WatchState, look: Look): Line {
  const right = measured(state);
  const room = look.width - lineWidth(right) - 2;
  return spread([span(" "), ...keysFor(state, room)], right, look.width, look.glyphs.ellipsis);
}

function measured(state: WatchState): Line {
  const time = state.milliseconds === undefined ? "" : `  ${duration(state.milliseconds)}`;
  return line(span(state.backend, "door"), span(`${time} `, "faint"));
}

function keysFor(state: WatchState, room: number): Span[] {
  if (state.overlay?.kind === "confirm") return [...entry("y", "yes"), ...entry("esc", "no")];
  if (state.overlay !== undefined)
    return fitting(
      [
        ["esc", "back"],
        ["j k", "scroll"],
        ["space", "page down"],
        ["g G", "ends"],
      ],
      room,
    );
  const always = KEYS.filter((binding) => binding.command === "help" || binding.command === "quit").map(
    wordOf,
  );
  const kept = always.reduce((sum, [name, word]) => sum + name.length + word.length + 3, 0);
  const useful = KEYS.filter((binding) => isUseful(binding, state)).map(wordOf);
  const fit = fitting(useful, room - kept);
  return [...fit, ...fitting(always, Math.max(kept, room))];
}

function wordOf(binding: KeyBinding): readonly [string, string] {
  return [binding.shown, binding.word];
}

function isUseful(binding: KeyBinding, state: WatchState): boolean {
  const passed = state.phase.kind === "passed";
  switch (binding.command) {
    case "help":
    case "quit":
      return false;
    case "hint":
    case "technique":
      return !passed;
    case "picture":
      return state.picture?.kind === "picture";
    case "solution":
      return passed;
    case "reset":
      return state.phase.kind === "file-gone";
    default:
      return true;
  }
}

/** The first keys that fit into `room` columns. */
function fitting(keys: readonly (readonly [string, string])[], room: number): Span[] {
  const spans: Span[] = [];
  let left = room;
  for (const [name, word] of keys) {
    left -= name.length + word.length + 3;
    if (left < 0) break;
    spans.push(...entry(name, word));
  }
  return spans;
}

function entry(name: string, word: string): Span[] {
  return [span(name, "key"), span(` ${word}  `, "faint")];
}
