import type { CaseName } from "../grading/verdict.ts";
import type { CaseRow, RoomInView, WatchState } from "./state.ts";

/** The state of a watch that has just opened a room: nothing graded, nothing said. */
export function initialState(view: RoomInView, backend: string, checksTypes: boolean): WatchState {
  return {
    ...view,
    backend,
    phase: { kind: "starting" },
    cases: [],
    milliseconds: undefined,
    failure: undefined,
    hint: undefined,
    picture: undefined,
    training: undefined,
    types: checksTypes ? { kind: "checking" } : { kind: "off" },
    printed: [],
    notice: undefined,
    overlay: undefined,
    scroll: undefined,
    attention: "verdict",
    run: undefined,
    newestRun: -1,
  };
}

/** A case that has no verdict yet. */
export function waitingRow(name: CaseName): CaseRow {
  const { id, subProblem, title } = name;
  return {
    id,
    subProblem,
    title,
    status: "waiting",
    milliseconds: undefined,
    failure: undefined,
    stale: false,
  };
}
