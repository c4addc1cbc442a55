import { nn, notYet, type tf } from "arena/tools";

/** A cache of keys that holds no position yet. */
export function emptyCache(batch: number, heads: number, dHead: number): tf.Tensor4D {
  // the result: [batch, position, head, dHead] without any position
  return notYet(`emptyCache of ${batch} sequences, ${heads} heads of ${dHead}`);
}

/** The score of every head of every layer. */
export function headGrid(
  nLayers: number,
  nHeads: number,
  score: (layer: number, head: number) => number,
): tf.Tensor2D {
  // the result: [layer, head]
  return notYet(`headGrid of ${nLayers} layers with ${nHeads} heads by ${score.name || "a score"}`);
}

/** Sequences of different lengths as one batch, filled up on the right. */
export function padTokens(sequences: readonly (readonly number[])[], pad: number): tf.Tensor2D {
  // the result: [sequence, position], int32
  return notYet(`padTokens of ${sequences.length} sequences with ${pad}`);
}

/** A change of a linear layer by two thin matrices, which is no change at first. */
export class LowRank extends nn.Module {
  down: nn.Parameter; // [rank, in]
  up: nn.Parameter; // [out, rank]

  constructor(nIn: number, nOut: number, rank: number) {
    super();
    notYet(`LowRank from ${nIn} to ${nOut} by way of ${rank}`);
  }

  forward(x: tf.Tensor): tf.Tensor {
    // x: [..., in]; the result: [..., out]
    return notYet(`what LowRank gives for [${x.shape}]`);
  }
}

/** Gives every parameter of a transformer the values with which GPT-2 starts. */
export function initialise<M extends nn.Module>(model: M, std: number, nLayers: number): M {
  // parameters are changed in place; the result: the same model
  return notYet(`initialise of ${model.constructor.name} with ${std} and ${nLayers} layers`);
}
