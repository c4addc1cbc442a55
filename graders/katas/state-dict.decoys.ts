import { decoys } from "arena/grader";
import { type nn, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/state-dict/solution.ts";

const { snapshot, partOf, fromGpt2, loadMatching, soup } = Solution;

/** The state with other names; entries without one are left out. */
const renamed = (state: nn.StateDict, rename: (name: string) => string | undefined): nn.StateDict =>
  Object.fromEntries(
    Object.entries(state).flatMap(([name, tensor]) => {
      const other = rename(name);
      return other === undefined ? [] : [[other, tensor]];
    }),
  );

/** The state with each tensor changed. */
const changed = (state: nn.StateDict, change: (tensor: tf.Tensor, name: string) => tf.Tensor): nn.StateDict =>
  Object.fromEntries(Object.entries(state).map(([name, tensor]) => [name, change(tensor, name)]));

/** The sum of what the states have under a name. */
const total = (states: readonly nn.StateDict[], name: string): tf.Tensor =>
  tf.addN(states.map((state) => state[name] as tf.Tensor));

export default decoys<typeof Solution>([
  {
    name: "live-tensors",
    teaches: "Your snapshot changes with the model: these are its own tensors. Clone each of them.",
    caughtBy: ["snapshot/training-goes-on"],
    subProblem: "snapshot",
    implementation: { snapshot: (model: nn.Module) => ({ ...model.stateDict() }) },
  },
  {
    name: "freed-by-a-tidy",
    teaches: "A tidy around it freed your clones. `tf.keep` each of them.",
    caughtBy: ["snapshot/within-a-tidy"],
    subProblem: "snapshot",
    implementation: {
      snapshot: (model: nn.Module) => changed(model.stateDict(), (tensor) => tensor.clone()),
    },
  },
  {
    name: "parameters-only",
    teaches:
      "You kept the parameters and forgot the buffers: the running statistics of a norm are part of what it knows.",
    caughtBy: ["snapshot/training-goes-on", "snapshot/within-a-tidy"],
    subProblem: "snapshot",
    technique: "buffers",
    implementation: {
      snapshot: (model: nn.Module) => {
        const learned = new Set(model.namedParameters().map(([name]) => name));
        return renamed(snapshot(model), (name) => (learned.has(name) ? name : undefined));
      },
    },
  },
  {
    name: "the-eleventh-block-too",
    teaches: "`blocks.10` begins with `blocks.1`, too. Ask for the path and the dot behind it.",
    caughtBy: ["part/a-block-among-eleven", "part/modules-within-it"],
    subProblem: "part",
    implementation: {
      partOf: (state: nn.StateDict, path: string) =>
        renamed(state, (name) => (name.startsWith(path) ? name.slice(path.length + 1) : undefined)),
    },
  },
  {
    name: "names-not-cut",
    teaches: "Your names still begin with the path. The module itself does not know where it stands.",
    caughtBy: ["part/a-block-among-eleven", "part/modules-within-it"],
    subProblem: "part",
    implementation: {
      partOf: (state: nn.StateDict, path: string) =>
        renamed(state, (name) => (name.startsWith(`${path}.`) ? name : undefined)),
    },
  },
  {
    name: "prefix-without-its-dot",
    teaches:
      "Your prefix is the path without its dot: names begin with a dot, and `blocks.10` passes for `blocks.1`.",
    caughtBy: ["part/a-block-among-eleven", "part/modules-within-it"],
    subProblem: "part",
    implementation: {
      partOf: (state: nn.StateDict, path: string) =>
        renamed(state, (name) => (name.startsWith(path) ? name.slice(path.length) : undefined)),
    },
  },
  {
    name: "a-dot-in-front",
    teaches: "Your names begin with a dot: cut it off together with the path.",
    caughtBy: ["part/a-block-among-eleven", "part/modules-within-it"],
    subProblem: "part",
    implementation: {
      partOf: (state: nn.StateDict, path: string) => renamed(partOf(state, path), (name) => `.${name}`),
    },
  },
  {
    name: "cut-everywhere",
    teaches: "You took the path out wherever it stands in the name. Cut it off at the beginning only.",
    caughtBy: ["part/modules-within-it"],
    subProblem: "part",
    implementation: {
      partOf: (state: nn.StateDict, path: string) =>
        renamed(state, (name) => (name.startsWith(`${path}.`) ? name.replaceAll(`${path}.`, "") : undefined)),
    },
  },
  {
    name: "anywhere-in-the-name",
    teaches: "You took entries that have the path somewhere in their names. They must begin with it.",
    caughtBy: ["part/modules-within-it"],
    subProblem: "part",
    implementation: {
      partOf: (state: nn.StateDict, path: string) =>
        renamed(state, (name) => (name.includes(`${path}.`) ? name.replace(`${path}.`, "") : undefined)),
    },
  },
  {
    name: "nothing-turned",
    teaches: "The weights of `c_attn`, `c_proj` and `c_fc` are still [in, out]. Transpose them.",
    caughtBy: ["convert/values"],
    subProblem: "convert",
    implementation: {
      fromGpt2: (theirs: nn.StateDict) =>
        changed(fromGpt2(theirs), (tensor, name) =>
          /\.c_\w+\.weight$/.test(name) ? tf.transpose(tensor) : tensor,
        ),
    },
  },
  {
    name: "embeddings-turned-too",
    teaches: "You transposed every matrix. The embeddings are [token, model] there and here.",
    caughtBy: ["convert/values"],
    subProblem: "convert",
    implementation: {
      fromGpt2: (theirs: nn.StateDict) =>
        changed(fromGpt2(theirs), (tensor, name) =>
          /^(embed|positions)\./.test(name) ? tf.transpose(tensor) : tensor,
        ),
    },
  },
  {
    name: "square-ones-not-turned",
    teaches:
      "You transposed where the shape says so. A square matrix is turned all the same: go by the name.",
    caughtBy: ["convert/values"],
    subProblem: "convert",
    implementation: {
      fromGpt2: (theirs: nn.StateDict) =>
        changed(fromGpt2(theirs), (tensor, name) =>
          /\.c_\w+\.weight$/.test(name) && tensor.shape[0] === tensor.shape[1]
            ? tf.transpose(tensor)
            : tensor,
        ),
    },
  },
  {
    name: "masks-kept",
    teaches:
      "`attn.bias` and `attn.masked_bias` are still there. They are masks; no model of yours has them.",
    caughtBy: ["convert/names", "convert/values", "convert/a-file-without-the-prefix"],
    subProblem: "convert",
    implementation: {
      fromGpt2: (theirs: nn.StateDict) => ({
        ...fromGpt2(theirs),
        ...renamed(theirs, (name) =>
          /\.attn\.(masked_)?bias$/.test(name)
            ? name.replace(/^transformer\./, "").replace(/^h\./, "blocks.")
            : undefined,
        ),
      }),
    },
  },
  {
    name: "biases-dropped-with-the-masks",
    teaches:
      "You dropped `c_attn.bias` with the masks: it ends in `attn.bias`, too. Ask for the dot in front.",
    caughtBy: ["convert/names", "convert/values", "convert/a-file-without-the-prefix"],
    subProblem: "convert",
    implementation: {
      fromGpt2: (theirs: nn.StateDict) =>
        renamed(fromGpt2(theirs), (name) => (name.endsWith("attn.bias") ? undefined : name)),
    },
  },
  {
    name: "only-with-the-prefix",
    teaches:
      "Where `transformer.` is not in front, you renamed nothing. Take it off if it is there, then rename.",
    caughtBy: ["convert/a-file-without-the-prefix"],
    subProblem: "convert",
    implementation: {
      fromGpt2: (theirs: nn.StateDict) => {
        const has = Object.keys(theirs).some((name) => name.startsWith("transformer."));
        return has
          ? fromGpt2(theirs)
          : renamed(theirs, (name) => (/\.attn\.(masked_)?bias$/.test(name) ? undefined : name));
      },
    },
  },
  {
    name: "cut-in-any-case",
    teaches:
      "You cut `transformer.` off even where it is not there. Take it off only if the name begins with it.",
    caughtBy: ["convert/names", "convert/a-file-without-the-prefix"],
    subProblem: "convert",
    implementation: {
      fromGpt2: (theirs: nn.StateDict) =>
        fromGpt2(
          renamed(theirs, (name) =>
            /\.attn\.(masked_)?bias$/.test(name) ? undefined : name.slice("transformer.".length),
          ),
        ),
    },
  },
  {
    name: "without-what-has-no-prefix",
    teaches: "`lm_head.weight` is gone. A name that you have no other for stays as it is.",
    caughtBy: ["convert/names"],
    subProblem: "convert",
    implementation: {
      fromGpt2: (theirs: nn.StateDict) =>
        renamed(fromGpt2(theirs), (name) => (name.startsWith("lm_head") ? undefined : name)),
    },
  },
  {
    name: "not-strict-and-no-more",
    teaches:
      "`{ strict: false }` lets names be missing, but refuses another shape. Leave out what has one before you load.",
    caughtBy: ["matching/a-head-of-other-classes", "matching/as-many-numbers-in-another-shape"],
    subProblem: "matching",
    implementation: {
      loadMatching: (model: nn.Module, state: nn.StateDict) => model.loadStateDict(state, { strict: false }),
    },
  },
  {
    name: "misfits-not-told",
    teaches: "Entries of another shape are missing in your report. They were of no use either.",
    caughtBy: ["matching/a-head-of-other-classes", "matching/as-many-numbers-in-another-shape"],
    subProblem: "matching",
    implementation: {
      loadMatching: (model: nn.Module, state: nn.StateDict) => {
        const own = model.stateDict();
        loadMatching(model, state);
        return {
          missingKeys: Object.keys(own).filter((name) => !(name in state)),
          unexpectedKeys: Object.keys(state).filter((name) => !(name in own)),
        };
      },
    },
  },
  {
    name: "report-swapped",
    teaches: "Your two lists are swapped. Missing is what the model has and was not given.",
    caughtBy: ["matching/other-names"],
    subProblem: "matching",
    implementation: {
      loadMatching: (model: nn.Module, state: nn.StateDict) => {
        const { missingKeys, unexpectedKeys } = loadMatching(model, state);
        return { missingKeys: unexpectedKeys, unexpectedKeys: missingKeys };
      },
    },
  },
  {
    name: "all-or-nothing",
    teaches: "Because something did not fit, you loaded nothing. Load all that does fit.",
    caughtBy: ["matching/a-head-of-other-classes", "matching/other-names"],
    subProblem: "matching",
    implementation: {
      loadMatching: (model: nn.Module, state: nn.StateDict) => {
        const before = snapshot(model);
        const report = loadMatching(model, state);
        if (report.missingKeys.length + report.unexpectedKeys.length > 0) model.loadStateDict(before);
        return report;
      },
    },
  },
  {
    name: "parameters-loaded-only",
    teaches:
      "You loaded parameters and left the buffers: the norm goes on with the statistics of another model.",
    caughtBy: ["matching/a-head-of-other-classes", "matching/other-names"],
    subProblem: "matching",
    technique: "buffers",
    implementation: {
      loadMatching: (model: nn.Module, state: nn.StateDict) => {
        const before = snapshot(model);
        const report = loadMatching(model, state);
        for (const [name, buffer] of model.namedBuffers()) buffer.assign(before[name] as tf.Tensor);
        return report;
      },
    },
  },
  {
    name: "summed",
    teaches: "You added the states up. Divide by how many there are.",
    caughtBy: ["soup/three-checkpoints"],
    subProblem: "soup",
    implementation: {
      soup: (states: readonly nn.StateDict[]) =>
        changed(soup(states), (tensor, name) => (tensor.dtype === "float32" ? total(states, name) : tensor)),
    },
  },
  {
    name: "divided-by-two",
    teaches: "You divided by 2. There may be another number of states: divide by how many you were given.",
    caughtBy: ["soup/three-checkpoints", "soup/one-checkpoint"],
    subProblem: "soup",
    implementation: {
      soup: (states: readonly nn.StateDict[]) =>
        changed(soup(states), (tensor, name) =>
          tensor.dtype === "float32" ? total(states, name).div(2) : tensor,
        ),
    },
  },
  {
    name: "halved-each-time",
    teaches:
      "You took the mean of the mean so far and the next one: the last state counts for half. Add all up, then divide once.",
    caughtBy: ["soup/three-checkpoints"],
    subProblem: "soup",
    implementation: {
      soup: (states: readonly nn.StateDict[]) =>
        states.reduce((mixed, state) =>
          changed(state, (tensor, name) =>
            tensor.dtype === "float32" ? tensor.add(mixed[name] as tf.Tensor).div(2) : tensor,
          ),
        ),
    },
  },
  {
    name: "counts-averaged",
    teaches: "You averaged the count of batches, too. Whole numbers are taken from the last state.",
    caughtBy: ["soup/three-checkpoints"],
    subProblem: "soup",
    implementation: {
      soup: (states: readonly nn.StateDict[]) =>
        changed(states.at(-1) ?? {}, (tensor, name) => {
          const all = states.map((state) => (state[name] as tf.Tensor).cast("float32"));
          return tf.addN(all).div(all.length).cast(tensor.dtype);
        }),
    },
  },
  {
    name: "counts-of-the-first",
    teaches: "You took the count of batches from the first state. The last one has seen most.",
    caughtBy: ["soup/three-checkpoints"],
    subProblem: "soup",
    implementation: {
      soup: (states: readonly nn.StateDict[]) =>
        changed(soup(states), (tensor, name) =>
          tensor.dtype === "float32" ? tensor : (states[0]?.[name] as tf.Tensor),
        ),
    },
  },
  {
    name: "the-last-one",
    teaches: "You gave the last state. Its tensors are to be averaged with those of the others.",
    caughtBy: ["soup/three-checkpoints"],
    subProblem: "soup",
    implementation: { soup: (states: readonly nn.StateDict[]) => ({ ...states.at(-1) }) },
  },
]);
