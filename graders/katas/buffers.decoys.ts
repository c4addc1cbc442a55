import { decoys } from "arena/grader";
import { index, nn, tf, triu, where } from "arena/tools";
import * as Solution from "../../exercises/katas/buffers/solution.ts";

const { follow, movedBuffers, DeadLatents } = Solution;

/** A mask that is made, cut or kept otherwise. */
function maskWith(
  make: (nCtx: number) => tf.Tensor,
  {
    cut,
    keep,
  }: { cut?: (mask: tf.Tensor, length: number) => tf.Tensor; keep?: (mask: tf.Tensor) => tf.Tensor },
) {
  const corner = (mask: tf.Tensor, length: number) => index(mask, `:${length}`, `:${length}`); // [query, key]
  return class CausalMask extends nn.Module {
    mask: tf.Tensor; // [query, key]
    constructor(nCtx: number) {
      super();
      this.mask = (keep ?? ((mask) => new nn.Buffer(mask, false)))(make(nCtx));
    }
    forward(scores: tf.Tensor): tf.Tensor {
      return scores.add((cut ?? corner)(this.mask, scores.shape.at(-1) ?? 0));
    }
  };
}

/** -∞ above a diagonal. */
const future =
  (diagonal: number) =>
  (nCtx: number): tf.Tensor =>
    triu(tf.fill([nCtx, nCtx], -Infinity), diagonal);

type Collector = Solution.MeanAblation;

/** The collector with another way to take in some rows. */
function collectorWith(collect: (module: Collector, rows: tf.Tensor, x: tf.Tensor) => void) {
  return class extends Solution.MeanAblation {
    override forward(x: tf.Tensor): tf.Tensor {
      if (!this.training) return super.forward(x);
      collect(this, x.reshape([-1, this.total.size]), x);
      return x;
    }
  };
}

/** A watcher with another rule for the silence of each latent. */
function watcherWith(next: (silence: tf.Tensor, latents: tf.Tensor) => tf.Tensor) {
  return class extends DeadLatents {
    override forward(latents: tf.Tensor2D): tf.Tensor2D {
      if (this.training) this.silence.assign(next(this.silence, latents));
      return latents;
    }
  };
}

/** Compares buffers by one number of each. */
const comparedBy =
  (measure: (buffer: tf.Tensor) => tf.Tensor) =>
  async (model: nn.Module, x: tf.Tensor): Promise<string[]> => {
    const before = model.namedBuffers().map(([name, buffer]) => {
      return { name, buffer, was: buffer.clone(), measured: measure(buffer) };
    });
    model.call(x);
    const moved: string[] = [];
    for (const { name, buffer, was, measured } of before) {
      if ((await measure(buffer).notEqual(measured).data())[0]) moved.push(name);
      buffer.assign(was);
    }
    return moved;
  };

export default decoys<typeof Solution>([
  {
    name: "shares-swapped",
    teaches: "You swapped the shares: momentum is that of the new value.",
    caughtBy: ["follow/one-step-by-hand"],
    subProblem: "follow",
    implementation: {
      follow: (average: nn.Buffer, value: tf.Tensor, momentum: number) =>
        follow(average, value, 1 - momentum),
    },
  },
  {
    name: "never-assigned",
    teaches: "You computed the average, and the buffer is as it was. Write it in by `average.assign(…)`.",
    caughtBy: ["follow/one-step-by-hand"],
    subProblem: "follow",
    implementation: {
      follow: (average: nn.Buffer, value: tf.Tensor, momentum: number) =>
        average.mul(1 - momentum).add(value.mul(momentum)),
    },
  },
  {
    name: "grows-on-and-on",
    teaches: "You added a share of the value and kept all of the average. Keep only 1 - momentum of it.",
    caughtBy: ["follow/one-step-by-hand"],
    subProblem: "follow",
    implementation: {
      follow: (average: nn.Buffer, value: tf.Tensor, momentum: number) =>
        average.assign(average.add(value.mul(momentum))),
    },
  },
  {
    name: "mask-is-saved",
    teaches:
      "Your mask is in the state dict, and a model with other positions cannot load it. Make a buffer that is not persistent.",
    caughtBy: ["mask/what-it-holds"],
    subProblem: "mask",
    implementation: { CausalMask: maskWith(future(1), { keep: (mask) => new nn.Buffer(mask) }) },
  },
  {
    name: "mask-is-trained",
    teaches: "Your mask is a parameter: an optimizer would change it. Make a buffer of it.",
    caughtBy: ["mask/what-it-holds"],
    subProblem: "mask",
    technique: "parameters",
    implementation: { CausalMask: maskWith(future(1), { keep: (mask) => new nn.Parameter(mask) }) },
  },
  {
    name: "hides-itself",
    teaches: "Your queries do not see their own position. The diagonal is allowed.",
    caughtBy: ["mask/what-it-holds", "mask/scores-of-two-heads", "mask/a-shorter-sequence"],
    subProblem: "mask",
    implementation: { CausalMask: maskWith(future(0), {}) },
  },
  {
    name: "hides-the-past",
    teaches: "You hid the past. The future is above the diagonal: key after query.",
    caughtBy: ["mask/what-it-holds", "mask/scores-of-two-heads", "mask/a-shorter-sequence"],
    subProblem: "mask",
    implementation: { CausalMask: maskWith((nCtx) => tf.transpose(future(1)(nCtx)), {}) },
  },
  {
    name: "large-not-infinite",
    teaches: "Your mask holds a large number. -∞ is what no score can make up for.",
    caughtBy: ["mask/what-it-holds", "mask/scores-of-two-heads", "mask/a-shorter-sequence"],
    subProblem: "mask",
    implementation: { CausalMask: maskWith((nCtx) => triu(tf.fill([nCtx, nCtx], -1e9), 1), {}) },
  },
  {
    name: "last-rows-of-the-mask",
    teaches:
      "For a shorter sequence you took the last rows of the mask: they hide nothing. Position 0 is in the upper left corner.",
    caughtBy: ["mask/a-shorter-sequence"],
    subProblem: "mask",
    technique: "indexing-colon",
    implementation: {
      CausalMask: maskWith(future(1), { cut: (mask, length) => index(mask, `${-length}:`, `:${length}`) }),
    },
  },
  {
    name: "mask-made-in-forward",
    teaches: "You make another mask in `forward`, and the buffer is for nothing. Add the buffer.",
    caughtBy: ["mask/another-mask-in-the-buffer"],
    subProblem: "mask",
    implementation: { CausalMask: maskWith(future(1), { cut: (_mask, length) => future(1)(length) }) },
  },
  {
    name: "mean-of-means",
    teaches: "You averaged the means of batches, as if all were equally long. Add up rows, and count rows.",
    caughtBy: ["collect/batches-of-different-lengths", "collect/saved-and-loaded"],
    subProblem: "collect",
    implementation: {
      MeanAblation: collectorWith((module, rows) => {
        module.total.assign(module.total.add(rows.mean(0)));
        module.count.assign(module.count.add(1));
      }),
    },
  },
  {
    name: "batches-counted",
    teaches: "You added up rows and counted batches. Count the rows.",
    caughtBy: [
      "collect/batches-of-different-lengths",
      "collect/an-axis-of-positions",
      "collect/evaluation-collects-nothing",
    ],
    subProblem: "collect",
    implementation: {
      MeanAblation: collectorWith((module, rows) => {
        module.total.assign(module.total.add(rows.sum(0)));
        module.count.assign(module.count.add(1));
      }),
    },
  },
  {
    name: "only-the-first-axis-counted",
    teaches: "With positions there are more rows than examples. Count every row that you add.",
    caughtBy: ["collect/an-axis-of-positions"],
    subProblem: "collect",
    implementation: {
      MeanAblation: collectorWith((module, rows, x) => {
        module.total.assign(module.total.add(rows.sum(0)));
        module.count.assign(module.count.add(x.shape[0] ?? 0));
      }),
    },
  },
  {
    name: "the-last-batch-only",
    teaches: "You replaced what was collected by the last batch. Add to it.",
    caughtBy: ["collect/batches-of-different-lengths", "collect/saved-and-loaded"],
    subProblem: "collect",
    implementation: {
      MeanAblation: collectorWith((module, rows) => {
        module.total.assign(rows.sum(0));
        module.count.assign(tf.scalar(rows.shape[0] ?? 0));
      }),
    },
  },
  {
    name: "collects-in-evaluation-too",
    teaches: "You collect in evaluation, too: measuring changes what is measured. Ask `this.training` first.",
    caughtBy: ["collect/batches-of-different-lengths", "collect/evaluation-collects-nothing"],
    subProblem: "collect",
    technique: "train-eval",
    implementation: {
      MeanAblation: class extends Solution.MeanAblation {
        override forward(x: tf.Tensor): tf.Tensor {
          const rows = x.reshape([-1, this.total.size]); // [row, feature]
          this.total.assign(this.total.add(rows.sum(0)));
          this.count.assign(this.count.add(rows.shape[0] ?? 0));
          return this.training ? x : tf.broadcastTo(this.total.div(this.count), x.shape);
        }
      },
    },
  },
  {
    name: "another-tensor-in-its-place",
    teaches:
      "You set the fields to new tensors: from then on the module has no buffers, and nothing is saved. Write into them by `assign`.",
    caughtBy: ["collect/evaluation-collects-nothing", "collect/saved-and-loaded"],
    subProblem: "collect",
    technique: "in-place-vs-rebinding",
    implementation: {
      MeanAblation: collectorWith((module, rows) => {
        Object.assign(module, {
          total: module.total.add(rows.sum(0)),
          count: module.count.add(rows.shape[0] ?? 0),
        });
      }),
    },
  },
  {
    name: "count-is-a-plain-number",
    teaches:
      "Your count is a number and not saved: after loading, the sum is there and nobody knows of how many.",
    caughtBy: ["collect/evaluation-collects-nothing", "collect/saved-and-loaded"],
    subProblem: "collect",
    implementation: {
      MeanAblation: class extends nn.Module {
        total: nn.Buffer; // [feature]
        count = 0;
        constructor(nFeatures: number) {
          super();
          this.total = new nn.Buffer(tf.zeros([nFeatures]));
        }
        forward(x: tf.Tensor): tf.Tensor {
          if (!this.training) return tf.broadcastTo(this.total.div(this.count), x.shape);
          const rows = x.reshape([-1, this.total.size]); // [row, feature]
          this.total.assign(this.total.add(rows.sum(0)));
          this.count += rows.shape[0] ?? 0;
          return x;
        }
      } as never,
    },
  },
  {
    name: "total-for-mean",
    teaches: "In evaluation you gave the sum. Divide it by the count.",
    caughtBy: ["collect/batches-of-different-lengths", "collect/an-axis-of-positions"],
    subProblem: "collect",
    implementation: {
      MeanAblation: class extends Solution.MeanAblation {
        override forward(x: tf.Tensor): tf.Tensor {
          return this.training ? super.forward(x) : tf.broadcastTo(this.total, x.shape);
        }
      },
    },
  },
  {
    name: "one-row-given",
    teaches: "In evaluation you gave one row. Give as many as `x` has: its shape must not change.",
    caughtBy: ["collect/batches-of-different-lengths", "collect/an-axis-of-positions"],
    subProblem: "collect",
    technique: "broadcasting",
    implementation: {
      MeanAblation: class extends Solution.MeanAblation {
        override forward(x: tf.Tensor): tf.Tensor {
          return this.training ? super.forward(x) : this.total.div(this.count);
        }
      },
    },
  },
  {
    name: "never-back-to-zero",
    teaches: "You counted all silent batches. A latent that fires begins again at 0.",
    caughtBy: ["silence/three-batches"],
    subProblem: "silence",
    implementation: {
      DeadLatents: watcherWith((silence, latents) =>
        silence.add(latents.greater(0).any(0).logicalNot().cast("float32")),
      ),
    },
  },
  {
    name: "all-must-fire",
    teaches: "You asked that a latent fires for all examples. One example is enough: `any`.",
    caughtBy: ["silence/three-batches", "silence/batches-in-evaluation"],
    subProblem: "silence",
    technique: "masks-any-all",
    implementation: {
      DeadLatents: watcherWith((silence, latents) => where(latents.greater(0).all(0), 0, silence.add(1))),
    },
  },
  {
    name: "counts-firing",
    teaches: "You counted the batches in which a latent fires. Count those in which it does not.",
    caughtBy: ["silence/three-batches", "silence/batches-in-evaluation"],
    subProblem: "silence",
    implementation: {
      DeadLatents: watcherWith((silence, latents) => where(latents.greater(0).any(0), silence.add(1), 0)),
    },
  },
  {
    name: "zero-counts-as-firing",
    teaches: "You took 0 for firing, too. A ReLU gives 0 where it is off.",
    caughtBy: ["silence/three-batches", "silence/who-is-dead", "silence/batches-in-evaluation"],
    subProblem: "silence",
    implementation: {
      DeadLatents: watcherWith((silence, latents) =>
        where(latents.greaterEqual(0).any(0), 0, silence.add(1)),
      ),
    },
  },
  {
    name: "counts-in-evaluation",
    teaches: "You count in evaluation, too. Only training batches count.",
    caughtBy: ["silence/batches-in-evaluation"],
    subProblem: "silence",
    technique: "train-eval",
    implementation: {
      DeadLatents: class extends DeadLatents {
        override forward(latents: tf.Tensor2D): tf.Tensor2D {
          this.silence.assign(where(latents.greater(0).any(0), 0, this.silence.add(1)));
          return latents;
        }
      },
    },
  },
  {
    name: "one-batch-too-late",
    teaches: "A latent is dead when its silence has reached the patience, not only when it is above.",
    caughtBy: ["silence/who-is-dead"],
    subProblem: "silence",
    implementation: {
      DeadLatents: class extends DeadLatents {
        override dead(): tf.Tensor1D {
          return this.silence.greater(this.patience);
        }
      },
    },
  },
  {
    name: "compared-with-itself",
    teaches: "You found nothing, since you compared each buffer with itself. Clone it before the run.",
    caughtBy: ["moved/a-model-in-parts", "moved/the-model-afterwards"],
    subProblem: "moved",
    technique: "in-place-vs-rebinding",
    implementation: {
      movedBuffers: async (model: nn.Module, x: tf.Tensor) => {
        model.call(x);
        return [];
      },
    },
  },
  {
    name: "buffers-left-moved",
    teaches: "The buffers have moved on for good. Write their values from before back.",
    caughtBy: ["moved/the-model-afterwards"],
    subProblem: "moved",
    implementation: {
      movedBuffers: async (model: nn.Module, x: tf.Tensor) => {
        const moved = await movedBuffers(model, x);
        model.call(x);
        return moved;
      },
    },
  },
  {
    name: "compared-by-sums",
    teaches: "You compared sums, and entries that change places keep theirs. Compare entry by entry.",
    caughtBy: ["moved/a-model-in-parts"],
    subProblem: "moved",
    implementation: { movedBuffers: comparedBy((buffer) => buffer.sum()) },
  },
  {
    name: "in-evaluation-mode",
    teaches: "You ran it in evaluation mode, in which norms stand still. Leave the model in its own mode.",
    caughtBy: ["moved/a-model-in-parts"],
    subProblem: "moved",
    technique: "train-eval",
    implementation: {
      movedBuffers: async (model: nn.Module, x: tf.Tensor) => {
        const before = model.modules().map((module) => ({ module, was: module.training }));
        model.eval();
        const moved = await movedBuffers(model, x);
        for (const { module, was } of before) module.training = was;
        return moved;
      },
    },
  },
  {
    name: "in-training-mode",
    teaches: "You put the model into training mode. Which buffers move there was not the question.",
    caughtBy: ["moved/a-model-in-parts", "moved/a-model-in-evaluation"],
    subProblem: "moved",
    technique: "train-eval",
    implementation: {
      movedBuffers: async (model: nn.Module, x: tf.Tensor) => {
        const before = model.modules().map((module) => ({ module, was: module.training }));
        model.train();
        const moved = await movedBuffers(model, x);
        for (const { module, was } of before) module.training = was;
        return moved;
      },
    },
  },
]);
