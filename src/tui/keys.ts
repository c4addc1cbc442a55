import type { WatchState } from "./state.ts";

/** What a key asks for. All but scrolling is done by the watch command; scrolling knows where it will end. */
export type Action = { readonly kind: Command } | { readonly kind: "scroll"; readonly to: number };

export type Command =
  | "next"
  | "previous"
  | "hint"
  | "technique"
  | "map"
  | "run"
  | "solution"
  | "picture"
  | "editor"
  | "reset"
  | "details"
  | "help"
  | "quit"
  | "confirm"
  | "close";

export type ScrollStep = "line-up" | "line-down" | "page-up" | "page-down" | "top" | "bottom";

/** One row of the table below: the keys, what they ask for, and the words for the footer and the help. */
export interface KeyBinding {
  readonly keys: readonly string[];
  readonly shown: string;
  readonly command: Command;
  /** One word for the footer. */
  readonly word: string;
  readonly help: string;
  /** The command that does the same from a shell. */
  readonly twin: string;
}

/** Keys of the watch screen, the most useful first: a narrow footer keeps the first ones. */
export const KEYS: readonly KeyBinding[] = [
  key(["h"], "h", "hint", "hint", "the next rung of the hint ladder", "arena hint"),
  key(["n", "right"], "n", "next", "next", "the next room", "arena start ROOM"),
  key(["p", "left"], "p", "previous", "prev", "the room before", "arena start ROOM"),
  key(["t"], "t", "technique", "technique", "the page of the technique that fits", "arena hint TECHNIQUE"),
  key(["m"], "m", "map", "map", "the map: rooms, doors, what is open", "arena map"),
  key(["s"], "s", "solution", "solution", "the solution, once the room is passed", "arena solution ROOM"),
  key(["v"], "v", "picture", "view", "what your answer draws, larger", "arena show ROOM"),
  key(["e"], "e", "editor", "editor", "your file in your editor", "$EDITOR FILE"),
  key(["d"], "d", "details", "details", "all cases, types and output in full", "arena grade"),
  key(["r"], "r", "run", "run", "grade again without a save", "arena grade"),
  key(["x"], "x", "reset", "reset", "a fresh stub; your file is archived first", "arena reset ROOM"),
  key(["?"], "?", "help", "help", "this list", "arena --help"),
  key(["q", "ctrl+c"], "q", "quit", "quit", "leave; everything is kept", ""),
];

const SCROLL_KEYS: Readonly<Record<string, ScrollStep>> = {
  up: "line-up",
  k: "line-up",
  down: "line-down",
  j: "line-down",
  pageup: "page-up",
  pagedown: "page-down",
  " ": "page-down",
  home: "top",
  g: "top",
  end: "bottom",
  G: "bottom",
};

function key(
  keys: string[],
  shown: string,
  command: Command,
  word: string,
  help: string,
  twin: string,
): KeyBinding {
  return { keys, shown, command, word, help, twin };
}

/** What a pressed key means on the screen as it is, or undefined if nothing. */
export function resolveKey(
  pressed: string,
  state: Pick<WatchState, "overlay">,
): Command | ScrollStep | undefined {
  if (pressed === "ctrl+c") return "quit";
  if (state.overlay?.kind === "confirm") return answerTo(pressed);
  const scroll = SCROLL_KEYS[pressed];
  if (scroll !== undefined) return scroll;
  const command = KEYS.find((binding) => binding.keys.includes(pressed))?.command;
  if (state.overlay === undefined) return command;
  return closesOverlay(pressed, command, state.overlay.kind) ? "close" : command;
}

/** Only an explicit y is a yes; other keys that look like an answer are a no, the rest say nothing. */
function answerTo(pressed: string): Command | undefined {
  if (pressed === "y" || pressed === "Y") return "confirm";
  return ["n", "N", "escape", "q", "x", "return"].includes(pressed) ? "close" : undefined;
}

/** Escape and q leave an overlay, as in a pager, and so does the key that opened it. */
function closesOverlay(pressed: string, command: Command | undefined, overlay: string): boolean {
  return pressed === "escape" || pressed === "q" || command === overlay;
}

/**
 * The first visible line after a step, for a pane that shows `page` lines and can start at line `limit` at
 * most.
 */
export function scrollTarget(step: ScrollStep, offset: number, page: number, limit: number): number {
  const targets: Readonly<Record<ScrollStep, number>> = {
    "line-up": offset - 1,
    "line-down": offset + 1,
    "page-up": offset - page + 1,
    "page-down": offset + page - 1,
    top: 0,
    bottom: limit,
  };
  return Math.min(limit, Math.max(0, targets[step]));
}

export function isScrollStep(meaning: Command | ScrollStep): meaning is ScrollStep {
  return ["line-up", "line-down", "page-up", "page-down", "top", "bottom"].includes(meaning);
}
