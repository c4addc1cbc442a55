import { einsum, nn, tf } from "arena/tools";

/** A cache of keys that holds no position yet. */
export function emptyCache(batch: number, heads: number, dHead: number): tf.Tensor4D {
  return tf.zeros([batch, 0, heads, dHead]);
}

/** The score of every head of every layer. */
export function headGrid(
  nLayers: number,
  nHeads: number,
  score: (layer: number, head: number) => number,
): tf.Tensor2D {
  const scoresOf = (layer: number) => Array.from({ length: nHeads }, (_, head) => score(layer, head));
  return tf.tensor2d(Array.from({ length: nLayers }, (_, layer) => scoresOf(layer))); // [layer, head]
}

/** Sequences of different lengths as one batch, filled up on the right. */
export function padTokens(sequences: readonly (readonly number[])[], pad: number): tf.Tensor2D {
  const width = Math.max(...sequences.map(({ length }) => length));
  const rows = sequences.map((tokens) => [...tokens, ...Array<number>(width - tokens.length).fill(pad)]);
  return tf.tensor2d(rows, [rows.length, width], "int32"); // [sequence, position]
}

/** A change of a linear layer by two thin matrices, which is no change at first. */
export class LowRank extends nn.Module {
  down: nn.Parameter; // [rank, in]
  up: nn.Parameter; // [out, rank]

  constructor(nIn: number, nOut: number, rank: number) {
    super();
    this.down = nn.init.normal(new nn.Parameter(tf.zeros([rank, nIn])), 0, 1 / Math.sqrt(nIn)); // [rank, in]
    this.up = new nn.Parameter(tf.zeros([nOut, rank])); // [out, rank]
  }

  forward(x: tf.Tensor): tf.Tensor {
    const few = einsum("... in, rank in -> ... rank", x, this.down); // [..., rank]
    return einsum("... rank, out rank -> ... out", few, this.up); // [..., out]
  }
}

/** Gives every parameter of a transformer the values with which GPT-2 starts. */
export function initialise<M extends nn.Module>(model: M, std: number, nLayers: number): M {
  for (const [name, parameter] of model.namedParameters()) {
    const [last, module] = name.split(".").reverse();
    const spread = module === "out" ? std / Math.sqrt(2 * nLayers) : std;
    if (last === "bias") nn.init.zeros(parameter);
    else if (parameter.rank === 1) nn.init.ones(parameter);
    else nn.init.normal(parameter, 0, spread);
  }
  return model;
}
