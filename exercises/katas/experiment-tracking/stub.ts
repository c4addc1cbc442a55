import { type nn, notYet, type runlog, type tf } from "arena/tools";

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
  // losses: for each batch one loss an example, [batch]
  return notYet(
    `trackLosses of ${losses.length} batches in ${project}, with ${Object.keys(config).length} settings`,
  );
}

/** The curve of what a run logged under a name: step and number of each point. */
export function curve(folder: string, name: string): [step: number, value: number][] {
  // runlog.readRun gives the records of a run, in order
  return notYet(`curve of ${name} in ${folder}`);
}

/** The settings of the finished run that has the lowest last number under a name, or undefined. */
export function bestConfig(folders: readonly string[], name: string): runlog.Config | undefined {
  // a record of kind "init" has the config, one of kind "finish" the outcome and the summary
  return notYet(`bestConfig of ${folders.length} runs by ${name}`);
}

/** Trains a classifier by SGD and writes everything down. The result is the run's folder. */
export async function trackTraining(
  project: string,
  model: nn.Module,
  { train, test }: { readonly train: readonly Batch[]; readonly test: Batch },
  config: TrainingConfig,
): Promise<string> {
  // model.call(inputs): logits [batch, class]; labels: [batch], int32
  return notYet(
    `trackTraining of ${model.constructor.name} in ${project}: ${config.epochs} epochs of ${train.length} batches, tested on ${test[1].size} examples`,
  );
}

/** The parameters whose gradient was 0 throughout, by the histograms of a run that watched its model. */
export function deadParameters(folder: string): string[] {
  // a histogram has min, max, sum, sumOfSquares, counts and notFinite
  return notYet(`deadParameters of ${folder}`);
}
