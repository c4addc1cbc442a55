import { lesson } from "../lesson.ts";
import type { Module } from "../nn/module/module.ts";
import { type InitSettings, type Loggable, Run } from "./run.ts";
import type { WatchSettings } from "./watcher.ts";

let current: Run | undefined;

/**
 * Begins a run, the current one from now on: `runlog.init({ project: "digits", config: { lr: 0.001 } })`. One
 * that is still open is closed as superseded. Files only, in runs/<project>/<name>; no network, no account.
 */
export function init(settings: InitSettings): Run {
  const run = new Run(settings);
  if (current?.isOpen) current.finish("superseded").catch(() => undefined); // its folder may be gone by now
  current = run;
  return run;
}

/**
 * `watch` of the current run. @throws ToolError without one.
 *
 * ```ts
 * runlog.watch(model, { log: "all", logFrequency: 100 });
 * ```
 */
export function watch(model: Module<unknown>, settings: WatchSettings = {}): void {
  running("watch").watch(model, settings);
}

/**
 * `log` of the current run. @throws ToolError without one.
 *
 * ```ts
 * await runlog.log({ loss, accuracy }, { step: examplesSeen });
 * ```
 */
export function log(
  values: Readonly<Record<string, Loggable>>,
  settings: { readonly step?: number } = {},
): Promise<void> {
  return running("log").log(values, settings);
}

/**
 * `finish` of the current run. @throws ToolError without one.
 *
 * ```ts
 * await runlog.finish();
 * ```
 */
export async function finish(): Promise<void> {
  const run = running("finish");
  current = undefined;
  await run.finish();
}

function running(verb: string): Run {
  if (current !== undefined) return current;
  throw lesson(`runlog.${verb}`, {
    what: "there is no run: it was not begun, or it is finished.",
    example: 'runlog.init({ project: "digits", config: { lr: 0.001 } })',
  });
}
