import { decoys } from "arena/grader";
import { backward, evalMode, modelHooks, nn, type optim, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/freezing/solution.ts";

const { trainOnly, frozen, fineTuneStep, steeringVector } = Solution;

type Loss = () => tf.Scalar;
type LossOf = (output: tf.Tensor) => tf.Scalar;

/** Freezes every parameter but those whose name is chosen. */
function trainNamed(model: nn.Module, isChosen: (name: string) => boolean): void {
  for (const [name, parameter] of model.namedParameters()) parameter.requiresGrad = isChosen(name);
}

const withParameters = (model: nn.Sequential): nn.Module[] =>
  [...model].filter((layer) => layer.parameters().length > 0);

/** A step during which the chosen modules evaluate. */
function stepWith(
  evaluates: (module: nn.Module) => boolean,
  { restore = true, clear = true, step = true }: { restore?: boolean; clear?: boolean; step?: boolean } = {},
) {
  return (model: nn.Module, optimizer: optim.AnyOptimizer, lossFn: Loss): tf.Scalar => {
    const before = model.modules().map((module) => ({ module, was: module.training }));
    for (const { module } of before) if (evaluates(module)) module.eval();
    if (clear) model.zeroGrad();
    const loss = backward(lossFn, model.parameters());
    if (step) optimizer.step();
    if (restore) for (const { module, was } of before) module.training = was;
    return loss;
  };
}

const isFrozen = (module: nn.Module): boolean =>
  module.parameters().length > 0 && module.parameters().every(({ requiresGrad }) => !requiresGrad);

/** What steering takes care of, and how the vector is learned. */
interface Steps {
  readonly freezes: boolean;
  readonly evaluates: boolean;
  readonly start: (width: number) => tf.Tensor;
  readonly clears: boolean;
  readonly sign: number;
  readonly removes: boolean;
  readonly alsoBackward: boolean;
}

function steerWith(changes: Partial<Steps>) {
  const does: Steps = {
    freezes: true,
    evaluates: true,
    start: (width) => tf.zeros([width]),
    clears: true,
    sign: -1,
    removes: true,
    alsoBackward: false,
    ...changes,
  };
  return (
    model: nn.Module,
    x: tf.Tensor,
    name: string,
    width: number,
    lossOf: LossOf,
    { steps, lr }: Solution.Steering,
  ): tf.Tensor => {
    using scope = new DisposableStack();
    if (does.freezes) scope.use(frozen(model));
    if (does.evaluates) scope.use(evalMode(model));
    const vector = new nn.Parameter(does.start(width)); // [width]
    const hook = modelHooks(model, { [name]: (_module, _inputs, output) => output.add(vector) });
    if (does.removes) scope.use(hook);
    for (let step = 0; step < steps; step++) {
      if (does.clears) vector.grad = null;
      const trained = does.alsoBackward ? [vector, ...model.parameters()] : [vector];
      backward(() => lossOf(model.call(x)), trained);
      vector.assign(vector.add((vector.grad as tf.Tensor).mul(does.sign * lr)));
    }
    return vector;
  };
}

export default decoys<typeof Solution>([
  {
    name: "the-rest-left-open",
    teaches: "You switched your modules on and left the others as they were. Freeze the whole model first.",
    caughtBy: ["only/a-block-and-a-norm", "only/a-shared-parameter"],
    subProblem: "only",
    implementation: {
      trainOnly: (model: nn.Module, paths: readonly string[]) => {
        for (const path of paths) model.getSubmodule(path).requiresGrad_(true);
      },
    },
  },
  {
    name: "frozen-before-stays-frozen",
    teaches: "You froze all others and never switched yours on: one of them had been frozen before.",
    caughtBy: ["only/a-block-and-a-norm"],
    subProblem: "only",
    implementation: {
      trainOnly: (model: nn.Module, paths: readonly string[]) => {
        const before = new Map(model.parameters().map((each) => [each, each.requiresGrad] as const));
        trainOnly(model, paths);
        for (const [parameter, was] of before) parameter.requiresGrad &&= was;
      },
    },
  },
  {
    name: "frozen-last",
    teaches: "You froze the model after you had switched your modules on: nothing is left to train.",
    caughtBy: ["only/a-block-and-a-norm", "only/a-shared-parameter"],
    subProblem: "only",
    implementation: {
      trainOnly: (model: nn.Module, paths: readonly string[]) => {
        trainOnly(model, paths);
        model.requiresGrad_(false);
      },
    },
  },
  {
    name: "names-that-begin-alike",
    teaches: "`blocks.10` begins with `blocks.1`, too. Ask the model for the module at the path.",
    caughtBy: ["only/a-block-and-a-norm"],
    subProblem: "only",
    implementation: {
      trainOnly: (model: nn.Module, paths: readonly string[]) =>
        trainNamed(model, (name) => paths.some((path) => name.startsWith(path))),
    },
  },
  {
    name: "shared-by-its-first-name",
    teaches:
      "You went by names, and a shared parameter is listed under the first one only. Ask the module for its parameters.",
    caughtBy: ["only/a-shared-parameter"],
    subProblem: "only",
    technique: "parameters",
    implementation: {
      trainOnly: (model: nn.Module, paths: readonly string[]) =>
        trainNamed(model, (name) => paths.some((path) => name.startsWith(`${path}.`))),
    },
  },
  {
    name: "relu-counted",
    teaches: "You counted layers without parameters. Only those count that have something to train.",
    caughtBy: ["last/the-last-two"],
    subProblem: "last",
    implementation: {
      unfreezeLast: (model: nn.Sequential, count: number) => {
        model.requiresGrad_(false);
        for (const layer of [...model].slice(Math.max(0, model.length - count))) layer.requiresGrad_(true);
      },
    },
  },
  {
    name: "minus-zero",
    teaches: "`slice(-0)` is `slice(0)`, the whole list: with 0 you unfroze everything.",
    caughtBy: ["last/none"],
    subProblem: "last",
    implementation: {
      unfreezeLast: (model: nn.Sequential, count: number) => {
        model.requiresGrad_(false);
        for (const layer of withParameters(model).slice(-count)) layer.requiresGrad_(true);
      },
    },
  },
  {
    name: "beyond-the-first",
    teaches:
      "With more layers than there are your place is below 0, and `slice` counts that from the end. Go no further than 0.",
    caughtBy: ["last/more-than-there-are"],
    subProblem: "last",
    implementation: {
      unfreezeLast: (model: nn.Sequential, count: number) => {
        model.requiresGrad_(false);
        const layers = withParameters(model);
        for (const layer of layers.slice(layers.length - count)) layer.requiresGrad_(true);
      },
    },
  },
  {
    name: "the-first-ones",
    teaches: "You unfroze from the beginning. The last layers are nearest to the task.",
    caughtBy: ["last/the-last-two"],
    subProblem: "last",
    implementation: {
      unfreezeLast: (model: nn.Sequential, count: number) => {
        model.requiresGrad_(false);
        for (const layer of withParameters(model).slice(0, count)) layer.requiresGrad_(true);
      },
    },
  },
  {
    name: "front-left-open",
    teaches: "You unfroze the last layers, but never froze those in front of them.",
    caughtBy: ["last/none"],
    subProblem: "last",
    implementation: {
      unfreezeLast: (model: nn.Sequential, count: number) => {
        const layers = withParameters(model);
        for (const layer of layers.slice(Math.max(0, layers.length - count))) layer.requiresGrad_(true);
      },
    },
  },
  {
    name: "all-trained-afterwards",
    teaches:
      "At the end you switched everything on, also what was frozen before. Give each its own switch back.",
    caughtBy: ["scope/inside-and-afterwards", "scope/a-block-that-throws"],
    subProblem: "scope",
    implementation: {
      frozen: (model: nn.Module) => {
        model.requiresGrad_(false);
        return { [Symbol.dispose]: () => void model.requiresGrad_(true) };
      },
    },
  },
  {
    name: "frozen-for-good",
    teaches: "The model stays frozen after the block. Set the switches back in `[Symbol.dispose]`.",
    caughtBy: ["scope/inside-and-afterwards", "scope/a-block-that-throws"],
    subProblem: "scope",
    technique: "context-managers",
    implementation: {
      frozen: (model: nn.Module) => {
        model.requiresGrad_(false);
        return { [Symbol.dispose]: () => {} };
      },
    },
  },
  {
    name: "evaluation-for-freezing",
    teaches: "You put the model into evaluation mode. That stops dropout and statistics, and no training.",
    caughtBy: ["scope/inside-and-afterwards"],
    subProblem: "scope",
    technique: "train-eval",
    implementation: { frozen: (model: nn.Module) => evalMode(model) },
  },
  {
    name: "nothing-evaluates",
    teaches:
      "Freezing does not stop running statistics: the frozen norm followed the batch. Let what is frozen evaluate.",
    caughtBy: ["step/loss-and-state", "step/gradients-from-before", "step/modes-meanwhile"],
    subProblem: "step",
    technique: "train-eval",
    implementation: { fineTuneStep: stepWith(() => false) },
  },
  {
    name: "everything-evaluates",
    teaches: "The whole model evaluates, also the head that is trained. Only what is frozen should.",
    caughtBy: ["step/loss-and-state", "step/gradients-from-before", "step/modes-meanwhile"],
    subProblem: "step",
    technique: "train-eval",
    implementation: { fineTuneStep: stepWith(() => true) },
  },
  {
    name: "empty-taken-for-frozen",
    teaches:
      "A module without parameters evaluates with you: `every` is true of an empty list. Ask that it has some.",
    caughtBy: ["step/loss-and-state", "step/modes-meanwhile"],
    subProblem: "step",
    technique: "masks-any-all",
    implementation: {
      fineTuneStep: stepWith((module) => module.parameters().every(({ requiresGrad }) => !requiresGrad)),
    },
  },
  {
    name: "not-what-is-within",
    teaches:
      "You set the mode of modules with parameters only. The dropout within a frozen module still drops: `eval()` reaches it.",
    caughtBy: ["step/loss-and-state", "step/modes-meanwhile"],
    subProblem: "step",
    technique: "train-eval",
    implementation: {
      fineTuneStep: (model: nn.Module, optimizer: optim.AnyOptimizer, lossFn: Loss) => {
        const before = model.modules().map((module) => ({ module, was: module.training }));
        for (const { module } of before) if (isFrozen(module)) module.training = false;
        model.zeroGrad();
        const loss = backward(lossFn, model.parameters());
        optimizer.step();
        for (const { module, was } of before) module.training = was;
        return loss;
      },
    },
  },
  {
    name: "left-in-evaluation",
    teaches: "Frozen modules stay in evaluation mode afterwards. Each has its own mode to go back to.",
    caughtBy: ["step/modes-afterwards"],
    subProblem: "step",
    technique: "context-managers",
    implementation: { fineTuneStep: stepWith(isFrozen, { restore: false }) },
  },
  {
    name: "all-in-training-afterwards",
    teaches: "Afterwards every module is in training mode, also those that were not. Remember each mode.",
    caughtBy: ["step/modes-afterwards"],
    subProblem: "step",
    technique: "context-managers",
    implementation: {
      fineTuneStep: (model: nn.Module, optimizer: optim.AnyOptimizer, lossFn: Loss) => {
        const loss = fineTuneStep(model, optimizer, lossFn);
        model.train();
        return loss;
      },
    },
  },
  {
    name: "gradients-kept",
    teaches:
      "Gradients from before were still there. A frozen parameter that has one moves, too. Set all to null first.",
    caughtBy: ["step/loss-and-state", "step/gradients-from-before"],
    subProblem: "step",
    implementation: { fineTuneStep: stepWith(isFrozen, { clear: false }) },
  },
  {
    name: "trained-gradients-cleared-only",
    teaches:
      "You cleared the gradients of what is trained. A frozen parameter keeps the one it had, and the optimizer uses it.",
    caughtBy: ["step/gradients-from-before"],
    subProblem: "step",
    implementation: {
      fineTuneStep: (model: nn.Module, optimizer: optim.AnyOptimizer, lossFn: Loss) => {
        for (const parameter of model.parameters()) if (parameter.requiresGrad) parameter.grad = null;
        return stepWith(isFrozen, { clear: false })(model, optimizer, lossFn);
      },
    },
  },
  {
    name: "no-step",
    teaches: "There are gradients, and nobody used them. `optimizer.step()`.",
    caughtBy: ["step/loss-and-state", "step/gradients-from-before"],
    subProblem: "step",
    technique: "training-loop",
    implementation: { fineTuneStep: stepWith(isFrozen, { step: false }) },
  },
  {
    name: "model-not-frozen",
    teaches: "The model is not frozen meanwhile. `using _ = frozen(model);` at the beginning.",
    caughtBy: ["steer/the-model-meanwhile"],
    subProblem: "steer",
    implementation: { steeringVector: steerWith({ freezes: false }) },
  },
  {
    name: "statistics-move",
    teaches:
      "The model is in training mode: its norms look at the batch and their statistics move. Evaluate, in a scope.",
    caughtBy: ["steer/three-steps", "steer/the-model-meanwhile", "steer/the-model-afterwards"],
    subProblem: "steer",
    technique: "train-eval",
    implementation: { steeringVector: steerWith({ evaluates: false }) },
  },
  {
    name: "evaluates-for-good",
    teaches: "The model stays in evaluation mode afterwards. Use the scope `evalMode`, which undoes itself.",
    caughtBy: ["steer/the-model-afterwards"],
    subProblem: "steer",
    technique: "context-managers",
    implementation: {
      steeringVector: (...given: Parameters<typeof steeringVector>) => {
        const vector = steeringVector(...given);
        given[0].eval();
        return vector;
      },
    },
  },
  {
    name: "hook-left",
    teaches: "Your hook is still there: the model goes on being steered. Take it out by `using`.",
    caughtBy: ["steer/the-model-afterwards"],
    subProblem: "steer",
    technique: "hooks",
    implementation: { steeringVector: steerWith({ removes: false }) },
  },
  {
    name: "gradients-left-in-the-model",
    teaches:
      "You gave `backward` the model's parameters, too: they have gradients now, which the next training step will use. Your vector is enough.",
    caughtBy: ["steer/the-model-afterwards"],
    subProblem: "steer",
    implementation: { steeringVector: steerWith({ freezes: false, alsoBackward: true }) },
  },
  {
    name: "gradients-add-up",
    teaches: "The gradient of each step was added to those before it. Clear it before each `backward`.",
    caughtBy: ["steer/three-steps"],
    subProblem: "steer",
    technique: "training-loop",
    implementation: { steeringVector: steerWith({ clears: false }) },
  },
  {
    name: "uphill",
    teaches: "Your loss rises: you went along the gradient. A step goes against it.",
    caughtBy: ["steer/three-steps"],
    subProblem: "steer",
    implementation: { steeringVector: steerWith({ sign: 1 }) },
  },
  {
    name: "started-at-ones",
    teaches: "Your vector starts at 1. At the beginning it adds nothing: zeros.",
    caughtBy: ["steer/three-steps"],
    subProblem: "steer",
    technique: "empty-vs-initialised",
    implementation: { steeringVector: steerWith({ start: (width) => tf.ones([width]) }) },
  },
  {
    name: "one-step-only",
    teaches: "You took one step. There are `steps` of them.",
    caughtBy: ["steer/three-steps"],
    subProblem: "steer",
    technique: "training-loop",
    implementation: {
      steeringVector: (
        model: nn.Module,
        x: tf.Tensor,
        name: string,
        width: number,
        lossOf: LossOf,
        { lr }: Solution.Steering,
      ) => steeringVector(model, x, name, width, lossOf, { steps: 1, lr }),
    },
  },
]);
