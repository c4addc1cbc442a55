import { decoys } from "arena/grader";
import { nn, rearrange, softmax, tf } from "arena/tools";
import * as Solution from "../../exercises/0.2-cnns/simple-mlp/solution.ts";

const NAMES = "children/names-and-shapes-in-order";
const SIZES = "children/other-sizes";
const COUNT = "children/79510-numbers-to-train";
const WIDER = "flatten/images-that-are-wider-than-high";
const ONE_CHANNEL = "flatten/a-channel-axis-of-one";
const CHANNELS = "flatten/three-channels";
const ONE_IMAGE = "flatten/a-batch-of-one-image";
const BY_HAND = "chain/four-pixels-by-hand";
const DIGITS = "chain/ten-digits-with-shared-weights";
const ONCE = "chain/each-layer-runs-once";

type Mlp = Solution.SimpleMlp;

const flat = (x: tf.Tensor) => rearrange(x, "batch ... -> batch (...)"); // [batch, in]

/** A network that is right but for its forward. */
const computing = (compute: (x: tf.Tensor, model: Mlp) => tf.Tensor) => ({
  SimpleMlp: class SimpleMlp extends Solution.SimpleMlp {
    override forward(x: tf.Tensor): tf.Tensor2D {
      return compute(x, this) as tf.Tensor2D;
    }
  },
});

/** The solution's layers on rows that were laid out in another way. */
const layers = (rows: tf.Tensor, model: Mlp) => model.linear2.call(model.relu.call(model.linear1.call(rows))); // [batch, class]

export default decoys<typeof Solution>([
  {
    name: "other-names",
    teaches:
      "Your layers are called fc1 and fc2. Saved weights are found by name: call the fields linear1 and linear2.",
    caughtBy: [NAMES, SIZES, BY_HAND],
    subProblem: "children",
    implementation: {
      SimpleMlp: class SimpleMlp extends nn.Module {
        fc1: nn.Linear;
        fc2: nn.Linear;
        constructor(inFeatures = 784, hidden = 100, nClasses = 10) {
          super();
          this.fc1 = new nn.Linear(inFeatures, hidden);
          this.fc2 = new nn.Linear(hidden, nClasses);
        }
        forward(x: tf.Tensor): tf.Tensor {
          return this.fc2.call(this.fc1.call(flat(x)).relu()); // [batch, class]
        }
      },
    },
  },
  {
    name: "second-layer-first",
    teaches:
      "You assign linear2 before linear1, so its parameters come first. Assign layers in the order in which they are used.",
    caughtBy: [NAMES, SIZES],
    subProblem: "children",
    implementation: {
      SimpleMlp: class SimpleMlp extends Solution.SimpleMlp {
        override members(): [string, unknown][] {
          return super.members().reverse();
        }
      },
    },
  },
  {
    name: "layers-in-an-array",
    teaches:
      "Your model has no parameters at all. It finds layers that the constructor makes and keeps as fields or in an `nn.ModuleList`; in a plain array, or made anew in `forward`, they are not found.",
    caughtBy: [NAMES, COUNT, BY_HAND],
    subProblem: "children",
    implementation: {
      SimpleMlp: class SimpleMlp extends nn.Module {
        layers: nn.Linear[];
        constructor(inFeatures = 784, hidden = 100, nClasses = 10) {
          super();
          this.layers = [new nn.Linear(inFeatures, hidden), new nn.Linear(hidden, nClasses)];
        }
        forward(x: tf.Tensor): tf.Tensor {
          const [first, second] = this.layers as [nn.Linear, nn.Linear];
          return second.call(first.call(flat(x)).relu()); // [batch, class]
        }
      },
    },
  },
  {
    name: "another-width",
    teaches:
      "Your hidden layer is 128 wide, whatever is asked for. Use the constructor's arguments; hidden is 100 unless someone says otherwise.",
    caughtBy: [NAMES, SIZES, COUNT],
    subProblem: "children",
    implementation: {
      SimpleMlp: class SimpleMlp extends Solution.SimpleMlp {
        constructor(inFeatures = 784, _hidden = 100, nClasses = 10) {
          super(inFeatures, 128, nClasses);
        }
      },
    },
  },
  {
    name: "sizes-written-in",
    teaches:
      "The sizes 784, 100 and 10 stand fixed in your layers. They are defaults: take the constructor's arguments.",
    caughtBy: [SIZES],
    subProblem: "children",
    implementation: {
      SimpleMlp: class SimpleMlp extends Solution.SimpleMlp {
        constructor() {
          super(784, 100, 10);
        }
      },
    },
  },
  {
    name: "no-biases",
    teaches:
      "Your linear layers have no bias: 110 numbers are missing. `nn.Linear` makes one unless it is told not to.",
    caughtBy: [NAMES, SIZES, COUNT],
    subProblem: "children",
    implementation: {
      SimpleMlp: class SimpleMlp extends Solution.SimpleMlp {
        constructor(inFeatures = 784, hidden = 100, nClasses = 10) {
          super(inFeatures, hidden, nClasses);
          this.linear1 = new nn.Linear(inFeatures, hidden, false);
          this.linear2 = new nn.Linear(hidden, nClasses, false);
        }
      },
    },
  },
  {
    name: "column-by-column",
    teaches:
      "Your rows hold the image column by column. In `(h w)` the last name moves fastest: that reads it line by line.",
    caughtBy: [WIDER, ONE_CHANNEL, BY_HAND],
    subProblem: "flatten",
    implementation: computing((x, model) => layers(rearrange(x, "batch ... h w -> batch (... w h)"), model)),
  },
  {
    name: "channels-innermost",
    teaches:
      "Your rows interleave the channels: all colours of one pixel, then the next pixel. Here one whole channel comes after the other, `(c h w)`.",
    caughtBy: [CHANNELS],
    subProblem: "flatten",
    implementation: computing((x, model) =>
      layers(x.rank === 4 ? rearrange(x, "batch c h w -> batch (h w c)") : flat(x), model),
    ),
  },
  {
    name: "first-channel-only",
    teaches:
      "Only the first channel gets into your rows. All of them belong there: merge every axis but the batch.",
    caughtBy: [CHANNELS],
    subProblem: "flatten",
    implementation: computing((x, model) => {
      if (x.rank < 4) return layers(flat(x), model);
      const first = tf.zerosLike(x).add(x.slice([0, 0], [-1, 1])); // [batch, channel, height, width]
      return layers(flat(first), model);
    }),
  },
  {
    name: "batch-axis-last",
    teaches:
      "You flatten so that numbers of different images get into one row. Keep the batch axis first and merge the others behind it.",
    caughtBy: [WIDER, ONE_CHANNEL, BY_HAND],
    subProblem: "flatten",
    implementation: computing((x, model) =>
      layers(
        x
          .reshape([-1, x.shape[0] ?? 1])
          .transpose()
          .reshape([x.shape[0] ?? 1, model.linear1.inFeatures]),
        model,
      ),
    ),
  },
  {
    name: "one-image-loses-its-batch",
    teaches:
      "A batch of one image comes out without its batch axis: squeeze takes out every axis of length 1. Name the axes to merge instead.",
    caughtBy: [ONE_IMAGE],
    subProblem: "flatten",
    technique: "einops-rearrange",
    implementation: computing((x, model) => layers(flat(x), model).squeeze()),
  },
  {
    name: "no-relu",
    teaches:
      "Nothing stands between your two linear layers, so together they are only one. Send the first one's output through the ReLU.",
    caughtBy: [BY_HAND, DIGITS],
    subProblem: "chain",
    implementation: computing((x, model) => model.linear2.call(model.linear1.call(flat(x)))),
  },
  {
    name: "relu-at-the-end",
    teaches:
      "A ReLU also follows your last layer: no logit can be negative, so the model cannot say that a class is unlikely.",
    caughtBy: [BY_HAND, DIGITS],
    subProblem: "chain",
    implementation: computing((x, model) => model.relu.call(layers(flat(x), model))),
  },
  {
    name: "relu-before-the-first-layer",
    teaches:
      "Your ReLU stands before the first layer: it cuts off the pixels below 0 and leaves the two linear layers touching.",
    caughtBy: [BY_HAND, DIGITS],
    subProblem: "chain",
    implementation: computing((x, model) => model.linear2.call(model.linear1.call(model.relu.call(flat(x))))),
  },
  {
    name: "softmax-at-the-end",
    teaches:
      "You return probabilities: each row adds up to 1. The loss expects logits and applies softmax itself; twice is once too often.",
    caughtBy: [BY_HAND, DIGITS],
    subProblem: "chain",
    implementation: computing((x, model) => softmax(layers(flat(x), model))),
  },
  {
    name: "sigmoid-between",
    teaches: "Your layers are joined by a sigmoid. It flattens out on both sides; this network has a ReLU.",
    caughtBy: [BY_HAND, DIGITS],
    subProblem: "chain",
    implementation: computing((x, model) => model.linear2.call(tf.sigmoid(model.linear1.call(flat(x))))),
  },
  {
    name: "forward-called-directly",
    teaches:
      "The logits are right, but you run your layers by `forward`, and hooks on them never fire. Run a module by `call`.",
    caughtBy: [ONCE],
    subProblem: "chain",
    technique: "module-blocks",
    implementation: computing((x, model) =>
      model.linear2.forward(model.relu.forward(model.linear1.forward(flat(x)))),
    ),
  },
]);
