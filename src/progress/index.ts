/** What a learner has done, kept in the workspace's `.arena/progress.db`. */
export { exportProgress, type Imported, importProgress } from "./exchange.ts";
export type { ProgressExport } from "./exchange-format.ts";
export type {
  Attempt,
  CaseMark,
  Door,
  EarnedTechnique,
  Kept,
  Note,
  PassingAnswer,
  ProgressSummary,
  Recorded,
  RoomProgress,
  SeenRung,
  Streak,
} from "./model.ts";
export { type Opened, type OpenOptions, openProgress, progressFile } from "./open.ts";
export { type Aliases, aliasesOf } from "./room-names.ts";
export type { ProgressStore, RunDetails } from "./store.ts";
