import { decoys } from "arena/grader";
import { modelHooks, type nn, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/hooks/solution.ts";

const { outputOf, withoutUnit, patchedRun, recovered } = Solution;

/** Hooks that nobody takes out. */
function hang(model: nn.Module, name: string, hook: nn.ForwardHook): void {
  model.getSubmodule(name).registerForwardHook(hook);
}

/** Hooks that are taken out unless the model throws. */
function hangForOneRun(model: nn.Module, name: string, hook: nn.ForwardHook, x: tf.Tensor): tf.Tensor {
  const handle = model.getSubmodule(name).registerForwardHook(hook);
  const output = model.call(x);
  handle.remove();
  return output;
}

export default decoys<typeof Solution>([
  {
    name: "output-of-the-model",
    teaches: "You gave what the whole model gives. The hook sees what is asked.",
    caughtBy: ["watch/a-module-within-a-module"],
    subProblem: "watch",
    implementation: {
      outputOf: (model: nn.Module, x: tf.Tensor, name: string) =>
        name.startsWith("inner") ? outputOf(model, x, name) : model.call(x),
    },
  },
  {
    name: "input-of-the-module",
    teaches: "You kept the input of the module. Its output is the third argument.",
    caughtBy: ["watch/a-module-within-a-module", "watch/a-model-that-frees-what-it-made"],
    subProblem: "watch",
    implementation: {
      outputOf: (model: nn.Module, x: tf.Tensor, name: string) => {
        let seen: tf.Tensor = x;
        using _ = modelHooks(model, {
          [name]: (_module, inputs) => {
            seen = tf.keep((inputs[0] as tf.Tensor).clone());
          },
        });
        model.call(x);
        return seen;
      },
    },
  },
  {
    name: "not-cloned",
    teaches: "You kept the tensor itself, and the model freed it. Keep a clone: `tf.keep(output.clone())`.",
    caughtBy: ["watch/a-model-that-frees-what-it-made"],
    subProblem: "watch",
    implementation: {
      outputOf: (model: nn.Module, x: tf.Tensor, name: string) => {
        let seen: tf.Tensor = x;
        using _ = modelHooks(model, {
          [name]: (_module, _inputs, output) => {
            seen = output;
          },
        });
        model.call(x);
        return seen;
      },
    },
  },
  {
    name: "hook-left-behind",
    teaches: "Your hook is still there. Take it out, best by `using`, which does so at the end of the block.",
    caughtBy: ["watch/hooks-afterwards", "watch/hooks-after-an-error"],
    subProblem: "watch",
    implementation: {
      outputOf: (model: nn.Module, x: tf.Tensor, name: string) => {
        let seen: tf.Tensor = x;
        hang(model, name, (_module, _inputs, output) => {
          seen = tf.keep(output.clone());
        });
        model.call(x);
        return seen;
      },
    },
  },
  {
    name: "left-after-an-error",
    teaches: "Where the model throws, your hook stays. `using`, or `finally`, takes it out in any case.",
    caughtBy: ["watch/hooks-after-an-error"],
    subProblem: "watch",
    implementation: {
      outputOf: (model: nn.Module, x: tf.Tensor, name: string) => {
        let seen: tf.Tensor = x;
        const keep: nn.ForwardHook = (_module, _inputs, output) => {
          seen = tf.keep(output.clone());
        };
        hangForOneRun(model, name, keep, x);
        return seen;
      },
    },
  },
  {
    name: "nothing-returned",
    teaches: "Your hook returns nothing, so the output goes on as it was.",
    caughtBy: ["ablate/a-hidden-unit"],
    subProblem: "ablate",
    implementation: {
      withoutUnit: (model: nn.Module, x: tf.Tensor) => model.call(x),
    },
  },
  {
    name: "every-unit-off",
    teaches: "You set the whole output to 0. One feature is asked.",
    caughtBy: ["ablate/a-hidden-unit"],
    subProblem: "ablate",
    implementation: {
      withoutUnit: (model: nn.Module, x: tf.Tensor, name: string) =>
        hangForOneRun(model, name, (_module, _inputs, output) => tf.zerosLike(output), x),
    },
  },
  {
    name: "unit-after",
    teaches: "You switched off the feature after it. Features count from 0.",
    caughtBy: ["ablate/a-hidden-unit"],
    subProblem: "ablate",
    implementation: {
      withoutUnit: (model: nn.Module, x: tf.Tensor, name: string, unit: number) =>
        withoutUnit(model, x, name, unit + 1),
    },
  },
  {
    name: "only-this-unit",
    teaches: "You switched off all the others.",
    caughtBy: ["ablate/a-hidden-unit"],
    subProblem: "ablate",
    implementation: {
      withoutUnit: (model: nn.Module, x: tf.Tensor, name: string, unit: number) =>
        hangForOneRun(
          model,
          name,
          (_module, _inputs, output) => output.mul(tf.oneHot(unit, output.shape.at(-1) ?? 0)),
          x,
        ),
    },
  },
  {
    name: "ablated-for-good",
    teaches: "Your hook is still there: the model goes on without the unit.",
    caughtBy: ["ablate/the-model-afterwards"],
    subProblem: "ablate",
    implementation: {
      withoutUnit: (model: nn.Module, x: tf.Tensor, name: string, unit: number) => {
        hang(model, name, (_module, _inputs, output) =>
          output.mul(tf.sub(1, tf.oneHot(unit, output.shape.at(-1) ?? 0))),
        );
        return model.call(x);
      },
    },
  },
  {
    name: "runs-swapped",
    teaches: "You ran on the clean input with an activation of the corrupted run. It is the other way round.",
    caughtBy: ["patch/a-hidden-layer"],
    subProblem: "patch",
    implementation: {
      patchedRun: (model: nn.Module, clean: tf.Tensor, corrupted: tf.Tensor, name: string) =>
        patchedRun(model, corrupted, clean, name),
    },
  },
  {
    name: "not-patched",
    teaches: "Nothing was put in: this is the corrupted run as it is.",
    caughtBy: ["patch/a-hidden-layer"],
    subProblem: "patch",
    implementation: {
      patchedRun: (model: nn.Module, _clean: tf.Tensor, corrupted: tf.Tensor) => model.call(corrupted),
    },
  },
  {
    name: "patched-by-zeros",
    teaches: "You put zeros in. The activation of the clean run belongs there.",
    caughtBy: ["patch/a-hidden-layer"],
    subProblem: "patch",
    implementation: {
      patchedRun: (model: nn.Module, _clean: tf.Tensor, corrupted: tf.Tensor, name: string) =>
        hangForOneRun(model, name, (_module, _inputs, output) => tf.zerosLike(output), corrupted),
    },
  },
  {
    name: "patch-left-in",
    teaches: "Your patch is still in the model. Take the hook out.",
    caughtBy: ["patch/hooks-afterwards"],
    subProblem: "patch",
    implementation: {
      patchedRun: (model: nn.Module, clean: tf.Tensor, corrupted: tf.Tensor, name: string) => {
        const kept = outputOf(model, clean, name);
        hang(model, name, () => kept);
        return model.call(corrupted);
      },
    },
  },
  {
    name: "from-the-clean-run",
    teaches: "You measured from the clean run: 0 and 1 are the other way round.",
    caughtBy: ["locate/every-module-of-a-model"],
    subProblem: "locate",
    implementation: {
      recovered: (model: nn.Module, clean: tf.Tensor, corrupted: tf.Tensor, names: string[]) =>
        tf.sub(1, recovered(model, clean, corrupted, names)),
    },
  },
  {
    name: "difference-not-shared",
    teaches: "You gave the differences and did not divide by the one between both runs.",
    caughtBy: ["locate/every-module-of-a-model"],
    subProblem: "locate",
    implementation: {
      recovered: (model: nn.Module, clean: tf.Tensor, corrupted: tf.Tensor, names: string[]) => {
        const low = model.call(corrupted).mean(); // []
        return tf.stack(names.map((name) => patchedRun(model, clean, corrupted, name).mean().sub(low)));
      },
    },
  },
]);
