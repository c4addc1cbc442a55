import type { CaseRow, WatchState } from "./state.ts";

/** Everything on screen marked as belonging to an earlier save. */
export function withStaleVerdicts(state: WatchState): WatchState {
  const failure = state.failure && { ...state.failure, stale: true };
  return { ...state, cases: state.cases.map(staleRow), failure };
}

/** A verdict of an earlier save; a case without a verdict is simply waiting again. */
export function staleRow(row: CaseRow): CaseRow {
  if (row.status === "running" || row.status === "waiting")
    return { ...row, status: "waiting", stale: false };
  return { ...row, stale: true };
}
