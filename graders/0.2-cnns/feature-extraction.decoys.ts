import { decoys } from "arena/grader";
import { backward, evalMode, nn, optim, type tf, trainingMode } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/feature-extraction/solution.ts";

type Classifier = Solution.Classifier;

const widthOf = (model: Classifier): number => (model.outLayers.at(-1) as nn.Linear).inFeatures;
const newHead = (model: Classifier, nClasses: number) => new nn.Linear(widthOf(model), nClasses);

/** The steps of a training at which mistakes are made. */
interface Training {
  readonly mode: (model: Classifier) => Disposable;
  readonly trained: (model: Classifier) => nn.Parameter[];
  readonly loss: (logits: tf.Tensor, labels: tf.Tensor1D) => tf.Tensor;
  readonly resets: boolean;
  readonly rate: number;
}

const trainingWith = (changes: Partial<Training>) => {
  const steps: Training = {
    mode: evalMode,
    trained: (model) => model.outLayers.at(-1).parameters(),
    resets: true,
    rate: 1,
    loss: (logits, labels) => nn.functional.crossEntropy(logits, labels),
    ...changes,
  };
  return async (
    model: Classifier,
    images: tf.Tensor,
    labels: tf.Tensor1D,
    settings: Solution.HeadTraining,
  ): Promise<number[]> => {
    using _ = steps.mode(model);
    const parameters = steps.trained(model);
    const optimizer = new optim.SGD(parameters, { lr: settings.learningRate * steps.rate });
    const losses: number[] = [];
    for (let step = 0; step < settings.steps; step++) {
      const loss = backward(() => steps.loss(model.call(images), labels), parameters); // []
      optimizer.step();
      if (steps.resets) optimizer.zeroGrad();
      losses.push((await loss.data())[0] ?? Number.NaN);
    }
    return losses;
  };
};

/** Evaluation mode, then something else whatever was before. */
const evalThen =
  (after: (model: Classifier) => void) =>
  (model: Classifier): Disposable => {
    model.eval();
    return { [Symbol.dispose]: () => after(model) };
  };

/** Everything but dropout in training mode, so that what happens can be repeated. */
function trainingButDropout(model: Classifier): Disposable {
  const scope = trainingMode(model, true);
  for (const module of model.modules()) if (module instanceof nn.Dropout) module.eval();
  return scope;
}

export default decoys<typeof Solution>([
  {
    name: "nothing-frozen",
    teaches:
      "Nothing is frozen: training would change the whole network. Set requiresGrad of everything to false before the new head comes in.",
    caughtBy: ["freeze/only-the-head-is-trainable"],
    subProblem: "freeze",
    implementation: {
      withNewHead: (model: Classifier, nClasses: number) => {
        model.outLayers.set(-1, newHead(model, nClasses));
        return model;
      },
    },
  },
  {
    name: "head-frozen-too",
    teaches: "You freeze after putting the new head in, so nothing is left to train. Freeze first.",
    caughtBy: ["freeze/only-the-head-is-trainable"],
    subProblem: "freeze",
    implementation: {
      withNewHead: (model: Classifier, nClasses: number) => {
        model.outLayers.set(-1, newHead(model, nClasses));
        return model.requiresGrad_(false);
      },
    },
  },
  {
    name: "biases-not-frozen",
    teaches: "You freeze weights but not biases. Every parameter is frozen: model.requiresGrad_(false).",
    caughtBy: ["freeze/only-the-head-is-trainable"],
    subProblem: "freeze",
    implementation: {
      withNewHead: (model: Classifier, nClasses: number) => {
        for (const [name, parameter] of model.namedParameters())
          if (name.endsWith("weight")) parameter.requiresGrad = false;
        model.outLayers.set(-1, newHead(model, nClasses));
        return model;
      },
    },
  },
  {
    name: "fresh-network",
    teaches:
      "You set the frozen layers to new values. What was learnt in them is the point: freeze them as they are.",
    caughtBy: ["freeze/what-was-trained-keeps-its-values"],
    subProblem: "freeze",
    implementation: {
      withNewHead: (model: Classifier, nClasses: number) => {
        for (const parameter of model.parameters()) parameter.assign(parameter.mul(0));
        model.requiresGrad_(false).outLayers.set(-1, newHead(model, nClasses));
        return model;
      },
    },
  },
  {
    name: "old-head-unfrozen",
    teaches:
      "You unfreeze the old last layer and keep it. It has the wrong number of classes: put a new nn.Linear in its place.",
    caughtBy: ["replace/the-new-head-s-shapes", "replace/as-many-classes-as-before"],
    subProblem: "replace",
    implementation: {
      withNewHead: (model: Classifier) => {
        model.requiresGrad_(false).outLayers.at(-1).requiresGrad_(true);
        return model;
      },
    },
  },
  {
    name: "head-appended",
    teaches:
      "You add the new head behind the old one, so that it sees old classes instead of features. Put it in the old one's place.",
    caughtBy: ["replace/one-layer-in-the-place-of-another"],
    subProblem: "replace",
    implementation: {
      withNewHead: (model: Classifier, nClasses: number) => {
        const { outFeatures } = model.requiresGrad_(false).outLayers.at(-1) as nn.Linear;
        model.outLayers.append(new nn.Linear(outFeatures, nClasses));
        return model;
      },
    },
  },
  {
    name: "head-without-bias",
    teaches: "Your new head has no bias.",
    caughtBy: ["freeze/only-the-head-is-trainable"],
    subProblem: "replace",
    implementation: {
      withNewHead: (model: Classifier, nClasses: number) => {
        model.requiresGrad_(false).outLayers.set(-1, new nn.Linear(widthOf(model), nClasses, false));
        return model;
      },
    },
  },
  {
    name: "head-as-wide-as-resnets",
    teaches: "Your head always takes 512 features, ResNet-34's number. Ask the old layer: inFeatures.",
    caughtBy: ["replace/the-new-head-s-shapes"],
    subProblem: "replace",
    implementation: {
      withNewHead: (model: Classifier, nClasses: number) => {
        model.requiresGrad_(false).outLayers.set(-1, new nn.Linear(512, nClasses));
        return model;
      },
    },
  },
  {
    name: "returns-nothing",
    teaches: "withNewHead returns nothing. Return the model.",
    caughtBy: ["replace/the-same-model-comes-back"],
    subProblem: "replace",
    implementation: {
      withNewHead: (model: Classifier, nClasses: number) => {
        model.requiresGrad_(false).outLayers.set(-1, newHead(model, nClasses));
      },
    },
  },
  {
    name: "norms-drift",
    teaches:
      "You train in training mode: the frozen norms' running statistics follow your images, so the frozen network changes. Keep it in evaluation mode.",
    caughtBy: ["train/losses-of-three-steps", "train/the-state-after-three-steps"],
    subProblem: "train",
    technique: "train-eval",
    implementation: { trainHead: trainingWith({ mode: trainingButDropout }) },
  },
  {
    name: "everything-trained",
    teaches:
      "You hand all parameters to the optimizer and rely on their being frozen. Hand it the head's only.",
    caughtBy: ["train/parameters-that-somebody-forgot-to-freeze"],
    subProblem: "train",
    implementation: { trainHead: trainingWith({ trained: (model) => model.parameters() }) },
  },
  {
    name: "never-reset",
    teaches:
      "You never set the gradients back: each step adds those of all before it. Call zeroGrad after each step.",
    caughtBy: ["train/losses-of-three-steps", "train/the-state-after-three-steps"],
    subProblem: "train",
    technique: "training-loop",
    implementation: { trainHead: trainingWith({ resets: false }) },
  },
  {
    name: "summed-loss",
    teaches:
      "Your loss is the sum over the images; the mean is asked for, so that a step does not grow with the number of images.",
    caughtBy: ["train/a-head-of-zeros", "train/losses-of-three-steps"],
    subProblem: "train",
    implementation: {
      trainHead: trainingWith({
        loss: (logits, labels) => nn.functional.crossEntropy(logits, labels).mul(labels.size),
      }),
    },
  },
  {
    name: "softmax-before-the-loss",
    teaches: "You apply softmax before the cross entropy, which does so itself. Hand it the logits.",
    caughtBy: ["train/losses-of-three-steps"],
    subProblem: "train",
    implementation: {
      trainHead: trainingWith({
        loss: (logits, labels) => nn.functional.crossEntropy(logits.softmax(), labels),
      }),
    },
  },
  {
    name: "bias-not-trained",
    teaches: "Only the head's weight is trained. Its bias belongs to it: outLayers.at(-1).parameters().",
    caughtBy: ["train/the-state-after-three-steps"],
    subProblem: "train",
    implementation: {
      trainHead: trainingWith({ trained: (model) => model.outLayers.at(-1).parameters().slice(0, 1) }),
    },
  },
  {
    name: "left-in-evaluation-mode",
    teaches: "The model is still in evaluation mode afterwards. Put every module back to what it was.",
    caughtBy: ["train/every-module-is-in-its-former-mode"],
    subProblem: "train",
    technique: "context-managers",
    implementation: { trainHead: trainingWith({ mode: evalThen(() => {}) }) },
  },
  {
    name: "always-back-to-training",
    teaches:
      "You end with model.train(), which also wakes modules that were in evaluation mode before. Restore what was there.",
    caughtBy: ["train/every-module-is-in-its-former-mode"],
    subProblem: "train",
    technique: "context-managers",
    implementation: { trainHead: trainingWith({ mode: evalThen((model) => model.train()) }) },
  },
  {
    name: "learning-rate-ignored",
    teaches: "Your steps have not the size that was asked for: pass learningRate on as lr.",
    caughtBy: ["train/losses-of-three-steps", "train/the-state-after-three-steps"],
    subProblem: "train",
    implementation: { trainHead: trainingWith({ rate: 0.01 }) },
  },
]);
