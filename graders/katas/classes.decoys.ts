import { decoys } from "arena/grader";
import { arange, nn, tf, unsqueeze, where } from "arena/tools";
import * as Solution from "../../exercises/katas/classes/solution.ts";

/** A soft cap whose `forward` is another one. */
function capWith(forward: (x: tf.Tensor, cap: number) => tf.Tensor) {
  return class SoftCap extends Solution.SoftCap {
    override forward(x: tf.Tensor): tf.Tensor {
      return forward(x, this.cap);
    }
  };
}

/** A meter made of functions of its two numbers. */
function meterWith(
  weigh: (value: number, count: number) => readonly [sum: number, count: number],
  empty = Number.NaN,
) {
  return class AverageMeter {
    sum = 0;
    count = 0;
    readonly add = (value: number, count = 1): void => {
      const [sum, more] = weigh(value, count);
      this.sum += sum;
      this.count += more;
    };
    get mean(): number {
      return this.count === 0 ? empty : this.sum / this.count;
    }
  };
}

/** A head that sees what lies `back` positions before a query where `visible` says so. */
function headWith(visible: (back: tf.Tensor, window: number) => tf.Tensor, scale = 1) {
  return class LocalHead extends Solution.LocalHead {
    override scores(x: tf.Tensor3D): tf.Tensor3D {
      const [query, key] = [this.query.call(x), this.key.call(x)]; // [batch, position, head] each
      const scores = tf.matMul(query, key, false, true).mul(scale / Math.sqrt(3)); // [batch, query, key]
      const places = arange(x.shape[1]); // [key]
      const back = unsqueeze(places, 1).sub(places); // [query, key]
      return where(visible(back, this.window), scores, -Infinity) as tf.Tensor3D; // [batch, query, key]
    }
  };
}

const withinWindow = (back: tf.Tensor, window: number) => back.greaterEqual(0).logicalAnd(back.less(window));

/** A LoRA layer with some of its steps done otherwise. */
function loraWith(changes: {
  readonly after?: (layer: Solution.LoraLinear, alpha: number) => void;
  readonly forward?: (layer: Solution.LoraLinear, x: tf.Tensor, right: tf.Tensor) => tf.Tensor;
  readonly merged?: (layer: Solution.LoraLinear, merge: () => nn.Linear) => nn.Linear;
}) {
  return class LoraLinear extends Solution.LoraLinear {
    constructor(inFeatures: number, outFeatures: number, rank: number, alpha: number) {
      super(inFeatures, outFeatures, rank, alpha);
      changes.after?.(this, alpha);
    }
    override forward(x: tf.Tensor): tf.Tensor {
      const right = super.forward(x); // [..., out]
      return changes.forward?.(this, x, right) ?? right;
    }
    override merged(): nn.Linear {
      const merge = () => super.merged();
      return changes.merged?.(this, merge) ?? merge();
    }
  };
}

/** What the frozen layer alone gives. */
const own = (layer: nn.Linear, x: tf.Tensor): tf.Tensor => nn.Linear.prototype.forward.call(layer, x);

export default decoys<typeof Solution>([
  {
    name: "not-divided",
    teaches: "You took the tanh of x itself. Divide by the cap first: small numbers should stay as they are.",
    caughtBy: ["store/three-numbers-by-hand", "store/two-caps-in-one-model"],
    subProblem: "store",
    implementation: { SoftCap: capWith((x, cap) => x.tanh().mul(cap)) },
  },
  {
    name: "clipped",
    teaches: "You clipped. Behind a clip there is no gradient; a tanh bends smoothly.",
    caughtBy: ["store/three-numbers-by-hand", "store/two-caps-in-one-model"],
    subProblem: "store",
    implementation: { SoftCap: capWith((x, cap) => x.clipByValue(-cap, cap)) },
  },
  {
    name: "one-cap-for-all",
    teaches:
      "All your objects share one cap, that of the last one: it is kept outside of them, or static. Store it in `this`.",
    caughtBy: ["store/two-caps-in-one-model"],
    subProblem: "store",
    implementation: {
      SoftCap: (() => {
        let shared = 0;
        return class SoftCap extends Solution.SoftCap {
          constructor(cap: number) {
            super(cap);
            shared = cap;
          }
          override forward(x: tf.Tensor): tf.Tensor {
            return x.div(shared).tanh().mul(shared); // x's shape
          }
        };
      })(),
    },
  },
  {
    name: "prints-nothing",
    teaches: "It prints as `SoftCap()`. What stands between the brackets is what `extraRepr` returns.",
    caughtBy: ["store/how-it-prints"],
    subProblem: "store",
    implementation: {
      SoftCap: class SoftCap extends Solution.SoftCap {
        override extraRepr(): string {
          return "";
        }
      },
    },
  },
  {
    name: "mean-of-means",
    teaches:
      "You averaged the batches' averages, and a small batch counts as much as a large one. Weigh each by its count.",
    caughtBy: ["state/batches-of-different-sizes", "state/add-is-handed-on"],
    subProblem: "state",
    implementation: { AverageMeter: meterWith((value) => [value, 1]) },
  },
  {
    name: "divided-by-batches",
    teaches: "You divided by the number of batches. Count the examples: each batch brings `count` of them.",
    caughtBy: ["state/batches-of-different-sizes", "state/two-meters-at-once", "state/add-is-handed-on"],
    subProblem: "state",
    implementation: { AverageMeter: meterWith((value, count) => [value * count, 1]) },
  },
  {
    name: "zero-when-empty",
    teaches: "An empty meter says 0, which looks like a result. It has none: NaN.",
    caughtBy: ["state/before-the-first-batch"],
    subProblem: "state",
    implementation: { AverageMeter: meterWith((value, count) => [value * count, count], 0) },
  },
  {
    name: "one-state-for-all",
    teaches: "Your meters share one sum: it is static, or outside of the class. Make it a field.",
    caughtBy: ["state/two-meters-at-once"],
    subProblem: "state",
    implementation: {
      AverageMeter: (() => {
        let [sum, total] = [0, 0];
        return class AverageMeter {
          constructor() {
            [sum, total] = [0, 0];
          }
          readonly add = (value: number, count = 1): void => {
            sum += value * count;
            total += count;
          };
          get mean(): number {
            return sum / total;
          }
        };
      })(),
    },
  },
  {
    name: "this-lost",
    teaches:
      "Handed on, your method has lost its object: `this` is undefined there. An arrow function in a field keeps it.",
    caughtBy: ["state/add-is-handed-on"],
    subProblem: "state",
    implementation: {
      AverageMeter: class AverageMeter {
        sum = 0;
        count = 0;
        add(value: number, count = 1): void {
          this.sum += value * count;
          this.count += count;
        }
        get mean(): number {
          return this.sum / this.count;
        }
      },
    },
  },
  {
    name: "causal-only",
    teaches: "You hid the future and nothing else. What lies a window or more back is hidden, too.",
    caughtBy: ["override/two-positions-back", "override/only-itself"],
    subProblem: "override",
    implementation: { LocalHead: headWith((back) => back.greaterEqual(0)) },
  },
  {
    name: "future-seen",
    teaches: "You hid what lies far back and let each query see its future.",
    caughtBy: [
      "override/two-positions-back",
      "override/only-itself",
      "override/a-window-longer-than-the-text",
    ],
    subProblem: "override",
    implementation: { LocalHead: headWith((back, window) => back.less(window)) },
  },
  {
    name: "one-too-many",
    teaches: "Your window is one position too wide. The query itself is one of `window`.",
    caughtBy: ["override/two-positions-back", "override/only-itself"],
    subProblem: "override",
    implementation: { LocalHead: headWith((back, window) => withinWindow(back, window + 1)) },
  },
  {
    name: "scores-not-scaled",
    teaches:
      "You wrote the scores again, without the root of dHead. Ask the parent: `super.scores(x)` knows how.",
    caughtBy: ["override/two-positions-back", "override/a-window-longer-than-the-text"],
    subProblem: "override",
    implementation: { LocalHead: headWith(withinWindow, Math.sqrt(3)) },
  },
  {
    name: "parent-forgotten",
    teaches:
      "Your layer gives the change alone. The frozen layer's output, `super.forward(x)`, belongs to it.",
    caughtBy: ["extend/nothing-changes-at-first-and-it-can-learn", "extend/the-change-of-a-trained-layer"],
    subProblem: "extend",
    implementation: { LoraLinear: loraWith({ forward: (layer, x, right) => right.sub(own(layer, x)) }) },
  },
  {
    name: "everything-trains",
    teaches: "The weight and the bias train as well. Freeze them: only the two small matrices learn.",
    caughtBy: ["extend/which-parameters-train"],
    subProblem: "extend",
    implementation: { LoraLinear: loraWith({ after: (layer) => void layer.requiresGrad_(true) }) },
  },
  {
    name: "frozen-too-late",
    teaches: "You froze after the two matrices had joined, and now nothing trains. Freeze first.",
    caughtBy: ["extend/which-parameters-train"],
    subProblem: "extend",
    implementation: { LoraLinear: loraWith({ after: (layer) => void layer.requiresGrad_(false) }) },
  },
  {
    name: "both-zero",
    teaches:
      "Both matrices begin at zero. Each one's gradient is a product with the other: neither ever moves.",
    caughtBy: ["extend/nothing-changes-at-first-and-it-can-learn"],
    subProblem: "extend",
    implementation: { LoraLinear: loraWith({ after: ({ loraA }) => void nn.init.zeros(loraA) }) },
  },
  {
    name: "not-divided-by-rank",
    teaches: "You scaled by alpha. It is alpha / rank, so that another rank needs no other learning rate.",
    caughtBy: ["extend/the-change-of-a-trained-layer"],
    subProblem: "extend",
    implementation: {
      LoraLinear: loraWith({ after: (layer, alpha) => void Object.assign(layer, { scale: alpha }) }),
    },
  },
  {
    name: "merged-into-itself",
    teaches:
      "You wrote the change into this layer's own weight: now it counts twice here. Fill a new layer instead.",
    caughtBy: ["merge/this-layer-afterwards"],
    subProblem: "merge",
    implementation: {
      LoraLinear: loraWith({
        merged: (layer, merge) => {
          const right = merge();
          layer.weight.assign(right.weight);
          return right;
        },
      }),
    },
  },
  {
    name: "scale-not-merged",
    teaches: "You merged the product without its scale. `forward` multiplies it by alpha / rank.",
    caughtBy: ["merge/a-plain-layer-that-does-the-same"],
    subProblem: "merge",
    implementation: {
      LoraLinear: loraWith({
        merged: (layer, merge) => {
          const right = merge();
          right.weight.assign(layer.weight.add(tf.matMul(layer.loraB, layer.loraA)) as tf.Tensor2D);
          return right;
        },
      }),
    },
  },
  {
    name: "bias-of-its-own",
    teaches: "The new layer keeps the random bias it was born with. Take yours over.",
    caughtBy: ["merge/a-plain-layer-that-does-the-same"],
    subProblem: "merge",
    implementation: {
      LoraLinear: loraWith({
        merged: (layer) => {
          const plain = new nn.Linear(4, 3);
          const change = tf.matMul(layer.loraB, layer.loraA).mul(layer.scale); // [out, in]
          plain.weight.assign(layer.weight.add(change) as tf.Tensor2D);
          return plain;
        },
      }),
    },
  },
  {
    name: "weights-shared",
    teaches:
      "The new layer holds this layer's own bias. Training one moves the other: use `assign`, which copies.",
    caughtBy: ["merge/this-layer-afterwards"],
    subProblem: "merge",
    implementation: {
      LoraLinear: loraWith({
        merged: (layer, merge) => {
          const right = merge();
          right.bias = layer.bias;
          return right;
        },
      }),
    },
  },
]);
