import { decoys } from "arena/grader";
import { nn, type tf } from "arena/tools";
import * as Solution from "../../exercises/katas/module-blocks/solution.ts";

/** A residual block whose `forward` is another one. */
function residualWith(forward: (block: Solution.Residual, x: tf.Tensor) => tf.Tensor) {
  return class Residual extends Solution.Residual {
    override forward(x: tf.Tensor): tf.Tensor {
      return forward(this, x);
    }
  };
}

/** A residual block with another way round its branch. */
function residualAround(around: (from: number, to: number) => nn.Module) {
  return class Residual extends Solution.Residual {
    constructor(from: number, to: number, branch: nn.Module) {
      super(from, to, branch);
      this.around = around(from, to);
    }
  };
}

/** A stream whose `forward` is another one. */
function streamWith(forward: (model: Solution.Stream, x: tf.Tensor, depth?: number) => tf.Tensor) {
  return class Stream extends Solution.Stream {
    override forward(x: tf.Tensor, depth?: number): tf.Tensor {
      return forward(this, x, depth);
    }
  };
}

/** The stream after so many blocks, not normalised. */
function unread(model: Solution.Stream, x: tf.Tensor, depth = model.blocks.length): tf.Tensor {
  return [...model.blocks].slice(0, depth).reduce((stream, block) => block.call(stream), x); // [..., width]
}

type Block = (from: number, to: number, atTheEnd?: boolean) => nn.Sequential;

/** Both kinds of blocks and the networks made of them. */
function ganOf({ up = Solution.upBlock, down = Solution.downBlock }: { up?: Block; down?: Block }) {
  const chain = (widths: readonly number[], block: Block, end: number) =>
    new nn.Sequential(...widths.slice(1).map((to, i) => block(widths[i] ?? 0, to, i === end)));
  return {
    upBlock: up,
    downBlock: down,
    adversaries: (channels: readonly number[]) => ({
      generator: chain(channels, up, channels.length - 2),
      discriminator: chain(channels.toReversed(), down, 0),
    }),
  };
}

const half = { stride: 2, padding: 1, bias: false };

const names = (from: number, hidden: number, to: number) => ({
  up: new nn.Linear(from, hidden),
  activation: new nn.GELU(),
  down: new nn.Linear(hidden, to),
});

export default decoys<typeof Solution>([
  {
    name: "numbers-for-names",
    teaches:
      "Your layers are called 0, 1 and 2, and no saved weights fit. Give `nn.Sequential` an object: its keys are the names.",
    caughtBy: ["chain/names-and-shapes"],
    subProblem: "chain",
    implementation: {
      mlp: (from: number, hidden: number, to: number) =>
        new nn.Sequential(...Object.values(names(from, hidden, to))),
    },
  },
  {
    name: "nothing-between",
    teaches: "Nothing stands between your linear layers, so that both are one linear map. A GELU goes there.",
    caughtBy: ["chain/a-batch-of-positions"],
    subProblem: "chain",
    implementation: {
      mlp: (from: number, hidden: number, to: number) => {
        const { up, down } = names(from, hidden, to);
        return new nn.Sequential({ up, down });
      },
    },
  },
  {
    name: "activation-behind",
    teaches:
      "A GELU follows your last layer: then the branch could hardly take anything away from the stream.",
    caughtBy: ["chain/a-batch-of-positions"],
    subProblem: "chain",
    implementation: {
      mlp: (from: number, hidden: number, to: number) =>
        new nn.Sequential({ ...names(from, hidden, to), last: new nn.GELU() }),
    },
  },
  {
    name: "relu-for-gelu",
    teaches: "You took a ReLU. The activation is a GELU.",
    caughtBy: ["chain/a-batch-of-positions"],
    subProblem: "chain",
    implementation: {
      mlp: (from: number, hidden: number, to: number) =>
        new nn.Sequential({ ...names(from, hidden, to), activation: new nn.ReLU() }),
    },
  },
  {
    name: "nothing-added",
    teaches:
      "You gave what the branch gives, and the stream is lost. What goes round the branch is added to it.",
    caughtBy: ["residual/a-stream-of-positions", "residual/down-to-one-value"],
    subProblem: "residual",
    implementation: { Residual: residualWith((block, x) => block.branch.call(block.norm.call(x))) },
  },
  {
    name: "branch-not-normalised",
    teaches: "Your branch reads the stream as it is. It reads what the norm makes of it.",
    caughtBy: ["residual/a-stream-of-positions", "residual/hooks-on-every-part"],
    subProblem: "residual",
    implementation: {
      Residual: residualWith((block, x) => block.around.call(x).add(block.branch.call(x))),
    },
  },
  {
    name: "normalised-stream-added",
    teaches:
      "You normalised the stream itself: `x = norm(x)` changes both sides of the sum. Only the branch reads the norm.",
    caughtBy: ["residual/a-stream-of-positions"],
    subProblem: "residual",
    implementation: {
      Residual: residualWith((block, x) => {
        const normalised = block.norm.call(x); // [..., from]
        return block.around.call(normalised).add(block.branch.call(normalised));
      }),
    },
  },
  {
    name: "always-projected",
    teaches:
      "A linear map goes round the branch even where the widths agree. There the stream passes untouched: `nn.Identity`.",
    caughtBy: ["residual/nothing-to-learn-around-where-the-width-stays"],
    subProblem: "residual",
    implementation: { Residual: residualAround((from, to) => new nn.Linear(from, to, false)) },
  },
  {
    name: "never-projected",
    teaches:
      "The identity goes round the branch even where the widths differ. A width of 1 is then broadcast, and nobody complains.",
    caughtBy: ["residual/a-linear-map-around-where-it-changes", "residual/down-to-one-value"],
    subProblem: "residual",
    implementation: { Residual: residualAround(() => new nn.Identity()) },
  },
  {
    name: "around-not-used",
    teaches:
      "You added `x` itself. Where the widths differ that is broadcast or throws; what `around` makes of it fits.",
    caughtBy: ["residual/down-to-one-value", "residual/hooks-on-every-part"],
    subProblem: "residual",
    implementation: { Residual: residualWith((block, x) => x.add(block.branch.call(block.norm.call(x)))) },
  },
  {
    name: "forward-for-call",
    teaches: "You ran `forward` of the parts, and their hooks stay silent. Run them by `call`.",
    caughtBy: ["residual/hooks-on-every-part"],
    subProblem: "residual",
    implementation: {
      Residual: residualWith((block, x) =>
        block.around.forward(x).add(block.branch.forward(block.norm.forward(x)) as tf.Tensor),
      ),
    },
  },
  {
    name: "plain-array",
    teaches:
      "Your blocks lie in a plain array, which nobody looks into: the optimizer gets none of them. Use `nn.ModuleList`.",
    caughtBy: ["stream/names-and-shapes"],
    subProblem: "stream",
    implementation: {
      Stream: class Stream extends nn.Module {
        blocks: readonly nn.Module[];
        norm: nn.LayerNorm;
        constructor(width: number, blocks: readonly nn.Module[]) {
          super();
          this.blocks = blocks;
          this.norm = new nn.LayerNorm(width);
        }
        forward(x: tf.Tensor, depth = this.blocks.length): tf.Tensor {
          const run = (stream: tf.Tensor, block: nn.Module) => block.call(stream);
          return this.norm.call(this.blocks.slice(0, depth).reduce(run, x));
        }
      },
    },
  },
  {
    name: "never-normalised",
    teaches: "The last norm is not used. The stream is read through it.",
    caughtBy: ["stream/through-all-blocks", "stream/read-before-its-end", "stream/hooks-on-the-blocks"],
    subProblem: "stream",
    implementation: { Stream: streamWith(unread) },
  },
  {
    name: "norm-only-at-the-end",
    teaches:
      "Read early, your stream goes past the norm. The logit lens uses the same last norm after any number of blocks.",
    caughtBy: ["stream/read-before-its-end"],
    subProblem: "stream",
    implementation: {
      Stream: streamWith((model, x, depth = model.blocks.length) => {
        const stream = unread(model, x, depth); // [..., width]
        return depth === model.blocks.length ? model.norm.call(stream) : stream;
      }),
    },
  },
  {
    name: "one-block-too-many",
    teaches:
      "You read after the block with the number `depth`. After `depth` blocks the last one that ran is `depth - 1`.",
    caughtBy: ["stream/read-before-its-end", "stream/hooks-on-the-blocks"],
    subProblem: "stream",
    implementation: {
      Stream: streamWith((model, x, depth = model.blocks.length) =>
        model.norm.call(unread(model, x, depth + 1)),
      ),
    },
  },
  {
    name: "norm-on-the-image",
    teaches:
      "Your last block has a batch norm. It would set the pixels' mean and spread; on the image a tanh stands alone.",
    caughtBy: ["gan-blocks/up-and-the-last-one-up"],
    subProblem: "gan-blocks",
    implementation: ganOf({
      up: (from, to, last = false) =>
        new nn.Sequential(
          new nn.ConvTranspose2d(from, to, 4, half),
          new nn.BatchNorm2d(to),
          last ? new nn.Tanh() : new nn.ReLU(),
        ),
    }),
  },
  {
    name: "norm-on-the-input",
    teaches: "Your first block down has a batch norm. There the values of the pixels themselves count.",
    caughtBy: ["gan-blocks/down-and-the-first-one-down"],
    subProblem: "gan-blocks",
    implementation: ganOf({
      down: (from, to) =>
        new nn.Sequential(new nn.Conv2d(from, to, 4, half), new nn.BatchNorm2d(to), new nn.LeakyReLU(0.2)),
    }),
  },
  {
    name: "default-slope",
    teaches: "Your leaky ReLU has the slope 0.01, its default. Asked is 0.2.",
    caughtBy: ["gan-blocks/down-and-the-first-one-down"],
    subProblem: "gan-blocks",
    implementation: ganOf({
      down: (from, to, first = false) =>
        new nn.Sequential(
          new nn.Conv2d(from, to, 4, half),
          ...(first ? [] : [new nn.BatchNorm2d(to)]),
          new nn.LeakyReLU(),
        ),
    }),
  },
  {
    name: "biases-before-norms",
    teaches: "Your convolutions have biases, which the norms behind them take away again. Pass bias: false.",
    caughtBy: ["gan-blocks/up-and-the-last-one-up", "gan-blocks/down-and-the-first-one-down"],
    subProblem: "gan-blocks",
    implementation: ganOf({
      up: (from, to, last = false) =>
        new nn.Sequential(
          new nn.ConvTranspose2d(from, to, 4, { stride: 2, padding: 1 }),
          ...(last ? [new nn.Tanh()] : [new nn.BatchNorm2d(to), new nn.ReLU()]),
        ),
      down: (from, to, first = false) =>
        new nn.Sequential(
          new nn.Conv2d(from, to, 4, { stride: 2, padding: 1 }),
          ...(first ? [] : [new nn.BatchNorm2d(to)]),
          new nn.LeakyReLU(0.2),
        ),
    }),
  },
  {
    name: "same-way-twice",
    teaches:
      "Your discriminator goes through the channels as the generator does. It goes back: reverse them.",
    caughtBy: ["gan/from-one-block-to-three"],
    subProblem: "gan",
    implementation: {
      adversaries: (channels: readonly number[]) => ({
        generator: Solution.adversaries(channels).generator,
        discriminator: Solution.adversaries(channels.toReversed()).discriminator,
      }),
    },
  },
  {
    name: "wrong-end-marked",
    teaches:
      "You marked the discriminator's last block. The one without a norm is the first, which reads the image.",
    caughtBy: ["gan/from-one-block-to-three"],
    subProblem: "gan",
    implementation: {
      adversaries: (channels: readonly number[]) => {
        const back = channels.toReversed();
        const blocks = back
          .slice(1)
          .map((to, i) => Solution.downBlock(back[i] ?? 0, to, i === back.length - 2));
        return {
          generator: Solution.adversaries(channels).generator,
          discriminator: new nn.Sequential(...blocks),
        };
      },
    },
  },
  {
    name: "no-end-marked",
    teaches:
      "No block knows that it is at the image. Tell the generator's last one and the discriminator's first one.",
    caughtBy: ["gan/from-one-block-to-three"],
    subProblem: "gan",
    implementation: {
      adversaries: ganOf({
        up: (from, to) => Solution.upBlock(from, to),
        down: (from, to) => Solution.downBlock(from, to),
      }).adversaries,
    },
  },
]);
