import type { tf } from "./tensorflow.ts";

/** Somebody who wants to know how a training goes: told of each loss and of each step, by the tools themselves. */
export interface TrainingWatcher {
  /** A backward pass gave this loss. The tensor is the caller's and may be gone after this call. */
  loss(value: tf.Scalar): void;
  /** An optimizer has changed its parameters. */
  step(): void;
}

let watcher: TrainingWatcher | undefined;

/** Lets one watcher follow whatever is trained in this process; undefined ends that. */
export function watchTraining(next: TrainingWatcher | undefined): void {
  watcher = next;
}

/** Who watches now, for the tools that have something to tell. */
export function trainingWatcher(): TrainingWatcher | undefined {
  return watcher;
}
