// The verbs of the current run, finally instead of await using, and chains of array methods.
import { backward, nn, optim, runlog, type tf } from "arena/tools";

type Batch = readonly [tf.Tensor, tf.Tensor1D];

export const trackLosses = async (
  project: string,
  config: Record<string, unknown>,
  losses: readonly tf.Tensor1D[],
) => {
  const { folder } = runlog.init({ project, config: { ...config } });
  let step = 0;
  for (const batch of losses) {
    const numbers = [...(await batch.data())];
    step += numbers.length;
    await runlog.log({ loss: numbers.reduce((a, b) => a + b, 0) / numbers.length }, { step });
  }
  await runlog.finish();
  return folder;
};

export const curve = (folder: string, name: string) =>
  runlog
    .readRun(folder)
    .filter((record) => record.kind === "log")
    .map(({ step, values }) => [step, values[name]] as const)
    .filter(([, value]) => typeof value === "number");

export const bestConfig = (folders: readonly string[], name: string) =>
  folders
    .map((folder) => runlog.readRun(folder))
    .flatMap((records) => {
      const [begin, end] = [records[0], records.at(-1)];
      if (begin?.kind !== "init" || end?.kind !== "finish" || end.outcome !== "finished") return [];
      const value = end.summary[name] ?? Number.NaN;
      return Number.isNaN(value) ? [] : [{ config: begin.config, value }];
    })
    .sort((a, b) => a.value - b.value)
    .map(({ config }) => config)[0];

export const trackTraining = async (
  project: string,
  model: nn.Module,
  data: { train: readonly Batch[]; test: Batch },
  config: { lr: number; epochs: number },
) => {
  const run = runlog.init({ project, config });
  try {
    runlog.watch(model, { log: "gradients", logFrequency: 1 });
    const optimizer = new optim.SGD(model.parameters(), { lr: config.lr });
    let seen = 0;
    for (const _epoch of Array(config.epochs)) {
      for (const [x, y] of data.train) {
        optimizer.zeroGrad();
        const loss = backward(() => nn.functional.crossEntropy(model.call(x), y), model.parameters());
        optimizer.step();
        seen += y.shape[0];
        await runlog.log({ loss: (await loss.data())[0] as number }, { step: seen });
      }
      const modes = model.modules().map((module) => module.training);
      model.eval();
      const testLoss = nn.functional.crossEntropy(model.call(data.test[0]), data.test[1]);
      model.modules().forEach((module, i) => {
        module.training = modes[i] ?? true;
      });
      await runlog.log({ testLoss }, { step: seen });
    }
  } finally {
    await runlog.finish();
  }
  return run.folder;
};

export const deadParameters = (folder: string) => {
  const logs = runlog.readRun(folder).filter((record) => record.kind === "log");
  const gradients = logs
    .flatMap(({ values }) => Object.entries(values))
    .filter(([name]) => name.startsWith("gradients/"));
  const alive = new Set(
    gradients
      .filter(([, value]) => typeof value !== "number" && (value.sumOfSquares > 0 || value.notFinite > 0))
      .map(([name]) => name),
  );
  return [...new Set(gradients.map(([name]) => name))]
    .filter((name) => !alive.has(name))
    .map((name) => name.slice("gradients/".length));
};
