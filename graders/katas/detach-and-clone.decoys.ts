import { decoys } from "arena/grader";
import { detach, modelHooks, type nn, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/detach-and-clone/solution.ts";

const { snapshot, runWithCache, codebookLoss, groupLoss } = Solution;

/** The cache of the solution's kind, with what `keep` makes of each output. */
function cached(model: nn.Module, x: tf.Tensor, keep: (output: tf.Tensor) => tf.Tensor) {
  const cache: Record<string, tf.Tensor> = {};
  const hooks = model.namedModules().map(([name]): [string, nn.ForwardHook] => [
    name,
    (_module, _inputs, output) => {
      cache[name] = keep(output);
    },
  ]);
  using _ = modelHooks(model, hooks);
  return { output: model.call(x), cache };
}

/** Early stopping, with a question of its own whether a loss is the best so far. */
async function trainKeeping(
  model: nn.Module,
  step: () => void,
  measure: () => Promise<number>,
  steps: number,
  isBetter: (loss: number, best: number) => boolean,
) {
  let best = { loss: await measure(), weights: snapshot(model) };
  for (let i = 0; i < steps; i++) {
    step();
    const loss = await measure();
    if (isBetter(loss, best.loss)) best = { loss, weights: snapshot(model) };
  }
  model.loadStateDict(best.weights);
  return best.loss;
}

/** The smallest loss, but the weights of the last step. */
async function withLastWeights(
  _model: nn.Module,
  step: () => void,
  measure: () => Promise<number>,
  steps: number,
) {
  let smallest = await measure();
  for (let i = 0; i < steps; i++) {
    step();
    const loss = await measure();
    if (loss < smallest) smallest = loss;
  }
  return smallest;
}

export default decoys<typeof Solution>([
  {
    name: "the-boxes-themselves",
    teaches:
      "Your snapshot holds the parameters themselves, which training goes on to change. Clone each of them.",
    caughtBy: ["snapshot/after-the-model-has-changed"],
    subProblem: "snapshot",
    implementation: {
      snapshot: (model: nn.Module) => ({ ...model.stateDict() }),
      trainKeepingBest: withLastWeights,
    },
  },
  {
    name: "buffers-forgotten",
    teaches: "Your snapshot has the parameters only. Running statistics are buffers, and change as well.",
    caughtBy: ["snapshot/names-and-values", "snapshot/after-the-model-has-changed"],
    subProblem: "snapshot",
    implementation: {
      snapshot: (model: nn.Module) =>
        Object.fromEntries(
          model.namedParameters().map(([name, parameter]) => [name, tf.keep(parameter.clone())]),
        ),
    },
  },
  {
    name: "freed-by-a-tidy",
    teaches: "A tidy around you frees your clones. `tf.keep` says that they are to stay.",
    caughtBy: ["snapshot/inside-a-tidy-up"],
    subProblem: "snapshot",
    implementation: {
      snapshot: (model: nn.Module) =>
        Object.fromEntries(Object.entries(model.stateDict()).map(([name, tensor]) => [name, tensor.clone()])),
    },
  },
  {
    name: "last-weights",
    teaches:
      "At the end your model has its last weights. Take a snapshot when a loss is the smallest so far (`stateDict()` alone is none: its tensors go on changing), and load it at the end.",
    caughtBy: ["best/a-run-that-gets-worse-and-better-again", "best/best-at-the-beginning-and-at-the-end"],
    subProblem: "best",
    implementation: { trainKeepingBest: withLastWeights },
  },
  {
    name: "later-of-two",
    teaches: "Of two weights with the same loss you took the later. Only a smaller loss replaces the best.",
    caughtBy: ["best/two-of-the-same-loss-and-one-that-is-nan"],
    subProblem: "best",
    implementation: {
      trainKeepingBest: (model: nn.Module, step: () => void, measure: () => Promise<number>, steps: number) =>
        trainKeeping(model, step, measure, steps, (loss, best) => loss <= best),
    },
  },
  {
    name: "nan-is-best",
    teaches:
      "NaN became your best loss: no comparison with it is true, so `!(loss >= best)` is. Ask whether the loss is smaller.",
    caughtBy: ["best/two-of-the-same-loss-and-one-that-is-nan"],
    subProblem: "best",
    implementation: {
      trainKeepingBest: (model: nn.Module, step: () => void, measure: () => Promise<number>, steps: number) =>
        trainKeeping(model, step, measure, steps, (loss, best) => !(loss >= best)),
    },
  },
  {
    name: "beginning-not-measured",
    teaches:
      "You measured after the steps only. Where every step makes it worse, the weights from before are the best.",
    caughtBy: ["best/best-at-the-beginning-and-at-the-end", "best/step-by-step"],
    subProblem: "best",
    implementation: {
      trainKeepingBest: async (
        model: nn.Module,
        step: () => void,
        measure: () => Promise<number>,
        steps: number,
      ) => {
        let best = { loss: Number.POSITIVE_INFINITY, weights: snapshot(model) };
        for (let i = 0; i < steps; i++) {
          step();
          const loss = await measure();
          if (loss < best.loss) best = { loss, weights: snapshot(model) };
        }
        model.loadStateDict(best.weights);
        return best.loss;
      },
    },
  },
  {
    name: "stopped-at-the-first-rise",
    teaches: "You stopped when the loss rose for the first time. All steps are to be taken.",
    caughtBy: ["best/a-run-that-gets-worse-and-better-again"],
    subProblem: "best",
    implementation: {
      trainKeepingBest: async (
        model: nn.Module,
        step: () => void,
        measure: () => Promise<number>,
        steps: number,
      ) => {
        let best = { loss: await measure(), weights: snapshot(model) };
        for (let i = 0; i < steps; i++) {
          step();
          const loss = await measure();
          if (loss > best.loss) break;
          if (loss < best.loss) best = { loss, weights: snapshot(model) };
        }
        model.loadStateDict(best.weights);
        return best.loss;
      },
    },
  },
  {
    name: "freed-by-the-model",
    teaches: "You kept the tensors themselves, and the model freed them. Keep tensors of your own.",
    caughtBy: ["cache/a-model-that-frees-what-it-made"],
    subProblem: "cache",
    implementation: {
      runWithCache: (model: nn.Module, x: tf.Tensor) => cached(model, x, (output) => output),
    },
  },
  {
    name: "cloned-not-detached",
    teaches:
      "The gradient flows back through what you cached: a clone is a part of the computation. `detach` makes it a constant.",
    caughtBy: ["cache/inside-a-loss"],
    subProblem: "cache",
    implementation: {
      runWithCache: (model: nn.Module, x: tf.Tensor) => cached(model, x, (output) => tf.keep(output.clone())),
    },
  },
  {
    name: "output-cut-too",
    teaches:
      "You cut the output as well, and nothing can be trained through the model. Only the cache is constant.",
    caughtBy: ["cache/inside-a-loss"],
    subProblem: "cache",
    implementation: {
      runWithCache: (model: nn.Module, x: tf.Tensor) => {
        const { output, cache } = runWithCache(model, x);
        return { output: detach(output), cache };
      },
    },
  },
  {
    name: "model-not-cached",
    teaches: 'The model\'s own output is missing from the cache. It belongs there under the name "".',
    caughtBy: ["cache/every-module", "cache/a-model-that-frees-what-it-made"],
    subProblem: "cache",
    implementation: {
      runWithCache: (model: nn.Module, x: tf.Tensor) => {
        const { output, cache } = runWithCache(model, x);
        return { output, cache: Object.fromEntries(Object.entries(cache).filter(([name]) => name !== "")) };
      },
    },
  },
  {
    name: "hooks-left-behind",
    teaches: "Your hooks are still there. A scope of `modelHooks` takes them out at the end of the block.",
    caughtBy: ["cache/hooks-afterwards"],
    subProblem: "cache",
    implementation: {
      runWithCache: (model: nn.Module, x: tf.Tensor) => {
        for (const module of model.modules()) module.registerForwardHook(() => undefined);
        return runWithCache(model, x);
      },
    },
  },
  {
    name: "nothing-cut",
    teaches:
      "The value is right, and both tensors get a gradient from both terms. Each term moves one of them: cut the other.",
    caughtBy: ["codebook/the-gradients"],
    subProblem: "codebook",
    implementation: {
      codebookLoss: (latents: tf.Tensor2D, codes: tf.Tensor2D, beta: number) =>
        codes
          .sub(latents)
          .square()
          .mean()
          .mul(1 + beta),
    },
  },
  {
    name: "beta-on-the-codes",
    teaches:
      "You cut the wrong side in each term: beta now weighs what moves the codes. It belongs to what moves the latents.",
    caughtBy: ["codebook/the-gradients"],
    subProblem: "codebook",
    implementation: {
      codebookLoss: (latents: tf.Tensor2D, codes: tf.Tensor2D, beta: number) =>
        codebookLoss(codes, latents, beta),
    },
  },
  {
    name: "beta-forgotten",
    teaches: "You left beta out: both terms weigh the same.",
    caughtBy: ["codebook/one-row-by-hand", "codebook/the-gradients"],
    subProblem: "codebook",
    implementation: {
      codebookLoss: (latents: tf.Tensor2D, codes: tf.Tensor2D) => codebookLoss(latents, codes, 1),
    },
  },
  {
    name: "squares-summed",
    teaches: "You summed the squares. Each term is their mean over all entries.",
    caughtBy: ["codebook/the-gradients"],
    subProblem: "codebook",
    implementation: {
      codebookLoss: (latents: tf.Tensor2D, codes: tf.Tensor2D, beta: number) =>
        codebookLoss(latents, codes, beta).mul(latents.size),
    },
  },
  {
    name: "old-not-cut",
    teaches:
      "Your ratio has no gradient: of x - x it is 0, also if the second x is a clone. Cut the old log-probabilities.",
    caughtBy: ["policy/the-gradients"],
    subProblem: "policy",
    implementation: {
      groupLoss: (logProbs: tf.Tensor2D, reference: tf.Tensor2D, advantages: tf.Tensor1D, beta: number) => {
        const drift = detach(reference).sub(logProbs); // [sample, position]
        return drift.exp().sub(drift).sub(1).mul(beta).sub(advantages.expandDims(1)).mean();
      },
    },
  },
  {
    name: "log-probability-for-ratio",
    teaches:
      "You weighed the log-probability with the advantage. The gradient is right, the value is not: asked is the ratio, which is 1.",
    caughtBy: ["policy/the-value"],
    subProblem: "policy",
    implementation: {
      groupLoss: (logProbs: tf.Tensor2D, reference: tf.Tensor2D, advantages: tf.Tensor1D, beta: number) => {
        const drift = detach(reference).sub(logProbs); // [sample, position]
        const gain = logProbs.mul(advantages.expandDims(1)); // [sample, position]
        return drift.exp().sub(drift).sub(1).mul(beta).sub(gain).mean();
      },
    },
  },
  {
    name: "reference-trained",
    teaches: "Your reference gets a gradient: it comes to meet the model. It is frozen, so cut it.",
    caughtBy: ["policy/the-gradients"],
    subProblem: "policy",
    implementation: {
      groupLoss: (logProbs: tf.Tensor2D, reference: tf.Tensor2D, advantages: tf.Tensor1D, beta: number) => {
        const drift = reference.sub(logProbs); // [sample, position]
        const gain = logProbs.sub(detach(logProbs)).exp().mul(advantages.expandDims(1)); // [sample, position]
        return drift.exp().sub(drift).sub(1).mul(beta).sub(gain).mean();
      },
    },
  },
  {
    name: "drift-turned-round",
    teaches: "You took `logProbs - reference`. In this penalty it is the reference minus the model.",
    caughtBy: ["policy/the-value", "policy/the-gradients"],
    subProblem: "policy",
    implementation: {
      groupLoss: (logProbs: tf.Tensor2D, reference: tf.Tensor2D, advantages: tf.Tensor1D, beta: number) => {
        const drift = logProbs.sub(detach(reference)); // [sample, position]
        const gain = logProbs.sub(detach(logProbs)).exp().mul(advantages.expandDims(1)); // [sample, position]
        return drift.exp().sub(drift).sub(1).mul(beta).sub(gain).mean();
      },
    },
  },
  {
    name: "sign-turned",
    teaches: "Your loss falls when good samples become rarer. The gain is subtracted, the penalty added.",
    caughtBy: ["policy/the-value", "policy/the-gradients"],
    subProblem: "policy",
    implementation: {
      groupLoss: (logProbs: tf.Tensor2D, reference: tf.Tensor2D, advantages: tf.Tensor1D, beta: number) =>
        groupLoss(logProbs, reference, advantages.neg() as tf.Tensor1D, beta),
    },
  },
]);
