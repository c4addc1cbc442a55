import { type TrainingWatcher, watchTraining } from "../../tools/training-watch.ts";
import { currentSession } from "./session.ts";

// An answer may replace it; the harness measures with its own.
const now = performance.now.bind(performance);

/** Milliseconds between two reports: more often nobody can see, and each reads a loss. */
const INTERVAL = 150;

/** Optimizer steps of each case on the solution, in this process: what the answer will most likely take. */
const usualSteps = new Map<string, number>();

/** Follows what a case trains, from here to `stop`, and reports at most a few times a second. */
export function followTraining(caseId: string): { stop(): void } {
  const follower = new Follower(caseId);
  watchTraining(follower);
  return {
    stop() {
      watchTraining(undefined);
      if (currentSession().order.subject.kind === "solution") usualSteps.set(caseId, follower.steps);
    },
  };
}

class Follower implements TrainingWatcher {
  readonly #caseId: string;
  #toldAt = now();
  #loss: number | undefined;
  #reading = false;
  steps = 0;

  constructor(caseId: string) {
    this.#caseId = caseId;
  }

  /** Reads the loss only when the next report is due. */
  loss(value: import("#tfjs").Scalar): void {
    if (this.#reading || now() - this.#toldAt < INTERVAL) return;
    this.#reading = true;
    const done = (loss: number | undefined) => {
      this.#loss = loss;
      this.#reading = false;
    };
    value.data().then(
      (values) => done(values[0]),
      () => done(undefined), // disposed of before it could be read
    );
  }

  step(): void {
    this.steps++;
    if (now() - this.#toldAt < INTERVAL) return;
    this.#toldAt = now();
    const { order, report } = currentSession();
    const usual = usualSteps.get(this.#caseId);
    const of = usual !== undefined && usual >= this.steps ? usual : undefined;
    report({
      type: "progress",
      run: order.run,
      progress: { step: this.steps, of, loss: this.#loss },
    });
  }
}
