/** What a learner has done, kept in the workspace's `.arena/progress.db`. */
export { exportProgress, importProgress } from "./exchange.ts";
export type {
  Attempt,
  CaseMark,
  RoomProgress,
} from "./model.ts";
export { type OpenOptions, openProgress, progressFile } from "./open.ts";
export { aliasesOf } from "./room-names.ts";
export type { ProgressStore } from "./store.ts";
