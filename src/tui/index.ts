/**
 * What the watch command needs. The screen itself is imported lazily, from ./screen.tsx: pipes should not
 * wait for Ink.
 */
export type { ScreenEvent } from "./events.ts";
export type { Action } from "./keys.ts";
export type { WatchState } from "./state.ts";
