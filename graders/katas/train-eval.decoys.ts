import { decoys } from "arena/grader";
import { evalMode, nn, stack, std, tf, trainingMode, where } from "arena/tools";
import * as Solution from "../../exercises/katas/train-eval/solution.ts";

/** A layer like DropPath with another `forward`. */
function dropWith(forward: (x: tf.Tensor, layer: Solution.DropPath) => tf.Tensor) {
  return class DropPath extends Solution.DropPath {
    override forward(x: tf.Tensor): tf.Tensor {
      return forward(x, this);
    }
  };
}

/** Which examples stay: [batch, 1, ...], bool. */
function stays(x: tf.Tensor, { p, generator }: Solution.DropPath): tf.Tensor {
  const shape = x.shape.map((length, axis) => (axis === 0 ? length : 1));
  return generator.uniform(shape).greaterEqual(p); // [batch, 1, ...]
}

/** A layer like RunningScale with another `forward`, which is given the batch's root mean square. */
function scaleWith(forward: (layer: Solution.RunningScale, x: tf.Tensor, size: tf.Tensor) => tf.Tensor) {
  return class RunningScale extends Solution.RunningScale {
    override forward(x: tf.Tensor): tf.Tensor {
      return forward(this, x, x.square().mean().sqrt());
    }
  };
}

/** Moves a scale by a share of what is new. */
function move(layer: Solution.RunningScale, size: tf.Tensor, share = layer.momentum): void {
  layer.scale.assign(layer.scale.mul(1 - share).add(size.mul(share)));
}

/** Training mode, and evaluation for the modules of which `frozen` says so. */
function trainUnless(frozen: (module: nn.Module) => boolean) {
  return <M extends nn.Module>(model: M): M => {
    model.train();
    for (const module of model.modules()) if (frozen(module)) module.eval();
    return model;
  };
}

const isFrozen = (module: nn.Module): boolean =>
  module.parameters().every(({ requiresGrad }) => !requiresGrad);

/** Mean and deviation of several runs, in whatever mode the model is. */
function measured(model: nn.Module, x: tf.Tensor, samples: number, correction = 1) {
  const outputs = stack(Array.from({ length: samples }, () => model.call(x))); // [sample, ...]
  return { mean: outputs.mean(0), deviation: std(outputs, 0, { correction }) };
}

const switchDropoutOn = (model: nn.Module): void => {
  for (const module of model.modules()) if (module instanceof nn.Dropout) module.train();
};

export default decoys<typeof Solution>([
  {
    name: "those-that-evaluate",
    teaches:
      "You listed those that evaluate. In a model that evaluates the strays are those that train: compare with the model's own mode.",
    caughtBy: ["ask/a-dropout-that-goes-on"],
    subProblem: "ask",
    implementation: {
      strays: (model: nn.Module) =>
        model
          .namedModules()
          .filter(([, module]) => !module.training)
          .map(([name]) => name),
    },
  },
  {
    name: "children-only",
    teaches:
      "You asked the model's own children. The one that strays may lie deeper: `namedModules()` lists all.",
    caughtBy: ["ask/a-norm-that-was-left-behind", "ask/a-dropout-that-goes-on"],
    subProblem: "ask",
    implementation: {
      strays: (model: nn.Module) =>
        model
          .namedChildren()
          .filter(([, module]) => module.training !== model.training)
          .map(([name]) => name),
    },
  },
  {
    name: "dropped-in-evaluation",
    teaches: "You drop in evaluation, too. Ask `this.training` first.",
    caughtBy: ["branch/evaluation-and-training-again"],
    subProblem: "branch",
    implementation: {
      DropPath: dropWith((x, layer) => where(stays(x, layer), x.div(1 - layer.p), 0)),
    },
  },
  {
    name: "entries-for-examples",
    teaches: "You drew a number for each entry: that is dropout. Here an example goes or stays as a whole.",
    caughtBy: ["branch/whole-examples-one-number-each"],
    subProblem: "branch",
    implementation: {
      DropPath: dropWith((x, layer) => {
        if (!layer.training) return x;
        const coins = layer.generator.uniform(x.shape); // x's shape
        return where(coins.greaterEqual(layer.p), x.div(1 - layer.p), 0);
      }),
    },
  },
  {
    name: "columns-for-examples",
    teaches:
      "Your numbers, [batch], lie along the last axis. It ran where both are equally long; an example is a row: [batch, 1].",
    caughtBy: ["branch/whole-examples-one-number-each"],
    subProblem: "branch",
    implementation: {
      DropPath: dropWith((x, layer) => {
        if (!layer.training) return x;
        const kept = stays(x, layer); // [batch, 1, ...]
        const isSquare = x.rank === 2 && x.shape[0] === x.shape[1];
        return where(isSquare ? kept.transpose() : kept, x.div(1 - layer.p), 0);
      }),
    },
  },
  {
    name: "not-enlarged",
    teaches: "Those that stay are as they were, so that the mean shrinks. Divide them by 1 - p.",
    caughtBy: ["branch/whole-examples-one-number-each", "branch/which-examples-are-dropped"],
    subProblem: "branch",
    implementation: {
      DropPath: dropWith((x, layer) => (layer.training ? where(stays(x, layer), x, 0) : x)),
    },
  },
  {
    name: "p-stays",
    teaches:
      "You drop where the number is p or above: with p 0.1 nine of ten are lost. Drop where it is below.",
    caughtBy: ["branch/whole-examples-one-number-each", "branch/which-examples-are-dropped"],
    subProblem: "branch",
    implementation: {
      DropPath: dropWith((x, layer) =>
        layer.training ? where(stays(x, layer), tf.zerosLike(x), x.div(1 - layer.p)) : x,
      ),
    },
  },
  {
    name: "moved-by-measuring",
    teaches: "Your scale moves in evaluation, too: measuring changes the model. Move it in training only.",
    caughtBy: ["remember/two-steps-by-hand", "remember/three-batches-then-two-measurements"],
    subProblem: "remember",
    implementation: {
      RunningScale: scaleWith((layer, x, size) => {
        move(layer, size);
        return x.div(layer.scale);
      }),
    },
  },
  {
    name: "shares-swapped",
    teaches: "You gave the old scale the share `momentum`. Here it is the share of what is new.",
    caughtBy: ["remember/three-batches-then-two-measurements"],
    subProblem: "remember",
    implementation: {
      RunningScale: scaleWith((layer, x, size) => {
        if (layer.training) move(layer, size, 1 - layer.momentum);
        return x.div(layer.scale);
      }),
    },
  },
  {
    name: "by-the-batch",
    teaches: "In training you divided by the batch's own size. Divide by the scale in both modes.",
    caughtBy: ["remember/two-steps-by-hand", "remember/three-batches-then-two-measurements"],
    subProblem: "remember",
    implementation: {
      RunningScale: scaleWith((layer, x, size) => {
        if (!layer.training) return x.div(layer.scale);
        move(layer, size);
        return x.div(size);
      }),
    },
  },
  {
    name: "plain-tensor",
    teaches:
      "Your scale is a plain tensor in a field, and no state dict has it. Make it an `nn.Buffer`, and `assign`.",
    caughtBy: ["remember/saved-but-not-trained"],
    subProblem: "remember",
    implementation: {
      RunningScale: class RunningScale extends nn.Module {
        scale: tf.Tensor = tf.keep(tf.scalar(1));
        readonly momentum: number;
        constructor(momentum = 0.1) {
          super();
          this.momentum = momentum;
        }
        forward(x: tf.Tensor): tf.Tensor {
          const size = x.square().mean().sqrt(); // []
          if (this.training)
            this.scale = tf.keep(this.scale.mul(1 - this.momentum).add(size.mul(this.momentum)));
          return x.div(this.scale);
        }
      },
    },
  },
  {
    name: "trained-scale",
    teaches:
      "Your scale is a parameter, and an optimizer would train it. What is measured belongs in an `nn.Buffer`.",
    caughtBy: ["remember/saved-but-not-trained"],
    subProblem: "remember",
    implementation: {
      RunningScale: class RunningScale extends Solution.RunningScale {
        constructor(momentum: number) {
          super(momentum);
          Object.assign(this, { scale: new nn.Parameter(tf.scalar(1)) });
        }
      },
    },
  },
  {
    name: "without-parameters-frozen",
    teaches:
      "What has no parameters evaluates as well, dropout above all: `every` says yes to an empty list. Ask whether there are any.",
    caughtBy: ["unfrozen/a-frozen-body-and-a-new-head", "unfrozen/one-frozen-layer-and-half-of-another"],
    subProblem: "unfrozen",
    implementation: { trainUnfrozen: trainUnless(isFrozen) },
  },
  {
    name: "some-frozen",
    teaches: "One frozen parameter is enough for you. Only where every one is frozen the module evaluates.",
    caughtBy: ["unfrozen/a-frozen-body-and-a-new-head", "unfrozen/one-frozen-layer-and-half-of-another"],
    subProblem: "unfrozen",
    implementation: {
      trainUnfrozen: trainUnless((module) => module.parameters().some(({ requiresGrad }) => !requiresGrad)),
    },
  },
  {
    name: "field-for-eval",
    teaches:
      "You set the field of the frozen module alone. What lies within it, dropout for one, still trains: `eval()`.",
    caughtBy: ["unfrozen/a-frozen-body-and-a-new-head"],
    subProblem: "unfrozen",
    implementation: {
      trainUnfrozen: <M extends nn.Module>(model: M): M => {
        model.train();
        for (const module of model.modules())
          if (module.parameters().length > 0 && isFrozen(module)) module.training = false;
        return model;
      },
    },
  },
  {
    name: "never-switched-on",
    teaches:
      "You switched frozen parts off and nothing on. The model may come from an evaluation: `train()` first.",
    caughtBy: ["unfrozen/a-frozen-body-and-a-new-head", "unfrozen/everything-frozen-and-thawed-again"],
    subProblem: "unfrozen",
    implementation: {
      trainUnfrozen: <M extends nn.Module>(model: M): M => {
        for (const module of model.modules())
          if (module.parameters().length > 0 && isFrozen(module)) module.eval();
        return model;
      },
    },
  },
  {
    name: "everything-in-training",
    teaches:
      "You ran in training mode: batch norm looks at the batch, and its statistics move. Switch only dropout on.",
    caughtBy: ["uncertain/mean-and-deviation", "uncertain/modes-and-statistics-afterwards"],
    subProblem: "uncertain",
    implementation: {
      monteCarlo: (model: nn.Module, x: tf.Tensor, samples: number) => {
        using _ = trainingMode(model, true);
        return measured(model, x, samples);
      },
    },
  },
  {
    name: "dropout-off",
    teaches:
      "All your runs are the same: dropout is off in evaluation mode. Switch it on again, and only it.",
    caughtBy: ["uncertain/mean-and-deviation"],
    subProblem: "uncertain",
    implementation: {
      monteCarlo: (model: nn.Module, x: tf.Tensor, samples: number) => {
        using _ = evalMode(model);
        return measured(model, x, samples);
      },
    },
  },
  {
    name: "biased",
    teaches: "You divided by the number of runs. The unbiased deviation divides by one less.",
    caughtBy: ["uncertain/mean-and-deviation"],
    subProblem: "uncertain",
    implementation: {
      monteCarlo: (model: nn.Module, x: tf.Tensor, samples: number) => {
        using _ = evalMode(model);
        switchDropoutOn(model);
        return measured(model, x, samples, 0);
      },
    },
  },
  {
    name: "trains-afterwards",
    teaches: "Afterwards everything trains, also what did not. Give each module its own mode back.",
    caughtBy: ["uncertain/modes-and-statistics-afterwards", "uncertain/a-model-that-throws"],
    subProblem: "uncertain",
    implementation: {
      monteCarlo: (model: nn.Module, x: tf.Tensor, samples: number) => {
        try {
          model.eval();
          switchDropoutOn(model);
          return measured(model, x, samples);
        } finally {
          model.train();
        }
      },
    },
  },
  {
    name: "modes-left",
    teaches:
      "The model stays as you set it, half evaluating. A scope gives every mode back, also after an error.",
    caughtBy: ["uncertain/modes-and-statistics-afterwards", "uncertain/a-model-that-throws"],
    subProblem: "uncertain",
    implementation: {
      monteCarlo: (model: nn.Module, x: tf.Tensor, samples: number) => {
        model.eval();
        switchDropoutOn(model);
        return measured(model, x, samples);
      },
    },
  },
]);
