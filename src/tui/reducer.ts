import type { ScreenEvent } from "./events.ts";
import { initialState } from "./initial.ts";
import { reduceRun } from "./reduce-run.ts";
import { withStaleVerdicts } from "./stale.ts";
import type { RoomInView, WatchState } from "./state.ts";

/** The next state of the watch screen. Pure: the same state and event always give the same state. */
export function reduce(state: WatchState, event: ScreenEvent): WatchState {
  switch (event.type) {
    case "ready":
      return state.phase.kind === "starting" ? { ...state, phase: { kind: "waiting" } } : state;
    case "save-seen":
      return saveSeen(state);
    case "timed":
      return { ...state, milliseconds: event.milliseconds };
    case "types-checked":
      return { ...state, types: event.types };
    case "hint-shown":
      return {
        ...state,
        hint: event.hint,
        overlay: undefined,
        notice: undefined,
        scroll: undefined,
        attention: "hint",
      };
    case "notice":
      return { ...state, notice: event.text };
    case "overlay-opened":
      return {
        ...state,
        overlay: event.overlay,
        notice: undefined,
        scroll: scrollUnder(state, event.overlay.kind),
      };
    case "overlay-closed":
      return { ...state, overlay: undefined, scroll: scrollUnder(state, state.overlay?.kind) };
    case "scrolled":
      return { ...state, scroll: Math.max(0, event.to) };
    case "room-changed":
      return roomChanged(state, event.view);
    case "file-gone":
      return { ...withStaleVerdicts(state), phase: { kind: "file-gone" }, run: undefined };
    default:
      return reduceRun(state, event);
  }
}

/**
 * A question is asked below what is on screen and leaves it where it is; every other overlay starts at its
 * top.
 */
function scrollUnder(state: WatchState, overlay: string | undefined): number | undefined {
  return overlay === "confirm" ? state.scroll : undefined;
}

function saveSeen(state: WatchState): WatchState {
  const phase = state.phase.kind === "file-gone" ? { kind: "waiting" as const } : state.phase;
  const types = state.types.kind === "off" ? state.types : { kind: "checking" as const };
  return { ...state, phase, types, notice: undefined };
}

/**
 * Runs of the room left behind may still report: the newest run's number is kept so that they are not
 * believed.
 */
function roomChanged(state: WatchState, view: RoomInView): WatchState {
  const fresh = initialState(view, state.backend, state.types.kind !== "off");
  return { ...fresh, phase: { kind: "waiting" }, newestRun: state.newestRun };
}
