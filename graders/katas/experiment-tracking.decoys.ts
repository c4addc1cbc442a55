import { decoys } from "arena/grader";
import { backward, evalMode, nn, optim, runlog, type tf } from "arena/tools";
import * as Solution from "../../exercises/katas/experiment-tracking/solution.ts";

const { bestConfig, curve, deadParameters } = Solution;
type Batch = Solution.Batch;
type Data = Parameters<typeof Solution.trackTraining>[2];
type Histogram = Exclude<runlog.Logged, number>;

const { crossEntropy } = nn.functional;

/** Where writing a run down goes wrong. */
interface WriteSlips {
  readonly config?: (config: runlog.Config) => runlog.Config;
  /** From the examples seen before, those of this batch and the batch's place, from 0. */
  readonly step?: (before: number, size: number, batch: number) => number;
  readonly end?: (run: runlog.Run) => Promise<void>;
}

function trackWith({
  config: kept = (config) => config,
  step = (before, size) => before + size,
  end = (run) => run.finish(),
}: WriteSlips) {
  return async (project: string, config: runlog.Config, losses: readonly tf.Tensor1D[]): Promise<string> => {
    const run = runlog.init({ project, config: kept(config) });
    let before = 0;
    for (const [i, batch] of losses.entries()) {
      await run.log({ loss: batch.mean() }, { step: step(before, batch.size, i) });
      before += batch.size;
    }
    await end(run);
    return run.folder;
  };
}

/** The settings of the best of several runs, by what each is worth; undefined does not count. */
function bestBy(worth: (folder: string, name: string) => number | undefined) {
  return (folders: readonly string[], name: string): runlog.Config | undefined => {
    let best: { readonly folder: string; readonly value: number } | undefined;
    for (const folder of folders) {
      const value = worth(folder, name);
      if (value === undefined) continue;
      if (best === undefined ? !Number.isNaN(value) : value < best.value) best = { folder, value };
    }
    if (best === undefined) return undefined;
    const begin = runlog.readRun(best.folder).find((record) => record.kind === "init");
    return begin?.config;
  };
}

const endOf = (folder: string) => runlog.readRun(folder).find((record) => record.kind === "finish");

/** The last number of a run that is finished. */
function lastOfFinished(folder: string, name: string): number | undefined {
  const end = endOf(folder);
  return end?.outcome === "finished" ? end.summary[name] : undefined;
}

const numbersOf = (folder: string, name: string): number[] => curve(folder, name).map(([, value]) => value);

/** Where tracking a training goes wrong. */
interface TrainSlips {
  readonly config?: (config: Solution.TrainingConfig) => runlog.Config;
  readonly watch?: (run: runlog.Run, model: nn.Module) => void;
  readonly countsAnew?: boolean;
  readonly testMode?: (model: nn.Module) => Disposable;
  readonly closes?: "always" | "unless it throws" | "never";
}

const asItIs = (): Disposable => ({ [Symbol.dispose]: () => {} });

function trainWith({
  config: kept = (config) => config,
  watch = (run, model) => run.watch(model, { logFrequency: 1 }),
  countsAnew = false,
  testMode = evalMode,
  closes = "always",
}: TrainSlips) {
  return async (
    project: string,
    model: nn.Module,
    { train, test }: Data,
    config: Solution.TrainingConfig,
  ) => {
    const run = runlog.init({ project, config: kept(config) });
    const lossOf = ([inputs, labels]: Batch) => crossEntropy(model.call(inputs), labels); // []
    try {
      watch(run, model);
      const optimizer = new optim.SGD(model.parameters(), { lr: config.lr });
      let seen = 0;
      for (let epoch = 0; epoch < config.epochs; epoch++) {
        if (countsAnew) seen = 0;
        for (const batch of train) {
          const loss = backward(() => lossOf(batch), model.parameters()); // []
          optimizer.step();
          optimizer.zeroGrad();
          seen += batch[1].size;
          await run.log({ loss }, { step: seen });
        }
        using _ = testMode(model);
        await run.log({ testLoss: lossOf(test) }, { step: seen });
      }
      if (closes === "unless it throws") await run.finish();
      return run.folder;
    } finally {
      if (closes === "always") await run.finish();
    }
  };
}

/** The names of the gradients all of whose histograms have a property. */
function parametersWhere(holds: (histogram: Histogram) => boolean, of: "every" | "some" = "every") {
  return (folder: string): string[] => {
    const histograms = new Map<string, Histogram[]>();
    for (const record of runlog.readRun(folder)) {
      for (const [name, value] of Object.entries(record.kind === "log" ? record.values : {})) {
        if (typeof value === "number" || !name.startsWith("gradients/")) continue;
        histograms.set(name, [...(histograms.get(name) ?? []), value]);
      }
    }
    return [...histograms]
      .filter(([, all]) => all[of](holds))
      .map(([name]) => name.replace("gradients/", ""));
  };
}

const isZero = ({ min, max, notFinite }: Histogram): boolean => min === 0 && max === 0 && notFinite === 0;

export default decoys<typeof Solution>([
  {
    name: "batch-number-as-step",
    teaches:
      "Your step is the number of the batch. With batches twice as large a run would seem to learn faster: count examples.",
    caughtBy: ["write/two-batches-by-hand"],
    subProblem: "write",
    implementation: { trackLosses: trackWith({ step: (_before, _size, batch) => batch }) },
  },
  {
    name: "batches-counted",
    teaches: "Your step counts batches, from 1. Count the examples: add `batch.size` each time.",
    caughtBy: ["write/two-batches-by-hand"],
    subProblem: "write",
    implementation: { trackLosses: trackWith({ step: (_before, _size, batch) => batch + 1 }) },
  },
  {
    name: "settings-left-out",
    teaches: "The run does not say what it was set to. Hand the config to `runlog.init`.",
    caughtBy: ["write/two-batches-by-hand", "write/two-runs-of-one-project"],
    subProblem: "write",
    implementation: { trackLosses: trackWith({ config: () => ({}) }) },
  },
  {
    name: "never-finished",
    teaches: "The run is still open, so its file has no last line. `await using` closes it with the block.",
    caughtBy: ["write/two-batches-by-hand"],
    subProblem: "write",
    technique: "context-managers",
    implementation: { trackLosses: trackWith({ end: async () => {} }) },
  },
  {
    name: "a-point-for-every-record",
    teaches: "You made a point of each log, also where this name is missing. Leave those out.",
    caughtBy: ["read/a-curve-between-others"],
    subProblem: "read",
    implementation: {
      curve: (folder: string, name: string) =>
        runlog
          .readRun(folder)
          .flatMap((record) => (record.kind === "log" ? [[record.step, record.values[name] ?? null]] : [])),
    },
  },
  {
    name: "histograms-as-points",
    teaches: 'Your curve holds histograms. A point is a number: `typeof value === "number"`.',
    caughtBy: ["read/histograms-are-no-points"],
    subProblem: "read",
    implementation: {
      curve: (folder: string, name: string) =>
        runlog
          .readRun(folder)
          .flatMap((record) =>
            record.kind === "log" && name in record.values ? [[record.step, record.values[name]]] : [],
          ),
    },
  },
  {
    name: "falsy-left-out",
    teaches: "A value of 0 is a point, and NaN is one. Ask what kind of thing it is, not whether it is true.",
    caughtBy: ["read/a-curve-between-others", "read/a-run-that-broke-off-with-nan"],
    subProblem: "read",
    implementation: {
      curve: (folder: string, name: string) => curve(folder, name).filter(([, value]) => value),
    },
  },
  {
    name: "lowest-of-all-steps",
    teaches:
      "You compared the lowest numbers of the runs. The last one is what a run ended with: its summary.",
    caughtBy: ["compare/the-lowest-last-loss"],
    subProblem: "compare",
    implementation: {
      bestConfig: bestBy((folder, name) =>
        lastOfFinished(folder, name) === undefined ? undefined : Math.min(...numbersOf(folder, name)),
      ),
    },
  },
  {
    name: "last-of-equals",
    teaches:
      "Of two runs that end alike you took the later one. The first is asked: replace it by what is lower.",
    caughtBy: ["compare/two-that-are-equally-good"],
    subProblem: "compare",
    implementation: {
      bestConfig: (folders: readonly string[], name: string) => bestConfig(folders.toReversed(), name),
    },
  },
  {
    name: "unfinished-runs-counted",
    teaches: "You count runs that broke off: their last number is not what they would have ended with.",
    caughtBy: ["compare/runs-that-do-not-count"],
    subProblem: "compare",
    implementation: {
      bestConfig: bestBy((folder, name) => numbersOf(folder, name).at(-1)),
    },
  },
  {
    name: "superseded-runs-counted",
    teaches: "A run that was superseded has a last line, too, and was not finished. Look at the `outcome`.",
    caughtBy: ["compare/runs-that-do-not-count"],
    subProblem: "compare",
    implementation: { bestConfig: bestBy((folder, name) => endOf(folder)?.summary[name]) },
  },
  {
    name: "some-settings-only",
    teaches:
      "You wrote down the settings that you use. The one that was left out will be the one that mattered.",
    caughtBy: ["train/everything-that-is-written"],
    subProblem: "train",
    technique: "model-cfg",
    implementation: { trackTraining: trainWith({ config: ({ lr, epochs }) => ({ lr, epochs }) }) },
  },
  {
    name: "not-watched",
    teaches:
      "No gradient is in the file. `run.watch(model, …)` before the loop writes histograms with each log.",
    caughtBy: ["train/everything-that-is-written"],
    subProblem: "train",
    implementation: { trackTraining: trainWith({ watch: () => {} }) },
  },
  {
    name: "watched-at-every-thousandth",
    teaches: "You watch every 1000th backward pass, which is the default. Say `{ logFrequency: 1 }`.",
    caughtBy: ["train/everything-that-is-written"],
    subProblem: "train",
    implementation: { trackTraining: trainWith({ watch: (run, model) => run.watch(model) }) },
  },
  {
    name: "counted-anew-in-each-epoch",
    teaches:
      "Your count begins again with each epoch, and a step cannot go back. Start it before the epochs.",
    caughtBy: ["train/everything-that-is-written"],
    subProblem: "train",
    implementation: { trackTraining: trainWith({ countsAnew: true }) },
  },
  {
    name: "tested-in-training-mode",
    teaches: "The model trains while you test it. Open `using _ = evalMode(model);` for the test.",
    caughtBy: ["train/everything-that-is-written", "train/trained-and-tested-in-turn"],
    subProblem: "train",
    technique: "train-eval",
    implementation: { trackTraining: trainWith({ testMode: asItIs }) },
  },
  {
    name: "left-in-evaluation-mode",
    teaches: "After the first test the model trains on in evaluation mode. Give it its mode back.",
    caughtBy: ["train/trained-and-tested-in-turn"],
    subProblem: "train",
    technique: "train-eval",
    implementation: {
      trackTraining: trainWith({
        testMode: (model) => {
          model.eval();
          return asItIs();
        },
      }),
    },
  },
  {
    name: "training-never-closed",
    teaches: "The run of the training is still open. `await using`, or `finish`, writes its last line.",
    caughtBy: ["train/everything-that-is-written", "train/a-model-that-throws"],
    subProblem: "train",
    technique: "context-managers",
    implementation: { trackTraining: trainWith({ closes: "never" }) },
  },
  {
    name: "open-after-an-error",
    teaches: "When the model throws, the run stays open. `await using`, or `finally`, closes it in any case.",
    caughtBy: ["train/a-model-that-throws"],
    subProblem: "train",
    technique: "context-managers",
    implementation: { trackTraining: trainWith({ closes: "unless it throws" }) },
  },
  {
    name: "sum-of-zero",
    teaches: "You looked at the sum, and 1 and -1 add up to 0. Smallest and largest tell.",
    caughtBy: ["diagnose/what-only-looks-dead"],
    subProblem: "diagnose",
    implementation: {
      deadParameters: parametersWhere(({ sum }) => sum === 0),
    },
  },
  {
    name: "zero-once",
    teaches: "One gradient of 0 is not death: it has to be 0 in every histogram.",
    caughtBy: ["diagnose/what-only-looks-dead"],
    subProblem: "diagnose",
    implementation: { deadParameters: parametersWhere(isZero, "some") },
  },
  {
    name: "nan-taken-for-zero",
    teaches: "A gradient of NaN is in no bin, and its range reads 0 to 0. Look at `notFinite`, too.",
    caughtBy: ["diagnose/what-only-looks-dead"],
    subProblem: "diagnose",
    implementation: { deadParameters: parametersWhere(({ min, max }) => min === 0 && max === 0) },
  },
  {
    name: "with-the-kind-before-it",
    teaches: "You gave the names of the histograms. The parameter's own stands behind `gradients/`.",
    caughtBy: ["diagnose/one-of-three"],
    subProblem: "diagnose",
    implementation: {
      deadParameters: (folder: string) => deadParameters(folder).map((name) => `gradients/${name}`),
    },
  },
]);
