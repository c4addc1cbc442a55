import { decoys } from "arena/grader";
import { evalMode, type nn, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/context-managers/solution.ts";

const { temporarily, knockout } = Solution;

export default decoys<typeof Solution>([
  {
    name: "never-ended",
    teaches: "Nothing happens at the end of the block. Give the object a method `[Symbol.dispose]`.",
    caughtBy: ["own/a-block-with-some-work", "own/a-block-that-throws-inside-another"],
    subProblem: "own",
    implementation: {
      logged: (name: string, log: string[]) => {
        log.push(`${name} begins`);
        return { [Symbol.dispose]: () => {} };
      },
    },
  },
  {
    name: "ended-at-once",
    teaches: "You noted the end at once. It belongs into the method that is called at the closing brace.",
    caughtBy: ["own/a-block-with-some-work", "own/a-block-that-throws-inside-another"],
    subProblem: "own",
    implementation: {
      logged: (name: string, log: string[]) => {
        log.push(`${name} begins`, `${name} ends`);
        return { [Symbol.dispose]: () => {} };
      },
    },
  },
  {
    name: "begun-at-the-end",
    teaches: "You noted the beginning at the end. A scope begins when it is made.",
    caughtBy: ["own/a-block-with-some-work", "own/a-block-that-throws-inside-another"],
    subProblem: "own",
    implementation: {
      logged: (name: string, log: string[]) => ({
        [Symbol.dispose]: () => void log.push(`${name} begins`, `${name} ends`),
      }),
    },
  },
  {
    name: "training-mode",
    teaches:
      "You ran it as it was, in training mode. There dropout drops, and batch norm looks at the batch.",
    caughtBy: ["predict/a-model-that-does-something-else-in-training"],
    subProblem: "predict",
    implementation: {
      predict: (model: nn.Module, x: tf.Tensor) => model.call(x),
    },
  },
  {
    name: "everything-trains-afterwards",
    teaches:
      "You switched everything to training afterwards, also what was not. Give each module its own mode back.",
    caughtBy: ["predict/a-frozen-part-stays-in-its-mode"],
    subProblem: "predict",
    implementation: {
      predict: (model: nn.Module, x: tf.Tensor) => {
        try {
          model.eval();
          return model.call(x);
        } finally {
          model.train();
        }
      },
    },
  },
  {
    name: "left-in-evaluation",
    teaches: "The model is still in evaluation mode: the training that goes on is another one.",
    caughtBy: ["predict/a-frozen-part-stays-in-its-mode", "predict/a-model-that-throws"],
    subProblem: "predict",
    implementation: {
      predict: (model: nn.Module, x: tf.Tensor) => model.eval().call(x),
    },
  },
  {
    name: "not-after-an-error",
    teaches:
      "Where the model throws, it stays in evaluation mode. `using`, or `finally`, gives the mode back in any case.",
    caughtBy: ["predict/a-model-that-throws"],
    subProblem: "predict",
    implementation: {
      predict: (model: nn.Module, x: tf.Tensor) => {
        const before = model.modules().map((module) => module.training);
        const output = model.eval().call(x);
        for (const [i, module] of model.modules().entries()) module.training = before[i] === true;
        return output;
      },
    },
  },
  {
    name: "never-restored",
    teaches:
      "The parameter keeps the other values. Write its own back at the end, from a clone: a second name for the parameter has the new values too.",
    caughtBy: ["temporarily/inside-and-afterwards", "temporarily/one-inside-another-on-the-same-parameter"],
    subProblem: "temporarily",
    implementation: {
      temporarily: (parameter: nn.Parameter, values: tf.Tensor) => {
        parameter.assign(values);
        return { [Symbol.dispose]: () => {} };
      },
    },
  },
  {
    name: "not-changed",
    teaches: "You never wrote the values into the parameter.",
    caughtBy: ["temporarily/inside-and-afterwards", "temporarily/one-inside-another-on-the-same-parameter"],
    subProblem: "temporarily",
    implementation: {
      temporarily: (_parameter: nn.Parameter, _values: tf.Tensor) => ({ [Symbol.dispose]: () => {} }),
    },
  },
  {
    name: "zeros-afterwards",
    teaches: "You left zeros at the end. The values from before are asked.",
    caughtBy: ["temporarily/inside-and-afterwards", "temporarily/one-inside-another-on-the-same-parameter"],
    subProblem: "temporarily",
    implementation: {
      temporarily: (parameter: nn.Parameter, values: tf.Tensor) => {
        parameter.assign(values);
        return { [Symbol.dispose]: () => void parameter.assign(tf.zerosLike(parameter)) };
      },
    },
  },
  {
    name: "as-it-is-minus-knocked-out",
    teaches: "You subtracted the other way round: the sign is turned.",
    caughtBy: ["effect/the-weights-of-the-first-layer"],
    subProblem: "effect",
    implementation: {
      knockout: (model: nn.Module, x: tf.Tensor, parameter: nn.Parameter) =>
        knockout(model, x, parameter).neg(),
    },
  },
  {
    name: "output-for-effect",
    teaches: "You gave the output without the parameter. Asked is how it changes.",
    caughtBy: ["effect/the-weights-of-the-first-layer"],
    subProblem: "effect",
    implementation: {
      knockout: (model: nn.Module, x: tf.Tensor, parameter: nn.Parameter) => {
        using _mode = evalMode(model);
        using _zeros = temporarily(parameter, tf.zerosLike(parameter));
        return model.call(x);
      },
    },
  },
  {
    name: "zeros-too-early",
    teaches:
      "You set the zeros before the first run: both runs are without the parameter, and nothing differs.",
    caughtBy: ["effect/the-weights-of-the-first-layer"],
    subProblem: "effect",
    implementation: {
      knockout: (model: nn.Module, x: tf.Tensor) => {
        using _mode = evalMode(model);
        return tf.zerosLike(model.call(x));
      },
    },
  },
  {
    name: "knocked-out-for-good",
    teaches: "The parameter stays at zero. A scope writes its values back.",
    caughtBy: ["effect/mode-and-weights-afterwards", "effect/a-model-that-throws"],
    subProblem: "effect",
    implementation: {
      knockout: (model: nn.Module, x: tf.Tensor, parameter: nn.Parameter) => {
        using _mode = evalMode(model);
        const own = parameter.clone();
        parameter.assign(tf.zerosLike(parameter));
        const without = model.call(x);
        const zeros = parameter.clone();
        parameter.assign(own);
        const difference = without.sub(model.call(x));
        parameter.assign(zeros);
        return difference;
      },
    },
  },
  {
    name: "mode-left",
    teaches: "The model stays in evaluation mode afterwards.",
    caughtBy: ["effect/mode-and-weights-afterwards"],
    subProblem: "effect",
    implementation: {
      knockout: (model: nn.Module, x: tf.Tensor, parameter: nn.Parameter) => {
        const difference = knockout(model, x, parameter);
        model.eval();
        return difference;
      },
    },
  },
]);
