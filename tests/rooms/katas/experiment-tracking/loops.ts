// Plain loops with early continues, logs that are not waited for until the run ends.
import { backward, nn, optim, runlog, tf, trainingMode } from "arena/tools";

type Batch = readonly [tf.Tensor, tf.Tensor1D];

export async function trackLosses(
  project: string,
  config: runlog.Config,
  losses: readonly tf.Tensor1D[],
): Promise<string> {
  const run = runlog.init({ project, config });
  let seen = 0;
  for (let i = 0; i < losses.length; i++) {
    const batch = losses[i] as tf.Tensor1D;
    seen += batch.shape[0];
    run.log({ loss: tf.mean(batch) }, { step: seen });
  }
  await run.finish();
  return run.folder;
}

export function curve(folder: string, name: string): number[][] {
  const steps: number[] = [];
  const values: number[] = [];
  for (const record of runlog.readRun(folder)) {
    if (record.kind !== "log" || !(name in record.values)) continue;
    const value = record.values[name];
    if (typeof value !== "number") continue;
    steps.push(record.step);
    values.push(value);
  }
  return steps.map((step, i) => [step, values[i] as number]);
}

export function bestConfig(folders: readonly string[], name: string): runlog.Config | undefined {
  let best: { config: runlog.Config; value: number } | undefined;
  for (const folder of folders) {
    let config: runlog.Config = {};
    for (const record of runlog.readRun(folder)) {
      if (record.kind === "init") config = record.config;
      if (record.kind !== "finish" || record.outcome !== "finished") continue;
      const value = record.summary[name];
      if (value === undefined || Number.isNaN(value)) continue;
      if (best === undefined || value < best.value) best = { config, value };
    }
  }
  return best?.config;
}

export async function trackTraining(
  project: string,
  model: nn.Module,
  data: { train: readonly Batch[]; test: Batch },
  config: runlog.Config & { lr: number; epochs: number },
): Promise<string> {
  const { folder } = await tracked(project, config, async (run) => {
    run.watch(model, { logFrequency: 1 });
    const optimizer = new optim.SGD(model.parameters(), { lr: config.lr });
    let examples = 0;
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      for (const [inputs, labels] of data.train) {
        const loss = backward(
          () => nn.functional.crossEntropy(model.call(inputs), labels),
          model.parameters(),
        );
        optimizer.step();
        model.zeroGrad();
        examples += inputs.shape[0] as number;
        await run.log({ loss }, { step: examples });
      }
      await run.log({ testLoss: tested(model, data.test) }, { step: examples });
    }
  });
  return folder;
}

async function tracked(
  project: string,
  config: runlog.Config,
  work: (run: runlog.Run) => Promise<void>,
): Promise<runlog.Run> {
  const run = runlog.init({ project, config });
  await work(run).finally(() => run.finish());
  return run;
}

function tested(model: nn.Module, [inputs, labels]: Batch): tf.Tensor {
  using _ = trainingMode(model, false);
  return nn.functional.crossEntropy(model.call(inputs), labels);
}

export function deadParameters(folder: string): string[] {
  const names: string[] = [];
  const alive: string[] = [];
  for (const record of runlog.readRun(folder)) {
    if (record.kind !== "log") continue;
    for (const key of Object.keys(record.values)) {
      const [kind, ...rest] = key.split("/");
      const value = record.values[key];
      if (kind !== "gradients" || value === undefined || typeof value === "number") continue;
      const name = rest.join("/");
      if (!names.includes(name)) names.push(name);
      if (value.notFinite > 0 || value.min !== 0 || value.max !== 0) alive.push(name);
    }
  }
  return names.filter((name) => !alive.includes(name));
}
