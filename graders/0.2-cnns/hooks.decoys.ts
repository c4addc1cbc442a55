import { decoys } from "arena/grader";
import { type nn, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/hooks/solution.ts";
import {
  addHooks,
  hookCheckForNan,
  type NanFlags,
  removeHooks,
} from "../../exercises/0.2-cnns/hooks/solution.ts";

/** A hook maker that flags by another test. */
const flagging =
  (test: (output: tf.Tensor) => tf.Tensor) =>
  (name: string, flags: NanFlags): nn.ForwardHook =>
  (_module, _inputs, output) => {
    flags.set(name, tf.keep(test(output)));
  };

/** Hooks on some modules, under some names. */
const hanging =
  (chosen: (model: nn.Module) => [string, nn.Module][]) =>
  (model: nn.Module, flags: NanFlags): nn.HookHandle[] =>
    chosen(model).map(([name, module]) => module.registerForwardHook(hookCheckForNan(name, flags)));

/** Every path to a module, also the second to one that is used twice. */
const walk = (model: nn.Module, path = ""): [string, nn.Module][] => [
  [path, model],
  ...model
    .namedChildren()
    .flatMap(([name, child]) => walk(child as nn.Module, path === "" ? name : `${path}.${name}`)),
];

/** The flagged names in the order in which the hooks ran. */
async function flagged(flags: NanFlags): Promise<string[]> {
  const names: string[] = [];
  for (const [name, flag] of flags) if ((await flag.data())[0]) names.push(name);
  return names;
}

/** firstNan with hooks added, the model run and the hooks removed in some way, and some name chosen. */
const finding =
  (
    run: (model: nn.Module, x: tf.Tensor, handles: nn.HookHandle[]) => void,
    choose: (names: string[], model: nn.Module) => string | null = ([first = null]) => first,
  ) =>
  async (model: nn.Module, x: tf.Tensor): Promise<string | null> => {
    const flags: NanFlags = new Map();
    run(model, x, addHooks(model, flags));
    return choose(await flagged(flags), model);
  };

const carefully = (model: nn.Module, x: tf.Tensor, handles: nn.HookHandle[]) => {
  try {
    model.call(x);
  } finally {
    removeHooks(handles);
  }
};

/** The steps of a recording at which mistakes are made. */
interface Recording {
  readonly modules: (model: nn.Module) => [string, nn.Module][];
  readonly saved: (output: tf.Tensor, inputs: tf.Tensor[]) => tf.Tensor;
  readonly run: (model: nn.Module, x: tf.Tensor, handles: nn.HookHandle[]) => void;
  readonly store: () => Map<string, tf.Tensor>;
  readonly ordered: (activations: Map<string, tf.Tensor>) => Map<string, tf.Tensor>;
}

const recordingWith = (changes: Partial<Recording>) => {
  const steps: Recording = {
    modules: (model) => model.namedModules(),
    saved: (output) => tf.keep(output.clone()),
    run: carefully,
    store: () => new Map(),
    ordered: (activations) => activations,
    ...changes,
  };
  return (model: nn.Module, x: tf.Tensor): Map<string, tf.Tensor> => {
    const activations = steps.store();
    const handles = steps.modules(model).map(([name, module]) =>
      module.registerForwardHook((_module, inputs, output) => {
        activations.set(name, steps.saved(output, inputs));
      }),
    );
    steps.run(model, x, handles);
    return steps.ordered(activations);
  };
};

/** As an object would order its keys: whole numbers first. */
const asObjectWould = (activations: Map<string, tf.Tensor>) =>
  new Map(Object.entries(Object.fromEntries(activations)));

const shared = new Map<string, tf.Tensor>();

const leavesHooks = (model: nn.Module, x: tf.Tensor) => void model.call(x);
const removesAtTheEnd = (model: nn.Module, x: tf.Tensor, handles: nn.HookHandle[]) => {
  model.call(x);
  removeHooks(handles);
};
const swallowsErrors = (model: nn.Module, x: tf.Tensor, handles: nn.HookHandle[]) => {
  try {
    model.call(x);
  } catch {
    // the error is lost
  }
  removeHooks(handles);
};
const removesEverything = (model: nn.Module, x: tf.Tensor) => {
  try {
    model.call(x);
  } finally {
    model.removeAllHooks();
  }
};
const callsForward = (model: nn.Module, x: tf.Tensor, handles: nn.HookHandle[]) => {
  try {
    model.forward(x);
  } finally {
    removeHooks(handles);
  }
};

export default decoys<typeof Solution>([
  {
    name: "hook-returns-the-map",
    teaches:
      "Your hook is an arrow without braces, so it returns what flags.set returns, the Map, and that takes the module's output's place. Put the body in braces.",
    caughtBy: ["check/the-hook-returns-nothing", "add/the-output-of-the-model-stays-the-same"],
    subProblem: "check",
    implementation: {
      hookCheckForNan:
        (name: string, flags: NanFlags): nn.ForwardHook =>
        (_module, _inputs, output) =>
          flags.set(name, output.isNaN().any()),
      addHooks: (model: nn.Module, flags: NanFlags) =>
        model
          .namedModules()
          .map(([name, module]) =>
            module.registerForwardHook((_module, _inputs, output) => flags.set(name, output.isNaN().any())),
          ),
    },
  },
  {
    name: "hook-returns-the-flag",
    teaches: "Your hook returns the flag. What a hook returns replaces the module's output: return nothing.",
    caughtBy: ["check/the-hook-returns-nothing"],
    subProblem: "check",
    implementation: {
      hookCheckForNan:
        (name: string, flags: NanFlags): nn.ForwardHook =>
        (_module, _inputs, output) => {
          const flag = output.isNaN().any();
          flags.set(name, flag);
          return flag;
        },
    },
  },
  {
    name: "flags-where-all-are-nan",
    teaches: "You ask whether all entries are NaN. One is enough: any, not all.",
    caughtBy: ["check/one-nan-among-many"],
    subProblem: "check",
    technique: "masks-any-all",
    implementation: { hookCheckForNan: flagging((output) => output.isNaN().all()) },
  },
  {
    name: "flags-infinity",
    teaches:
      "You flag everything that is not finite. Infinity is no NaN: a mask before a softmax is full of it.",
    caughtBy: ["check/infinity-is-no-nan"],
    subProblem: "check",
    implementation: { hookCheckForNan: flagging((output) => output.isFinite().logicalNot().any()) },
  },
  {
    name: "flags-each-entry",
    teaches: "You keep a flag for each entry. One flag for the whole output is wanted: reduce with any.",
    caughtBy: ["check/an-output-without-nan", "check/one-nan-among-many"],
    subProblem: "check",
    technique: "masks-any-all",
    implementation: { hookCheckForNan: flagging((output) => output.isNaN()) },
  },
  {
    name: "compares-with-nan",
    teaches: "You compare with NaN. NaN equals nothing, not even itself, so that is never true: use isNaN().",
    caughtBy: ["check/one-nan-among-many", "check/nothing-but-nan"],
    subProblem: "check",
    implementation: { hookCheckForNan: flagging((output) => output.equal(tf.scalar(Number.NaN)).any()) },
  },
  {
    name: "flags-the-opposite",
    teaches: "Your flag says whether the output is free of NaN. It should be true where there is one.",
    caughtBy: ["check/an-output-without-nan", "check/one-nan-among-many"],
    subProblem: "check",
    implementation: { hookCheckForNan: flagging((output) => output.isNaN().any().logicalNot()) },
  },
  {
    name: "counts-instead",
    teaches: "You keep the number of NaNs. A flag is wanted: bool, whether there is any.",
    caughtBy: ["check/an-output-without-nan"],
    subProblem: "check",
    technique: "masks-any-all",
    implementation: { hookCheckForNan: flagging((output) => output.isNaN().sum()) },
  },
  {
    name: "root-only",
    teaches:
      "You hang a hook on the model itself only. It can tell that there is a NaN, not where: hook every module within, too.",
    caughtBy: ["add/every-module-has-one-hook", "add/what-the-flags-say"],
    subProblem: "add",
    implementation: { addHooks: hanging((model) => [["", model]]) },
  },
  {
    name: "children-only",
    teaches: "You hook the model's children, but not what is within them. namedModules reaches all levels.",
    caughtBy: ["add/every-module-has-one-hook"],
    subProblem: "add",
    implementation: { addHooks: hanging((model) => [["", model], ...model.namedChildren()]) },
  },
  {
    name: "without-the-root",
    teaches: "You leave out the model itself, whose name is the empty text.",
    caughtBy: ["add/every-module-has-one-hook", "add/flags-in-the-order-in-which-modules-are-done"],
    subProblem: "add",
    implementation: { addHooks: hanging((model) => model.namedModules().filter(([name]) => name !== "")) },
  },
  {
    name: "leaves-only",
    teaches:
      "You hook only modules without children. A block can make a NaN out of clean layers, by adding them: hook it, too.",
    caughtBy: ["add/every-module-has-one-hook"],
    subProblem: "add",
    implementation: {
      addHooks: hanging((model) =>
        model.namedModules().filter(([, module]) => module.children().length === 0),
      ),
    },
  },
  {
    name: "shared-layer-twice",
    teaches:
      "A layer that is used at two places gets two hooks of yours. It is one module: list each once, as namedModules does.",
    caughtBy: ["add/a-layer-used-twice-has-one-hook"],
    subProblem: "add",
    implementation: { addHooks: hanging((model) => walk(model)) },
  },
  {
    name: "class-names",
    teaches:
      "You store flags under class names, so that all layers of a kind share one. Use the dotted names.",
    caughtBy: ["add/flags-in-the-order-in-which-modules-are-done", "add/what-the-flags-say"],
    subProblem: "add",
    implementation: {
      addHooks: hanging((model) =>
        model.namedModules().map(([, module]) => [module.constructor.name, module]),
      ),
    },
  },
  {
    name: "one-handle",
    teaches:
      "You return one handle for all hooks. Each hook has a handle of its own, and all are needed to take them out.",
    caughtBy: ["add/one-handle-for-each-hook", "remove/no-hook-is-left"],
    subProblem: "add",
    implementation: { addHooks: (model: nn.Module, flags: NanFlags) => addHooks(model, flags).slice(0, 1) },
  },
  {
    name: "pre-hooks",
    teaches:
      "You register hooks that run before forward and see the inputs. A layer is to blame for its output: registerForwardHook.",
    caughtBy: ["add/flags-in-the-order-in-which-modules-are-done", "add/what-the-flags-say"],
    subProblem: "add",
    implementation: {
      addHooks: (model: nn.Module, flags: NanFlags) =>
        model
          .namedModules()
          .map(([name, module]) =>
            module.registerForwardPreHook(
              (seen, inputs) => void hookCheckForNan(name, flags)(seen, inputs, inputs[0] as tf.Tensor),
            ),
          ),
    },
  },
  {
    name: "never-removed",
    teaches: "Your hooks are still there after removeHooks: call remove() on each handle.",
    caughtBy: ["remove/no-hook-is-left", "remove/hooks-of-others-stay"],
    subProblem: "remove",
    implementation: { removeHooks: () => {} },
  },
  {
    name: "handles-emptied",
    teaches:
      "You empty the list of handles. The hooks do not live in that list: call remove() on each handle first.",
    caughtBy: ["remove/no-hook-is-left"],
    subProblem: "remove",
    implementation: { removeHooks: (handles: nn.HookHandle[]) => void handles.pop()?.remove() },
  },
  {
    name: "every-second-one-removed",
    teaches:
      "You change the list of handles while going through it, so every second one is skipped. Loop over it and leave it alone.",
    caughtBy: ["remove/no-hook-is-left"],
    subProblem: "remove",
    implementation: {
      removeHooks: (handles: nn.HookHandle[]) => {
        for (const handle of handles) {
          handle.remove();
          handles.splice(handles.indexOf(handle), 1);
        }
      },
    },
  },
  {
    name: "last-flagged",
    teaches:
      "You return the last module with a NaN, which is the model itself: NaN spreads. The first one is where it began.",
    caughtBy: ["find/a-layer-in-the-middle", "find/a-layer-within-a-layer"],
    subProblem: "find",
    implementation: { firstNan: finding(carefully, (names) => names.at(-1) ?? null) },
  },
  {
    name: "in-the-order-of-names",
    teaches:
      "You go through the modules in the order of namedModules, parents first, so a block is blamed for its layer. The flags' order is that of the run.",
    caughtBy: ["find/a-layer-within-a-layer"],
    subProblem: "find",
    implementation: {
      firstNan: finding(
        carefully,
        (names, model) =>
          model
            .namedModules()
            .map(([name]) => name)
            .filter((name) => name !== "")
            .find((name) => names.includes(name)) ?? null,
      ),
    },
  },
  {
    name: "undefined-for-none",
    teaches: "Without a NaN you return undefined. Return null, which says that you looked.",
    caughtBy: ["find/no-nan-at-all"],
    subProblem: "find",
    implementation: { firstNan: finding(carefully, (names) => names[0] as string) },
  },
  {
    name: "truth-of-a-name",
    teaches:
      "You test a promise or a tensor for truth, which is always true: the first module is blamed. Await the flag's data and look at its entry.",
    caughtBy: ["find/a-layer-in-the-middle", "find/no-nan-at-all"],
    subProblem: "find",
    implementation: {
      firstNan: async (model: nn.Module, x: tf.Tensor) => {
        const flags: NanFlags = new Map();
        carefully(model, x, addHooks(model, flags));
        return [...flags.keys()][0] ?? null;
      },
    },
  },
  {
    name: "output-only",
    teaches:
      "You look for NaN in the model's output and only then for its source. A NaN may be masked on the way: ask the flags.",
    caughtBy: ["find/a-nan-that-does-not-reach-the-output"],
    subProblem: "find",
    implementation: {
      firstNan: finding(carefully, (names) => (names.includes("") ? (names[0] ?? null) : null)),
    },
  },
  {
    name: "find-leaves-hooks",
    teaches: "firstNan leaves its hooks on the model: every later run pays for them. Remove them when done.",
    caughtBy: ["find/no-hook-is-left-behind", "find/the-forward-pass-throws"],
    subProblem: "find",
    implementation: { firstNan: finding(leavesHooks) },
  },
  {
    name: "find-without-finally",
    teaches:
      "Your hooks stay if the forward pass throws: the line that removes them is never reached. Put it in finally.",
    caughtBy: ["find/the-forward-pass-throws"],
    subProblem: "find",
    implementation: { firstNan: finding(removesAtTheEnd) },
  },
  {
    name: "find-swallows-errors",
    teaches:
      "You catch the error of the forward pass and go on. The caller has to hear of it: finally, not catch.",
    caughtBy: ["find/the-forward-pass-throws"],
    subProblem: "find",
    implementation: { firstNan: finding(swallowsErrors) },
  },
  {
    name: "forward-called-directly",
    teaches: "You run model.forward(x), which skips the model's own hooks. Use call(x).",
    caughtBy: ["record/three-layers-by-hand", "record/hooks-that-were-there-still-run-and-stay"],
    subProblem: "record",
    implementation: { recordActivations: recordingWith({ run: callsForward }) },
  },
  {
    name: "records-without-keeping",
    teaches: "The model has freed the tensors that you recorded. Keep clones: tf.keep(output.clone()).",
    caughtBy: ["record/a-model-that-frees-what-it-makes"],
    subProblem: "record",
    implementation: { recordActivations: recordingWith({ saved: (output) => output }) },
  },
  {
    name: "records-inputs",
    teaches: "You record what goes into each module. The hook's third argument is its output.",
    caughtBy: ["record/three-layers-by-hand", "record/layers-within-layers"],
    subProblem: "record",
    implementation: {
      recordActivations: recordingWith({
        saved: (_output, inputs) => tf.keep((inputs[0] as tf.Tensor).clone()),
      }),
    },
  },
  {
    name: "records-children-only",
    teaches: "You record the model's children only. Modules within modules have activations of their own.",
    caughtBy: ["record/layers-within-layers"],
    subProblem: "record",
    implementation: {
      recordActivations: recordingWith({ modules: (model) => [["", model], ...model.namedChildren()] }),
    },
  },
  {
    name: "records-without-the-root",
    teaches: "The model's own output, under the empty name, is missing.",
    caughtBy: ["record/three-layers-by-hand"],
    subProblem: "record",
    implementation: {
      recordActivations: recordingWith({
        modules: (model) => model.namedModules().filter(([name]) => name !== ""),
      }),
    },
  },
  {
    name: "an-objects-order",
    teaches:
      "Your names went through a plain object, which puts whole numbers first. Fill a Map in the hook: it keeps the order of the run.",
    caughtBy: ["record/layers-within-layers"],
    subProblem: "record",
    implementation: { recordActivations: recordingWith({ ordered: asObjectWould }) },
  },
  {
    name: "one-map-for-all-runs",
    teaches:
      "All runs fill the same Map, so the second overwrites what the first returned. Make it inside the function.",
    caughtBy: ["record/two-runs-do-not-mix"],
    subProblem: "record",
    implementation: {
      recordActivations: recordingWith({
        store: () => {
          shared.clear();
          return shared;
        },
      }),
    },
  },
  {
    name: "record-leaves-hooks",
    teaches:
      "recordActivations leaves its hooks on the model: the next run records into your Map, too. Remove them when done.",
    caughtBy: ["record/hooks-that-were-there-still-run-and-stay", "record/the-forward-pass-throws"],
    subProblem: "record",
    implementation: { recordActivations: recordingWith({ run: leavesHooks }) },
  },
  {
    name: "removes-all-hooks",
    teaches:
      "You clear the model of all hooks, also of those that were there before. Remove only your own, by their handles.",
    caughtBy: ["record/hooks-that-were-there-still-run-and-stay"],
    subProblem: "record",
    implementation: { recordActivations: recordingWith({ run: removesEverything }) },
  },
  {
    name: "record-without-finally",
    teaches:
      "If the forward pass throws, your recording hooks stay on the model. Use finally, or a scope with using.",
    caughtBy: ["record/the-forward-pass-throws"],
    subProblem: "record",
    technique: "context-managers",
    implementation: { recordActivations: recordingWith({ run: removesAtTheEnd }) },
  },
]);
