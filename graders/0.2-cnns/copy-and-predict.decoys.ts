import { decoys } from "arena/grader";
import { evalMode, nn, noGrad, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/copy-and-predict/solution.ts";

type Pair = readonly [path: string, own: tf.Variable, theirs: tf.Tensor];

/** The steps of copying at which mistakes are made. */
interface Copying {
  /** Throws if the reference is refused. */
  readonly check: (own: readonly tf.Tensor[], theirs: readonly tf.Tensor[]) => void;
  readonly paths: (mine: nn.Module) => string[];
  readonly values: (reference: nn.StateDict) => tf.Tensor[];
  readonly copy: (mine: nn.Module, pair: Pair) => void;
  readonly result: (mine: nn.Module) => unknown;
}

const text = ({ shape }: tf.Tensor) => shape.join();

function sameCount(own: readonly tf.Tensor[], theirs: readonly tf.Tensor[]): void {
  if (own.length !== theirs.length) throw new Error("The numbers of tensors differ.");
}

function sameShapes(own: readonly tf.Tensor[], theirs: readonly tf.Tensor[]): void {
  if (own.some((tensor, i) => theirs[i] !== undefined && text(tensor) !== text(theirs[i])))
    throw new Error("Shapes differ.");
}

/** Values and nothing else; shapes have to be right by then. */
const assigned = (_mine: nn.Module, [, own, theirs]: Pair) => own.assign(theirs);

const copyingWith = (changes: Partial<Copying>) => {
  const steps: Copying = {
    check: (own, theirs) => {
      sameCount(own, theirs);
      sameShapes(own, theirs);
    },
    paths: (mine) => Object.keys(mine.stateDict()),
    values: (reference) => Object.values(reference),
    copy: assigned,
    result: (mine) => mine,
    ...changes,
  };
  return (mine: nn.Module, reference: nn.StateDict): unknown => {
    const state = mine.stateDict();
    const [paths, values] = [steps.paths(mine), steps.values(reference)];
    steps.check(
      paths.map((path) => state[path] as tf.Tensor),
      values,
    );
    paths.forEach((path, i) => {
      const theirs = values[i];
      if (theirs !== undefined) steps.copy(mine, [path, state[path] as tf.Variable, theirs]);
    });
    return steps.result(mine);
  };
};

/** Puts the reference's tensor in the field of the module that owns the path. */
const shared = (mine: nn.Module, [path, , theirs]: Pair): void => {
  const parts = path.split(".");
  Object.assign(mine.getSubmodule(parts.slice(0, -1).join(".")), { [parts.at(-1) ?? ""]: theirs });
};

/** A new tensor of the same kind in the field's place. */
const replaced = (mine: nn.Module, [path, own, theirs]: Pair): void => {
  shared(mine, [path, own, own instanceof nn.Parameter ? new nn.Parameter(theirs) : new nn.Buffer(theirs)]);
};

/** The steps of predicting at which mistakes are made. */
interface Predicting {
  readonly mode: (model: nn.Module) => Disposable;
  readonly constants: () => Disposable;
  readonly logits: (model: nn.Module, images: tf.Tensor4D) => tf.Tensor;
  readonly probabilities: (logits: tf.Tensor) => tf.Tensor;
  readonly probs: (probabilities: tf.Tensor, logits: tf.Tensor) => tf.Tensor;
  readonly classes: (probabilities: tf.Tensor) => tf.Tensor;
}

const nothing = (): Disposable => ({ [Symbol.dispose]: () => {} });

const predictingWith = (changes: Partial<Predicting>) => {
  const steps: Predicting = {
    mode: evalMode,
    constants: noGrad,
    logits: (model, images) => model.call(images),
    probabilities: (logits) => tf.softmax(logits),
    probs: (probabilities) => probabilities.max(-1),
    classes: (probabilities) => probabilities.argMax(-1),
    ...changes,
  };
  return (model: nn.Module, images: tf.Tensor4D) => {
    using _mode = steps.mode(model);
    using _constants = steps.constants();
    const logits = steps.logits(model, images); // [batch, class]
    const probabilities = steps.probabilities(logits); // [batch, class]
    return { probs: steps.probs(probabilities, logits), classes: steps.classes(probabilities) };
  };
};

/** Evaluation mode, then something else whatever was before. */
const evalThen =
  (after: (model: nn.Module) => void) =>
  (model: nn.Module): Disposable => {
    model.eval();
    return { [Symbol.dispose]: () => after(model) };
  };

/** Back to each module's former mode, but only if nothing is thrown in between. */
function predictWithoutFinally(model: nn.Module, images: tf.Tensor4D) {
  const before = model.modules().map(({ training }) => training);
  model.eval();
  const result = predictingWith({ mode: nothing })(model, images);
  model.modules().forEach((module, i) => {
    module.training = before[i] ?? true;
  });
  return result;
}

export default decoys<typeof Solution>([
  {
    name: "numbers-of-tensors-not-compared",
    teaches:
      "You copy as far as both lists go. If one is longer they are not the same model: throw before anything is copied.",
    caughtBy: ["check/an-entry-too-few", "check/an-entry-too-many"],
    subProblem: "check",
    implementation: { copyWeights: copyingWith({ check: sameShapes }) },
  },
  {
    name: "extra-entries-ignored",
    teaches:
      "You only notice if the reference has too few entries. Too many mean that it is another model, too.",
    caughtBy: ["check/an-entry-too-many"],
    subProblem: "check",
    implementation: {
      copyWeights: copyingWith({
        check: (own, theirs) => {
          if (theirs.length < own.length) throw new Error("Too few.");
          sameShapes(own, theirs);
        },
      }),
    },
  },
  {
    name: "checked-while-copying",
    teaches:
      "You notice a wrong shape only when its turn comes: the model is half copied by then. Check all shapes first, then copy.",
    caughtBy: ["check/the-last-shape-does-not-fit"],
    subProblem: "check",
    implementation: { copyWeights: copyingWith({ check: sameCount }) },
  },
  {
    name: "reshaped-to-fit",
    teaches:
      "You reshape what does not fit. A transposed matrix then loads without a word and computes nonsense: throw instead.",
    caughtBy: ["check/as-many-numbers-in-another-shape"],
    subProblem: "check",
    implementation: {
      copyWeights: copyingWith({
        check: (own, theirs) => {
          sameCount(own, theirs);
          if (own.some(({ size }, i) => size !== theirs[i]?.size)) throw new Error("Sizes differ.");
        },
        copy: (_mine, [, own, theirs]) => own.assign(theirs.reshape(own.shape)),
      }),
    },
  },
  {
    name: "misfits-skipped",
    teaches: "You leave out pairs whose shapes differ. The model is then half theirs and half random: throw.",
    caughtBy: ["check/the-last-shape-does-not-fit", "check/as-many-numbers-in-another-shape"],
    subProblem: "check",
    implementation: {
      copyWeights: copyingWith({
        check: sameCount,
        copy: (_mine, [, own, theirs]) => {
          if (text(own) === text(theirs)) own.assign(theirs);
        },
      }),
    },
  },
  {
    name: "matched-by-name",
    teaches: "You match by name, and no name of the reference is yours. Match by position.",
    caughtBy: ["copy/parameters-and-buffers-in-order", "copy/a-trained-network"],
    subProblem: "copy",
    implementation: {
      copyWeights: (mine: nn.Module, reference: nn.StateDict) => void mine.loadStateDict(reference),
    },
  },
  {
    name: "matched-by-name-not-strictly",
    teaches:
      "You load by name with strict: false. No name agrees, so nothing is copied and nothing is said: match by position.",
    caughtBy: ["check/an-entry-too-few", "copy/parameters-and-buffers-in-order"],
    subProblem: "copy",
    implementation: {
      copyWeights: (mine: nn.Module, reference: nn.StateDict) => {
        mine.loadStateDict(reference, { strict: false });
        return mine;
      },
    },
  },
  {
    name: "buffers-not-copied",
    teaches:
      "Your running statistics are still those of a new model: training agrees, evaluation does not. Copy the buffers, too.",
    caughtBy: ["copy/parameters-and-buffers-in-order", "copy/a-trained-network"],
    subProblem: "copy",
    technique: "buffers",
    implementation: {
      copyWeights: copyingWith({
        copy: (_mine, [, own, theirs]) => {
          if (own instanceof nn.Parameter) own.assign(theirs);
        },
      }),
    },
  },
  {
    name: "parameters-only",
    teaches:
      "You pair your parameters with all entries of the reference, which has buffers between them. Walk through stateDict(), not parameters().",
    caughtBy: ["copy/parameters-and-buffers-in-order", "copy/a-trained-network"],
    subProblem: "copy",
    technique: "buffers",
    implementation: {
      copyWeights: copyingWith({ paths: (mine) => mine.namedParameters().map(([path]) => path) }),
    },
  },
  {
    name: "names-sorted",
    teaches:
      "You sort your names. Their alphabetical order is not that of the tensors: take them as stateDict() gives them.",
    caughtBy: ["copy/parameters-and-buffers-in-order", "copy/six-tensors-of-one-shape"],
    subProblem: "copy",
    implementation: { copyWeights: copyingWith({ paths: (mine) => Object.keys(mine.stateDict()).sort() }) },
  },
  {
    name: "parameters-then-buffers",
    teaches:
      "You list all parameters and then all buffers. In a state dict each layer has both together: walk through stateDict().",
    caughtBy: ["copy/parameters-and-buffers-in-order", "copy/six-tensors-of-one-shape"],
    subProblem: "copy",
    implementation: {
      copyWeights: copyingWith({
        paths: (mine) => [...mine.namedParameters(), ...mine.namedBuffers()].map(([path]) => path),
      }),
    },
  },
  {
    name: "reference-shared",
    teaches:
      "You put the reference's own tensors into your model: training one changes the other, and they are no parameters of yours. Copy their values by assign.",
    caughtBy: ["copy/mine-keeps-its-own-tensors", "copy/later-changes-of-the-reference-do-not-show"],
    subProblem: "copy",
    implementation: { copyWeights: copyingWith({ copy: shared }) },
  },
  {
    name: "tensors-replaced",
    teaches:
      "You make new parameters in place of the old. An optimizer made before still holds the old ones and trains nothing: assign values.",
    caughtBy: ["copy/mine-keeps-its-own-tensors"],
    subProblem: "copy",
    technique: "parameters",
    implementation: { copyWeights: copyingWith({ copy: replaced }) },
  },
  {
    name: "returns-nothing",
    teaches: "copyWeights returns nothing. Return mine, so that it can be used in one line.",
    caughtBy: ["copy/the-same-module-comes-back"],
    subProblem: "copy",
    implementation: { copyWeights: copyingWith({ result: () => undefined }) },
  },
  {
    name: "reference-freed",
    teaches: "You dispose of the reference's tensors. They are the caller's.",
    caughtBy: ["copy/parameters-and-buffers-in-order"],
    subProblem: "copy",
    implementation: {
      copyWeights: copyingWith({
        copy: (_mine, [, own, theirs]) => {
          own.assign(theirs);
          theirs.dispose();
        },
      }),
    },
  },
  {
    name: "largest-logit",
    teaches: "Your probs are the largest logits. Apply softmax first: a probability is between 0 and 1.",
    caughtBy: ["probabilities/two-images-by-hand", "probabilities/as-many-images-as-classes"],
    subProblem: "probabilities",
    implementation: { predict: predictingWith({ probs: (_probabilities, logits) => logits.max(-1) }) },
  },
  {
    name: "softmax-over-the-batch",
    teaches:
      "Your softmax runs over the batch: an image's probability depends on its neighbours. Each image's classes sum to 1.",
    caughtBy: ["probabilities/two-images-by-hand", "probabilities/as-many-images-as-classes"],
    subProblem: "probabilities",
    implementation: {
      predict: predictingWith({ probabilities: (logits) => tf.softmax(logits.transpose()).transpose() }),
    },
  },
  {
    name: "softmax-over-everything",
    teaches:
      "Your probabilities sum to 1 over the whole batch. Each image has its own sum: divide along the class axis.",
    caughtBy: ["probabilities/two-images-by-hand"],
    subProblem: "probabilities",
    implementation: {
      predict: predictingWith({
        probabilities: (logits) => tf.softmax(logits.flatten()).reshape(logits.shape),
      }),
    },
  },
  {
    name: "sigmoid-instead",
    teaches: "You apply a sigmoid to each logit. Classes exclude each other here: softmax compares them.",
    caughtBy: ["probabilities/two-images-by-hand"],
    subProblem: "probabilities",
    implementation: {
      predict: predictingWith({ probs: (_probabilities, logits) => logits.max(-1).sigmoid() }),
    },
  },
  {
    name: "softmax-overflows",
    teaches:
      "You divide exp(logit) by the sum, and exp(1000) is infinite. Use softmax, or subtract the largest logit first.",
    caughtBy: ["probabilities/large-logits"],
    subProblem: "probabilities",
    technique: "numerical-stability",
    implementation: {
      predict: predictingWith({ probabilities: (logits) => logits.exp().div(logits.exp().sum(-1, true)) }),
    },
  },
  {
    name: "log-probabilities",
    teaches:
      "Your probs are logarithms. predict returns probabilities: exp, or softmax in place of logSoftmax.",
    caughtBy: ["probabilities/two-images-by-hand"],
    subProblem: "probabilities",
    implementation: { predict: predictingWith({ probs: (probabilities) => probabilities.max(-1).log() }) },
  },
  {
    name: "best-image-of-each-class",
    teaches:
      "Your argMax runs along axis 0, its default in TensorFlow.js: the best image for each class. Ask for the last axis.",
    caughtBy: ["probabilities/two-images-by-hand", "probabilities/a-single-image"],
    subProblem: "probabilities",
    technique: "max-vs-maximum",
    implementation: { predict: predictingWith({ classes: (probabilities) => probabilities.argMax() }) },
  },
  {
    name: "one-maximum-for-all",
    teaches: "max() without an axis is the largest of the whole batch. One for each image: max(-1).",
    caughtBy: ["probabilities/two-images-by-hand"],
    subProblem: "probabilities",
    technique: "max-vs-maximum",
    implementation: { predict: predictingWith({ probs: (probabilities) => probabilities.max() }) },
  },
  {
    name: "classes-as-floats",
    teaches: "Your classes are float32. A class is an index: int32.",
    caughtBy: ["probabilities/two-images-by-hand"],
    subProblem: "probabilities",
    implementation: {
      predict: predictingWith({ classes: (probabilities) => probabilities.argMax(-1).cast("float32") }),
    },
  },
  {
    name: "left-in-training-mode",
    teaches:
      "The model is still training while it predicts: an image's probabilities depend on its neighbours, and the running statistics move. Switch to evaluation.",
    caughtBy: ["inference/one-image-alone-or-in-a-batch", "inference/running-statistics-stay"],
    subProblem: "inference",
    technique: "train-eval",
    implementation: { predict: predictingWith({ mode: nothing }) },
  },
  {
    name: "never-back-to-training",
    teaches:
      "predict leaves the model in evaluation mode: training goes on with frozen statistics. Put every module back.",
    caughtBy: ["inference/every-module-is-in-its-former-mode", "inference/the-forward-pass-throws"],
    subProblem: "inference",
    technique: "train-eval",
    implementation: { predict: predictingWith({ mode: evalThen(() => {}) }) },
  },
  {
    name: "always-back-to-training",
    teaches:
      "predict ends with model.train(), which also wakes modules that were in evaluation mode before. Restore what was there.",
    caughtBy: [
      "inference/every-module-is-in-its-former-mode",
      "inference/a-model-in-evaluation-mode-stays-there",
    ],
    subProblem: "inference",
    implementation: { predict: predictingWith({ mode: evalThen((model) => model.train()) }) },
  },
  {
    name: "roots-mode-for-all",
    teaches:
      "You restore the mode of the model itself to all its modules. One of them may have been in another: remember each.",
    caughtBy: ["inference/every-module-is-in-its-former-mode"],
    subProblem: "inference",
    implementation: {
      predict: predictingWith({
        mode: (model) => {
          const { training } = model;
          return evalThen((same) => same.train(training))(model);
        },
      }),
    },
  },
  {
    name: "mode-lost-if-it-throws",
    teaches:
      "If the forward pass throws, the lines that restore the mode are never reached. Use finally, or a scope with using.",
    caughtBy: ["inference/the-forward-pass-throws"],
    subProblem: "inference",
    technique: "context-managers",
    implementation: { predict: predictWithoutFinally },
  },
  {
    name: "gradients-recorded",
    teaches:
      "Inside somebody's backward your predictions get gradients. They are measurements: wrap them in noGrad.",
    caughtBy: ["inference/a-constant-for-gradients"],
    subProblem: "inference",
    technique: "no-grad",
    implementation: { predict: predictingWith({ constants: nothing }) },
  },
  {
    name: "forward-called-directly",
    teaches: "You run model.forward(images), which skips the model's hooks. Use call.",
    caughtBy: ["inference/hooks-of-the-model-run"],
    subProblem: "inference",
    technique: "hooks",
    implementation: {
      predict: predictingWith({ logits: (model, images) => (model as nn.Sequential).forward(images) }),
    },
  },
]);
