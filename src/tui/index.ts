/**
 * What the watch command needs. The screen itself is imported lazily, from ./screen.tsx: pipes should not
 * wait for Ink.
 */
export type { ScreenEvent } from "./events.ts";
export { initialState } from "./initial.ts";
export { type Action, type Command, KEYS } from "./keys.ts";
export { textWidths } from "./layout/widths.ts";
export { type PlainReporter, plainReporter } from "./plain.ts";
export { reduce } from "./reducer.ts";
export type { RoomInView, WatchState } from "./state.ts";
export { type Appearance, appearanceOf, prefersPlain } from "./terminal.ts";
