import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { requireText } from "../../arguments/text.ts";
import { requireWriting } from "../../writing.ts";
import { readRun } from "../run-file.ts";
import { summaryEvent, versionEvent } from "./event.ts";
import { concatenated } from "./protobuf.ts";

/**
 * Writes a run as an event file that TensorBoard reads: `tensorboard --logdir <target>`. Numbers become
 * scalars, watched gradients and parameters histograms.
 *
 * @param folder the run, for instance "runs/digits/run-1".
 * @param target where the event file goes; the run's own folder unless given.
 * @returns the event file's path.
 * @throws ToolError where nothing may be written, as while an answer is graded, or there is no such run.
 */
export function exportTensorBoard(folder: string, target = folder): string {
  requireText("exportTensorBoard", "the target", target);
  const records = readRun(folder);
  const began = (records[0]?.time ?? 0) / 1000;
  const logs = records.filter((record) => record.kind === "log");
  const events = logs.map(({ time, step, values }) => summaryEvent(time / 1000, step, values));
  requireWriting("runlog.exportTensorBoard", target);
  mkdirSync(target, { recursive: true });
  const path = join(target, `events.out.tfevents.${Math.floor(began)}.arena`);
  writeFileSync(path, concatenated([versionEvent(began), ...events]));
  return path;
}
