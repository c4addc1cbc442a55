import { decoys } from "arena/grader";
import { arange, nn, type tf } from "arena/tools";
import * as Solution from "../../exercises/katas/model-cfg/solution.ts";

type Config = Solution.Config;
type Overrides = Partial<Config>;

const { configOf, sweep } = Solution;

/** Another way to complete a configuration, and the sweep that uses it. */
function completedBy(complete: (overrides: Overrides) => Config) {
  return {
    configOf: complete,
    sweep: (base: Overrides, choices: Solution.Choices) =>
      Solution.sweep(base, choices).map((_, i) => complete(combinations(base, choices)[i] ?? {})),
  };
}

/** The overrides of each combination, the last choice changing fastest. */
function combinations(base: Overrides, choices: Solution.Choices): Overrides[] {
  return Object.entries(choices).reduce(
    (grid, [name, values]) => grid.flatMap((entry) => values.map((value) => ({ ...entry, [name]: value }))),
    [base],
  );
}

type BlockClass = new (cfg: Config) => Solution.Block;

/** A block with another `forward`. */
function blockWith(forward: (block: Solution.Block, x: tf.Tensor) => tf.Tensor): BlockClass {
  return class Block extends Solution.Block {
    override forward(x: tf.Tensor): tf.Tensor {
      return forward(this, x);
    }
  };
}

/** Another block, and the transformer made of it. */
function madeOf(Block: BlockClass) {
  return {
    Block,
    Transformer: transformerWith((model, cfg) => {
      model.blocks = new nn.ModuleList(Array.from({ length: cfg.nLayers }, () => new Block(cfg)));
    }),
  };
}

/** A transformer that is changed once it is built. */
function transformerWith(change: (model: Solution.Transformer, cfg: Config) => void) {
  return class Transformer extends Solution.Transformer {
    constructor(cfg: Config) {
      super(cfg);
      change(this, cfg);
    }
  };
}

/** A transformer with another `forward`. */
function transformerThat(forward: (model: Solution.Transformer, tokens: tf.Tensor2D) => tf.Tensor) {
  return class Transformer extends Solution.Transformer {
    override forward(tokens: tf.Tensor2D): tf.Tensor3D {
      if (tokens.shape[1] > this.cfg.nCtx) return super.forward(tokens);
      return forward(this, tokens) as tf.Tensor3D;
    }
  };
}

/** The stream after all blocks. */
const through = (model: Solution.Transformer, stream: tf.Tensor): tf.Tensor =>
  [...model.blocks].reduce((x, block) => block.call(x), stream); // [batch, position, dModel]

/** The place of each token, from a row of the table for each of them. */
const placesOf = (model: Solution.Transformer, tokens: tf.Tensor2D): tf.Tensor =>
  model.positions.weight.slice(0, tokens.shape[1]); // [position, dModel]

export default decoys<typeof Solution>([
  {
    name: "zero-overwritten",
    teaches:
      "You took the default for a zero: `||` does. A transformer of no layers is one, too: use `??`, or spread.",
    caughtBy: ["defaults/what-is-stated-wins-also-a-zero"],
    subProblem: "defaults",
    implementation: completedBy((overrides) => ({
      ...configOf(overrides),
      nLayers: overrides.nLayers || 12,
    })),
  },
  {
    name: "derived-from-the-defaults",
    teaches:
      "Your `dMlp` and `dHead` are those of the defaults, whatever `dModel` was stated. Derive them after the overrides are in.",
    caughtBy: ["defaults/what-follows-from-what-is-stated", "sweep/two-choices-by-hand"],
    subProblem: "defaults",
    implementation: completedBy((overrides) => ({ ...configOf({}), ...overrides })),
  },
  {
    name: "derived-over-stated",
    teaches: "You computed `dMlp` and `dHead` although they were stated. What is stated wins.",
    caughtBy: ["defaults/what-is-stated-wins-also-a-zero", "defaults/heads-of-a-stated-size"],
    subProblem: "defaults",
    implementation: completedBy((overrides) => {
      const { dHead: _head, dMlp: _mlp, ...rest } = overrides;
      return configOf(rest);
    }),
  },
  {
    name: "defaults-overwritten",
    teaches:
      "You wrote the overrides into the defaults, and the next configuration begins with them: `Object.assign` changes its first argument. Spread into a new object.",
    caughtBy: ["defaults/what-is-stated-wins-also-a-zero"],
    subProblem: "defaults",
    implementation: (() => {
      const defaults: Overrides = {};
      return completedBy((overrides) => configOf(Object.assign(defaults, overrides)));
    })(),
  },
  {
    name: "heads-cut-off",
    teaches:
      "Where `dModel` is no multiple of `nHeads` you rounded, and some features belong to no head. Throw an error with both numbers.",
    caughtBy: ["defaults/heads-that-do-not-fit"],
    subProblem: "defaults",
    implementation: completedBy((overrides) =>
      configOf({ dHead: Math.floor((overrides.dModel ?? 768) / (overrides.nHeads ?? 12)), ...overrides }),
    ),
  },
  {
    name: "refused-although-stated",
    teaches:
      "You refused heads whose size was stated. Only a `dHead` that has to be derived must come out whole.",
    caughtBy: ["defaults/heads-of-a-stated-size"],
    subProblem: "defaults",
    implementation: completedBy((overrides) => {
      const { dHead: _, ...rest } = overrides;
      const whole = configOf(rest);
      return { ...whole, ...overrides };
    }),
  },
  {
    name: "four-times-again",
    teaches:
      "You computed 4 · dModel in the block. It was settled where the configuration was made: read `cfg.dMlp`.",
    caughtBy: ["block/names-and-shapes", "model/names-and-shapes"],
    subProblem: "block",
    implementation: madeOf(
      class Block extends Solution.Block {
        constructor(cfg: Config) {
          super({ ...cfg, dMlp: 4 * cfg.dModel });
        }
      },
    ),
  },
  {
    name: "mlp-beside-attention",
    teaches:
      "Your mlp reads what attention read. It comes after it: it reads the stream with attention's part added.",
    caughtBy: ["block/a-stream-of-positions", "model/the-logits-of-two-texts"],
    subProblem: "block",
    implementation: madeOf(
      blockWith((block, x) => {
        const attended = block.attention.call(block.norm1.call(x)); // [batch, position, dModel]
        return x.add(attended).add(block.mlp.call(block.norm2.call(x)));
      }),
    ),
  },
  {
    name: "mlp-replaces-the-stream",
    teaches: "You gave what the mlp gives. It is added to the stream, as attention was.",
    caughtBy: ["block/a-stream-of-positions", "model/the-logits-of-two-texts"],
    subProblem: "block",
    implementation: madeOf(
      blockWith((block, x) =>
        block.mlp.call(block.norm2.call(x.add(block.attention.call(block.norm1.call(x))))),
      ),
    ),
  },
  {
    name: "one-norm-for-both",
    teaches: "Both halves read through `norm1`. The mlp has a norm of its own.",
    caughtBy: ["block/a-stream-of-positions", "model/the-logits-of-two-texts"],
    subProblem: "block",
    implementation: madeOf(
      blockWith((block, x) => {
        const stream = x.add(block.attention.call(block.norm1.call(x))); // [batch, position, dModel]
        return stream.add(block.mlp.call(block.norm1.call(stream)));
      }),
    ),
  },
  {
    name: "one-block-for-all",
    teaches:
      "All layers are one object with one set of weights: `fill` puts the same one everywhere. Make one each.",
    caughtBy: ["model/names-and-shapes"],
    subProblem: "model",
    implementation: {
      Transformer: transformerWith((model, cfg) => {
        model.blocks = new nn.ModuleList(new Array(cfg.nLayers).fill(new Solution.Block(cfg)));
      }),
    },
  },
  {
    name: "bias-behind",
    teaches: "Your `unembed` has a bias. Pass false.",
    caughtBy: ["model/names-and-shapes"],
    subProblem: "model",
    implementation: {
      Transformer: transformerWith((model, cfg) => {
        model.unembed = new nn.Linear(cfg.dModel, cfg.nVocab);
      }),
    },
  },
  {
    name: "places-forgotten",
    teaches: "You embedded the tokens without their places. Add what `positions` has for 0, 1, 2, …",
    caughtBy: ["model/the-logits-of-two-texts"],
    subProblem: "model",
    implementation: {
      Transformer: transformerThat((model, tokens) =>
        model.unembed.call(model.norm.call(through(model, model.embed.call(tokens)))),
      ),
    },
  },
  {
    name: "last-norm-forgotten",
    teaches: "The stream goes into `unembed` as it is. It is read through `norm`.",
    caughtBy: ["model/the-logits-of-two-texts"],
    subProblem: "model",
    implementation: {
      Transformer: transformerThat((model, tokens) =>
        model.unembed.call(through(model, model.embed.call(tokens).add(placesOf(model, tokens)))),
      ),
    },
  },
  {
    name: "any-length",
    teaches:
      "A text longer than `nCtx` runs through: no place was ever trained for its end. Throw an error with both numbers.",
    caughtBy: ["model/as-many-positions-as-there-are-and-one-more"],
    subProblem: "model",
    implementation: {
      Transformer: class Transformer extends Solution.Transformer {
        override forward(tokens: tf.Tensor2D): tf.Tensor3D {
          const places = this.positions.call(arange(tokens.shape[1])); // [position, dModel]
          const stream = through(this, this.embed.call(tokens).add(places)); // [batch, position, dModel]
          return this.unembed.call(this.norm.call(stream)) as tf.Tensor3D; // [batch, position, token]
        }
      },
    },
  },
  {
    name: "not-kept",
    teaches:
      "The model does not keep its configuration. Store it in `this.cfg`: whoever loads the model asks there.",
    caughtBy: ["model/the-configuration-is-kept-as-it-was"],
    subProblem: "model",
    implementation: {
      Transformer: class Transformer extends nn.Module {
        inner: Solution.Transformer;
        constructor(cfg: Config) {
          super();
          this.inner = new Solution.Transformer(cfg);
        }
        override members(): [string, unknown][] {
          return this.inner.members();
        }
        forward(tokens: tf.Tensor2D): tf.Tensor3D {
          return this.inner.forward(tokens);
        }
      },
    },
  },
  {
    name: "sweep-of-whole-configurations",
    teaches:
      "You completed the base first, so that `dMlp` and `dHead` are settled before `dModel` is chosen. Choose, then complete.",
    caughtBy: ["sweep/two-choices-by-hand", "sweep/three-choices-on-top-of-a-base"],
    subProblem: "sweep",
    implementation: {
      sweep: (base: Overrides, choices: Solution.Choices) =>
        combinations(configOf(base), choices).map((overrides) => configOf(overrides)),
    },
  },
  {
    name: "first-fastest",
    teaches: "Your first choice changes fastest. Let the last one.",
    caughtBy: ["sweep/two-choices-by-hand", "sweep/three-choices-on-top-of-a-base"],
    subProblem: "sweep",
    implementation: {
      sweep: (base: Overrides, choices: Solution.Choices) =>
        sweep(base, Object.fromEntries(Object.entries(choices).toReversed())),
    },
  },
  {
    name: "one-choice-at-a-time",
    teaches: "You varied one choice at a time. A grid has every combination.",
    caughtBy: ["sweep/two-choices-by-hand", "sweep/three-choices-on-top-of-a-base", "sweep/no-choice-at-all"],
    subProblem: "sweep",
    implementation: {
      sweep: (base: Overrides, choices: Solution.Choices) =>
        Object.entries(choices).flatMap(([name, values]) => sweep(base, { [name]: values })),
    },
  },
  {
    name: "every-field-told",
    teaches: "You listed every field. Only those belong there in which the two differ.",
    caughtBy: ["changes/two-numbers-and-none"],
    subProblem: "changes",
    implementation: {
      changes: (cfg: Config) => Object.entries(cfg).map(([name, value]) => `${name}=${value}`),
    },
  },
  {
    name: "values-of-the-base",
    teaches: "You gave the base's values. Asked is what this run has instead.",
    caughtBy: ["changes/two-numbers-and-none"],
    subProblem: "changes",
    implementation: { changes: (cfg: Config, base: Config) => Solution.changes(base, cfg) },
  },
]);
