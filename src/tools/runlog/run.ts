import { described } from "../arguments/described.ts";
import { requireOneOf, requireWhole } from "../arguments/number.ts";
import { requireOptions } from "../arguments/options.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson } from "../lesson.ts";
import { Module } from "../nn/module/module.ts";
import { tf } from "../tensorflow.ts";
import type { Config, Outcome } from "./record.ts";
import { append, newRunFolder } from "./run-file.ts";
import { Watcher, type WatchSettings } from "./watcher.ts";

export interface InitSettings {
  /** Runs of one project are compared with each other. */
  readonly project: string;
  /** run-1, run-2, … unless given. */
  readonly name?: string;
  /** The settings of this run: learning rate, batch size and the like. */
  readonly config?: Config;
  /** Where all projects are; "runs" in the current folder unless given. */
  readonly directory?: string;
}

/** A number, or a tensor that holds one. */
export type Loggable = number | tf.Tensor;

/**
 * One training run: what it was set to and how its numbers went, in a file of JSON lines. Made by
 * `runlog.init`.
 */
export class Run {
  readonly project: string;
  readonly name: string;
  readonly config: Config;
  readonly folder: string;
  #state: "open" | Outcome = "open";
  #step = -1;
  #summary: Record<string, number> = {};
  #watchers: Watcher[] = [];
  /** Logs wait for their tensors in turn, so that lines stand in the order of the calls. */
  #queue: Promise<void> = Promise.resolve();

  /** @throws ToolError without a project, or for a setting that there is not. */
  constructor(settings: InitSettings) {
    requireSettings(settings);
    const { project, name, config = {}, directory = "runs" } = settings;
    const made = newRunFolder(directory, project, name);
    this.project = project;
    this.name = made.name;
    this.config = { ...config };
    this.folder = made.folder;
    append(this.folder, { kind: "init", project, name: this.name, config: this.config, time: Date.now() });
  }

  /** The last value logged under each name. */
  get summary(): Readonly<Record<string, number>> {
    return this.#summary;
  }

  /**
   * From now on logs histograms of the model's gradients ("gradients", the default), its parameters, or both
   * ("all") at every `logFrequency`-th backward pass. They are written with the next `log`.
   */
  watch(model: Module<unknown>, settings: WatchSettings = {}): void {
    this.#requireOpen("watch");
    requireWatchable(model, settings);
    this.#watchers.push(new Watcher(model, settings));
    const { log = "gradients", logFrequency = 1000 } = settings;
    append(this.folder, {
      kind: "watch",
      model: model.constructor.name,
      log,
      logFrequency,
      time: Date.now(),
    });
  }

  /**
   * Writes numbers down: `await run.log({ loss, accuracy }, { step: examplesSeen })`. Without a step it is
   * one more than the last. Steps may repeat but not go back.
   *
   * @throws ToolError for something that is no number, a step that goes back, or a run that is finished.
   */
  log(values: Readonly<Record<string, Loggable>>, settings: { readonly step?: number } = {}): Promise<void> {
    this.#requireOpen("log");
    requireOptions<{ readonly step?: number }>("runlog.log", settings, { step: "examplesSeen" });
    const { step = this.#step + 1 } = settings;
    requireNames(values);
    for (const [name, value] of Object.entries(values)) requireNumber(name, value);
    this.#advance(step);
    const read = numbersOf(values); // now: the caller may dispose of its tensors
    const written = this.#queue.then(() => this.#write(step, read));
    this.#queue = written.catch(() => undefined); // the caller gets the error; later logs go on
    return written;
  }

  /** Closes the run after everything is written. Call it once. */
  async finish(outcome: Outcome = "finished"): Promise<void> {
    this.#requireOpen("finish");
    this.#state = outcome;
    await this.#queue;
    for (const watcher of this.#watchers) watcher.stop();
    append(this.folder, { kind: "finish", outcome, summary: this.#summary, time: Date.now() });
  }

  /** Whether `finish` has not been called yet. */
  get isOpen(): boolean {
    return this.#state === "open";
  }

  /** `await using run = runlog.init(...)` finishes it at the end of the block. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.isOpen) await this.finish();
  }

  async #write(step: number, read: Promise<Record<string, number>>): Promise<void> {
    const numbers = await read;
    const histograms = await Promise.all(this.#watchers.map((watcher) => watcher.take()));
    this.#summary = { ...this.#summary, ...numbers };
    append(this.folder, {
      kind: "log",
      step,
      values: Object.assign({}, numbers, ...histograms),
      time: Date.now(),
    });
  }

  #advance(step: number): void {
    if (Number.isFinite(step) && step >= this.#step) {
      this.#step = step;
      return;
    }
    throw lesson("runlog.log", {
      what: `step ${step} comes after step ${this.#step}.`,
      fits: "steps that stay or grow, such as the number of examples seen so far",
    });
  }

  #requireOpen(verb: string): void {
    if (this.#state === "open") return;
    throw lesson(`runlog.${verb}`, {
      what: `the run "${this.name}" is ${this.#state}.`,
      example: `runlog.init({ project: "${this.project}" })`,
    });
  }
}

function requireNumber(name: string, value: unknown): void {
  if (typeof value === "number") return;
  if (value instanceof tf.Tensor) requireTensor("runlog.log", value, `"${name}"`);
  if (value instanceof tf.Tensor && value.size === 1) return;
  const given = value instanceof tf.Tensor ? `a tensor of ${value.size} numbers` : described(value);
  throw lesson("runlog.log", {
    what: `"${name}" is ${given}; a log holds one number under each name.`,
    example: "{ loss: loss.mean() }",
  });
}

async function numbersOf(values: Readonly<Record<string, Loggable>>): Promise<Record<string, number>> {
  const entries = Object.entries(values).map(
    async ([name, value]) =>
      [name, typeof value === "number" ? value : ((await value.data())[0] as number)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

function requireSettings(settings: unknown): void {
  requireOptions<InitSettings>("runlog.init", settings ?? null, {
    project: '"digits"',
    name: '"wide"',
    config: "{ lr: 0.001 }",
    directory: '"runs"',
  });
  const { project } = settings as Partial<InitSettings>;
  if (typeof project === "string" && project !== "") return;
  throw lesson("runlog.init", {
    what: `a run belongs to a project, which has a name; this one is ${described(project)}.`,
    example: 'runlog.init({ project: "digits", config: { lr: 0.001 } })',
  });
}

/** A bare number, or a tensor, has no name under which it could be logged. */
function requireNames(values: unknown): void {
  const isNamed = typeof values === "object" && values !== null && !Array.isArray(values);
  if (isNamed && !(values instanceof tf.Tensor)) return;
  throw lesson("runlog.log", {
    what: `numbers are logged by name, in an object, not ${described(values)}.`,
    example: "runlog.log({ loss })",
  });
}

function requireWatchable(model: unknown, settings: WatchSettings): void {
  if (!(model instanceof Module)) {
    throw lesson("runlog.watch", {
      what: `it watches a model, an nn.Module, not ${described(model)}.`,
      example: "runlog.watch(model)",
    });
  }
  requireOptions<WatchSettings>("runlog.watch", settings, { log: '"all"', logFrequency: "100" });
  const { log = "gradients", logFrequency = 1000 } = settings;
  requireOneOf("runlog.watch", "log", log, ["gradients", "parameters", "all"]);
  requireWhole("runlog.watch", "logFrequency", logFrequency, 1);
}
