/** The names behind `runlog.`: training runs written down, with the verbs of Weights & Biases. */
export { finish, init, log, watch } from "./current.ts";
export type { Histogram } from "./histogram.ts";
export type { Config, Logged, Outcome, RunRecord, WatchTarget } from "./record.ts";
export { type InitSettings, type Loggable, Run } from "./run.ts";
export { readRun } from "./run-file.ts";
export { exportTensorBoard } from "./tensorboard/export.ts";
export type { WatchSettings } from "./watcher.ts";
