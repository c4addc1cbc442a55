import { decoys } from "arena/grader";
import { einsum, nn, random, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/empty-vs-initialised/solution.ts";

const { headGrid, padTokens, LowRank } = Solution;

type Score = (layer: number, head: number) => number;
type Sequences = readonly (readonly number[])[];

/** The two thin matrices with other values at the start. */
function lowRankWith(
  down: (shape: [number, number]) => tf.Tensor,
  up: (shape: [number, number]) => tf.Tensor = (shape) => tf.zeros(shape),
) {
  return class extends nn.Module {
    down: nn.Parameter; // [rank, in]
    up: nn.Parameter; // [out, rank]
    constructor(nIn: number, nOut: number, rank: number) {
      super();
      this.down = new nn.Parameter(down([rank, nIn]));
      this.up = new nn.Parameter(up([nOut, rank]));
    }
    forward(x: tf.Tensor): tf.Tensor {
      return einsum("... in, rank in, out rank -> ... out", x, this.down, this.up);
    }
  };
}

/** Normal numbers of the default generator. */
const normal = (shape: [number, number], deviation: number): tf.Tensor =>
  nn.init.normal(new nn.Parameter(tf.zeros(shape)), 0, deviation);

/** The start of each kind of parameter. */
interface Start {
  readonly bias: (parameter: nn.Parameter) => void;
  readonly gain: (parameter: nn.Parameter) => void;
  readonly matrix: (parameter: nn.Parameter, std: number) => void;
  readonly writes: (name: string) => boolean;
  readonly share: (nLayers: number) => number;
}

const RIGHT: Start = {
  bias: (parameter) => nn.init.zeros(parameter),
  gain: (parameter) => nn.init.ones(parameter),
  matrix: (parameter, std) => nn.init.normal(parameter, 0, std),
  writes: (name) => name.split(".").at(-2) === "out",
  share: (nLayers) => 1 / Math.sqrt(2 * nLayers),
};

function initialiseWith(changes: Partial<Start>) {
  const start: Start = { ...RIGHT, ...changes };
  return (model: nn.Module, std: number, nLayers: number): nn.Module => {
    for (const [name, parameter] of model.namedParameters()) {
      if (name.endsWith("bias")) start.bias(parameter);
      else if (parameter.rank === 1) start.gain(parameter);
      else start.matrix(parameter, start.writes(name) ? std * start.share(nLayers) : std);
    }
    return model;
  };
}

export default decoys<typeof Solution>([
  {
    name: "one-position-of-zeros",
    teaches: "Your cache has a position of zeros, to which attention would attend. Let there be 0 positions.",
    caughtBy: ["cache/the-shape", "cache/two-tokens-appended"],
    subProblem: "cache",
    implementation: {
      emptyCache: (batch: number, heads: number, dHead: number) => tf.zeros([batch, 1, heads, dHead]),
    },
  },
  {
    name: "heads-before-positions",
    teaches: "You put the heads in front of the positions. The order is [batch, position, head, dHead].",
    caughtBy: ["cache/the-shape"],
    subProblem: "cache",
    implementation: {
      emptyCache: (batch: number, heads: number, dHead: number) => tf.zeros([batch, heads, 0, dHead]),
    },
  },
  {
    name: "no-axes",
    teaches: "An empty list has one axis. The cache has all four of them; only that of positions is 0 long.",
    caughtBy: ["cache/the-shape"],
    subProblem: "cache",
    implementation: { emptyCache: () => tf.tensor1d([]) },
  },
  {
    name: "one-row-many-times",
    teaches:
      "All layers have the values of the last one: `fill` put the same row everywhere. Make each row anew, by `Array.from`.",
    caughtBy: ["grid/two-layers-of-three-heads"],
    subProblem: "grid",
    implementation: {
      headGrid: (nLayers: number, nHeads: number, score: Score) => {
        const grid: number[][] = Array(nLayers).fill(Array(nHeads).fill(0));
        for (const [layer, row] of grid.entries())
          for (let head = 0; head < nHeads; head++) row[head] = score(layer, head);
        return tf.tensor2d(grid);
      },
    },
  },
  {
    name: "written-into-a-tensor",
    teaches:
      "These are the zeros that you began with. Writing into a tensor changes no number of it: fill an array, and make the tensor of that.",
    caughtBy: ["grid/two-layers-of-three-heads"],
    subProblem: "grid",
    implementation: {
      headGrid: (nLayers: number, nHeads: number, score: Score) => {
        headGrid(nLayers, nHeads, score);
        return tf.zeros([nLayers, nHeads]);
      },
    },
  },
  {
    name: "heads-as-rows",
    teaches: "Your rows are heads. They are layers: [layer, head].",
    caughtBy: ["grid/two-layers-of-three-heads"],
    subProblem: "grid",
    implementation: {
      headGrid: (nLayers: number, nHeads: number, score: Score) =>
        tf.transpose(headGrid(nLayers, nHeads, score)),
    },
  },
  {
    name: "head-before-layer",
    teaches: "You asked `score(head, layer)`. The layer comes first.",
    caughtBy: ["grid/two-layers-of-three-heads", "grid/how-often-each-head-is-asked"],
    subProblem: "grid",
    implementation: {
      headGrid: (nLayers: number, nHeads: number, score: Score) =>
        headGrid(nLayers, nHeads, (layer, head) => score(head, layer)),
    },
  },
  {
    name: "counted-from-one",
    teaches: "You counted from 1. Layers and heads count from 0.",
    caughtBy: ["grid/two-layers-of-three-heads", "grid/how-often-each-head-is-asked"],
    subProblem: "grid",
    implementation: {
      headGrid: (nLayers: number, nHeads: number, score: Score) =>
        headGrid(nLayers, nHeads, (layer, head) => score(layer + 1, head + 1)),
    },
  },
  {
    name: "asked-twice",
    teaches: "You asked each head twice, and each question is a run of the model. Keep what you were told.",
    caughtBy: ["grid/how-often-each-head-is-asked"],
    subProblem: "grid",
    implementation: {
      headGrid: (nLayers: number, nHeads: number, score: Score) => {
        headGrid(nLayers, nHeads, score);
        return headGrid(nLayers, nHeads, score);
      },
    },
  },
  {
    name: "zeros-for-pad",
    teaches: "You filled up with zeros, and 0 is a token like any other. Fill up with `pad`.",
    caughtBy: ["pad/lengths-that-differ"],
    subProblem: "pad",
    implementation: { padTokens: (sequences: Sequences) => padTokens(sequences, 0) },
  },
  {
    name: "padded-on-the-left",
    teaches: "Your pads stand on the left. They belong behind the tokens.",
    caughtBy: ["pad/lengths-that-differ"],
    subProblem: "pad",
    implementation: {
      padTokens: (sequences: Sequences, pad: number) =>
        tf.reverse(
          padTokens(
            sequences.map((tokens) => [...tokens].reverse()),
            pad,
          ),
          1,
        ),
    },
  },
  {
    name: "as-wide-as-the-first",
    teaches: "Your batch is as wide as the first sequence, and longer ones are cut. The longest one decides.",
    caughtBy: ["pad/lengths-that-differ"],
    subProblem: "pad",
    implementation: {
      padTokens: (sequences: Sequences, pad: number) => {
        const width = sequences[0]?.length ?? 0;
        return tf.slice(padTokens(sequences, pad), [0, 0], [sequences.length, width]);
      },
    },
  },
  {
    name: "tokens-as-floats",
    teaches: 'Your tokens are float32. Token numbers are whole: give the dtype "int32".',
    caughtBy: ["pad/lengths-that-differ"],
    subProblem: "pad",
    implementation: {
      padTokens: (sequences: Sequences, pad: number) => padTokens(sequences, pad).cast("float32"),
    },
  },
  {
    name: "pushed-into-the-sequences",
    teaches: "You pushed the pads into the arrays that you were given. Make new ones: `[...tokens, …]`.",
    caughtBy: ["pad/the-sequences-afterwards"],
    subProblem: "pad",
    technique: "append",
    implementation: {
      padTokens: (sequences: Sequences, pad: number) => {
        const width = Math.max(...sequences.map(({ length }) => length));
        for (const tokens of sequences as number[][]) while (tokens.length < width) tokens.push(pad);
        return padTokens(sequences, pad);
      },
    },
  },
  {
    name: "both-zero",
    teaches: "Both matrices are zero, so that neither has a gradient, and nothing is ever learned.",
    caughtBy: ["low-rank/the-spread-of-down", "low-rank/the-first-gradient"],
    subProblem: "low-rank",
    implementation: { LowRank: lowRankWith((shape) => tf.zeros(shape)) },
  },
  {
    name: "both-random",
    teaches: "Both matrices are random: the layer is another one from the start. Let `up` be zeros.",
    caughtBy: ["low-rank/how-it-starts"],
    subProblem: "low-rank",
    implementation: {
      LowRank: lowRankWith(
        (shape) => normal(shape, 1 / Math.sqrt(shape[1])),
        (shape) => normal(shape, 1 / Math.sqrt(shape[1])),
      ),
    },
  },
  {
    name: "the-other-one-zero",
    teaches: "You made `down` zero and `up` random. It is the other way round.",
    caughtBy: ["low-rank/the-spread-of-down", "low-rank/the-first-gradient"],
    subProblem: "low-rank",
    implementation: {
      LowRank: lowRankWith(
        (shape) => tf.zeros(shape),
        (shape) => normal(shape, 1 / Math.sqrt(shape[1])),
      ),
    },
  },
  {
    name: "deviation-of-one",
    teaches: "Your `down` has the deviation 1. Divided by √in, its outputs are as large as its inputs.",
    caughtBy: ["low-rank/the-spread-of-down"],
    subProblem: "low-rank",
    implementation: { LowRank: lowRankWith((shape) => normal(shape, 1)) },
  },
  {
    name: "divided-by-in",
    teaches: "You divided by the number of inputs. Variances add up, so that it is its root: 1/√in.",
    caughtBy: ["low-rank/the-spread-of-down"],
    subProblem: "low-rank",
    implementation: { LowRank: lowRankWith((shape) => normal(shape, 1 / shape[1])) },
  },
  {
    name: "by-the-rank",
    teaches: "You divided by the root of the rank. What counts is how many inputs are summed: √in.",
    caughtBy: ["low-rank/the-spread-of-down"],
    subProblem: "low-rank",
    implementation: { LowRank: lowRankWith((shape) => normal(shape, 1 / Math.sqrt(shape[0]))) },
  },
  {
    name: "uniform-for-normal",
    teaches: "You drew evenly from ±1/√in, and the deviation of that is 1/√(3 · in). Draw normal numbers.",
    caughtBy: ["low-rank/the-spread-of-down"],
    subProblem: "low-rank",
    implementation: {
      LowRank: lowRankWith((shape) => {
        const bound = 1 / Math.sqrt(shape[1]);
        return nn.init.uniform(new nn.Parameter(tf.zeros(shape)), -bound, bound);
      }),
    },
  },
  {
    name: "divided-by-the-rank",
    teaches: "You divided by the rank, as one does beside a scale alpha. There is no scale here.",
    caughtBy: ["low-rank/with-trained-values"],
    subProblem: "low-rank",
    implementation: {
      LowRank: class extends LowRank {
        override forward(x: tf.Tensor): tf.Tensor {
          return super.forward(x).div(this.down.shape[0] ?? 1); // [..., out]
        }
      },
    },
  },
  {
    name: "all-alike",
    teaches:
      "All entries of a matrix are one number: its neurons compute the same and stay alike forever. Draw them at random.",
    caughtBy: ["model/the-deviation-of-each-matrix", "model/the-same-seed-again-and-another-one"],
    subProblem: "model",
    implementation: {
      initialise: initialiseWith({ matrix: (parameter, std) => nn.init.constant(parameter, std) }),
    },
  },
  {
    name: "stream-not-scaled",
    teaches:
      "The weights of `out` are as large as the others. They are divided by √(2 · nLayers), so that the residual stream does not grow.",
    caughtBy: ["model/the-deviation-of-each-matrix"],
    subProblem: "model",
    implementation: { initialise: initialiseWith({ share: () => 1 }) },
  },
  {
    name: "no-root",
    teaches: "You divided by 2 · nLayers. Variances add up, so that the deviation is divided by its root.",
    caughtBy: ["model/the-deviation-of-each-matrix"],
    subProblem: "model",
    implementation: { initialise: initialiseWith({ share: (nLayers) => 1 / (2 * nLayers) }) },
  },
  {
    name: "once-a-layer",
    teaches: "You divided by √nLayers. Each layer adds to the stream twice: √(2 · nLayers).",
    caughtBy: ["model/the-deviation-of-each-matrix"],
    subProblem: "model",
    implementation: { initialise: initialiseWith({ share: (nLayers) => 1 / Math.sqrt(nLayers) }) },
  },
  {
    name: "readout-taken-for-out",
    teaches: "The name `readout.weight` ends like `out.weight`, too. Compare the whole name of the module.",
    caughtBy: ["model/the-deviation-of-each-matrix"],
    subProblem: "model",
    implementation: { initialise: initialiseWith({ writes: (name) => name.endsWith("out.weight") }) },
  },
  {
    name: "gains-of-zero",
    teaches: "The gains of the norms are 0: nothing comes through. They start at 1.",
    caughtBy: ["model/biases-and-gains"],
    subProblem: "model",
    implementation: { initialise: initialiseWith({ gain: (parameter) => nn.init.zeros(parameter) }) },
  },
  {
    name: "gains-at-random",
    teaches: "The gains of the norms are random and small. What has one axis and is no bias starts at 1.",
    caughtBy: ["model/biases-and-gains"],
    subProblem: "model",
    implementation: {
      initialise: initialiseWith({ gain: (parameter) => nn.init.normal(parameter, 0, 0.02) }),
    },
  },
  {
    name: "biases-left",
    teaches: "The biases are what they were. They start at 0.",
    caughtBy: ["model/biases-and-gains"],
    subProblem: "model",
    implementation: { initialise: initialiseWith({ bias: () => {} }) },
  },
  {
    name: "evenly-spread",
    teaches: "You drew evenly from ±std, which has the deviation std/√3. Draw normal numbers.",
    caughtBy: ["model/the-deviation-of-each-matrix", "model/mean-and-tails-of-each-matrix"],
    subProblem: "model",
    implementation: {
      initialise: initialiseWith({ matrix: (parameter, std) => nn.init.uniform(parameter, -std, std) }),
    },
  },
  {
    name: "a-generator-of-its-own",
    teaches:
      "Your numbers are the same whatever the seed: a generator of your own begins anew each time. Draw from the default one, as `nn.init` does.",
    caughtBy: ["model/the-same-seed-again-and-another-one"],
    subProblem: "model",
    implementation: {
      initialise: initialiseWith({
        matrix: (parameter, std) => nn.init.normal(parameter, 0, std, { generator: random(0) }),
      }),
    },
  },
  {
    name: "no-seed",
    teaches:
      "With the same seed your numbers are others each time. Draw from the default generator, as `nn.init` does.",
    caughtBy: ["model/the-same-seed-again-and-another-one"],
    subProblem: "model",
    implementation: {
      initialise: initialiseWith({
        matrix: (parameter, std) => parameter.assign(tf.randomNormal(parameter.shape, 0, std)),
      }),
    },
  },
]);
