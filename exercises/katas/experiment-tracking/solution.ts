import { backward, evalMode, nn, optim, runlog, type tf } from "arena/tools";

/** Inputs [batch, ...] and the class of each, int32 [batch]. */
export type Batch = readonly [inputs: tf.Tensor, labels: tf.Tensor1D];

/** Settings of a training, and whatever else shall be remembered of it. */
export type TrainingConfig = runlog.Config & { readonly lr: number; readonly epochs: number };

/** Writes a run down: its settings, and the mean loss of each batch over the examples seen. The result is its folder. */
export async function trackLosses(
  project: string,
  config: runlog.Config,
  losses: readonly tf.Tensor1D[],
): Promise<string> {
  await using run = runlog.init({ project, config });
  let examples = 0;
  for (const batch of losses) {
    examples += batch.size;
    await run.log({ loss: batch.mean() }, { step: examples });
  }
  return run.folder;
}

/** The curve of what a run logged under a name: step and number of each point. */
export function curve(folder: string, name: string): [step: number, value: number][] {
  const points: [number, number][] = [];
  for (const record of runlog.readRun(folder)) {
    if (record.kind !== "log") continue;
    const value = record.values[name];
    if (typeof value === "number") points.push([record.step, value]);
  }
  return points;
}

/** The settings of the finished run that has the lowest last number under a name, or undefined. */
export function bestConfig(folders: readonly string[], name: string): runlog.Config | undefined {
  let [best, lowest]: [runlog.Config | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (const folder of folders) {
    const records = runlog.readRun(folder);
    const begin = records.find((record) => record.kind === "init");
    const end = records.find((record) => record.kind === "finish");
    const value = end?.outcome === "finished" ? end.summary[name] : undefined;
    if (value !== undefined && value < lowest) [best, lowest] = [begin?.config, value];
  }
  return best;
}

/** Trains a classifier by SGD and writes everything down. The result is the run's folder. */
export async function trackTraining(
  project: string,
  model: nn.Module,
  { train, test }: { readonly train: readonly Batch[]; readonly test: Batch },
  config: TrainingConfig,
): Promise<string> {
  await using run = runlog.init({ project, config });
  run.watch(model, { logFrequency: 1 });
  const optimizer = new optim.SGD(model.parameters(), { lr: config.lr });
  let examples = 0;
  for (let epoch = 0; epoch < config.epochs; epoch++) {
    for (const batch of train) {
      const loss = backward(() => lossOf(model, batch), model.parameters()); // []
      optimizer.step();
      optimizer.zeroGrad();
      examples += batch[1].size;
      await run.log({ loss }, { step: examples });
    }
    using _ = evalMode(model);
    await run.log({ testLoss: lossOf(model, test) }, { step: examples });
  }
  return run.folder;
}

/** The parameters whose gradient was 0 throughout, by the histograms of a run that watched its model. */
export function deadParameters(folder: string): string[] {
  const dead = new Map<string, boolean>();
  for (const record of runlog.readRun(folder)) {
    if (record.kind !== "log") continue;
    for (const [name, value] of Object.entries(record.values)) {
      if (typeof value === "number" || !name.startsWith("gradients/")) continue;
      const isZero = value.min === 0 && value.max === 0 && value.notFinite === 0;
      dead.set(name, isZero && dead.get(name) !== false);
    }
  }
  return [...dead].filter(([, isDead]) => isDead).map(([name]) => name.replace("gradients/", ""));
}

/** The mean cross entropy of a batch, []. */
function lossOf(model: nn.Module, [inputs, labels]: Batch): tf.Tensor {
  return nn.functional.crossEntropy(model.call(inputs), labels);
}
