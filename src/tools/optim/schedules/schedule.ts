import { described } from "../../arguments/described.ts";
import { type OptionExamples, requireOptions } from "../../arguments/options.ts";
import { lesson } from "../../lesson.ts";
import type { AnyOptimizer } from "../optimizer.ts";

/**
 * Changes the learning rate of every group over time. Made after the optimizer, it sets the rate for epoch 0
 * at once; call `step()` at the end of each epoch, after the optimizer's steps.
 */
export abstract class Schedule {
  /** Epochs that are over. */
  epoch = 0;
  readonly #optimizer: AnyOptimizer;
  readonly #initial: readonly number[];

  constructor(optimizer: AnyOptimizer) {
    requireOptimizer(new.target.name, optimizer);
    this.#optimizer = optimizer;
    this.#initial = optimizer.paramGroups.map((group) => group.lr);
  }

  /** The rate of a group in this epoch, given the one it began with. */
  protected abstract rate(initial: number, epoch: number): number;

  step(): void {
    this.epoch += 1;
    this.apply();
  }

  /** The rate of each group now. */
  getLastLr(): number[] {
    return this.#optimizer.paramGroups.map((group) => group.lr);
  }

  /** Sets the rates for the current epoch; a subclass calls it at the end of its constructor. */
  protected apply(): void {
    this.#optimizer.paramGroups.forEach((group, i) => {
      group.lr = this.rate(this.#initial[i] as number, this.epoch);
    });
  }
}

function requireOptimizer(schedule: string, optimizer: unknown): void {
  if (typeof optimizer === "object" && optimizer !== null && "paramGroups" in optimizer) return;
  throw lesson(schedule, {
    what: `it changes the rate of an optimizer, not of ${described(optimizer)}.`,
    example: `new optim.${schedule}(optimizer, …)`,
  });
}

/** As `requireOptions`, for settings that cannot be left out altogether. */
export function requireSettings<Settings>(
  schedule: string,
  settings: Settings,
  examples: OptionExamples<Settings>,
): void {
  requireOptions<Settings>(schedule, settings ?? null, examples);
}
