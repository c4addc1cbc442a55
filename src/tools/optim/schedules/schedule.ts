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
