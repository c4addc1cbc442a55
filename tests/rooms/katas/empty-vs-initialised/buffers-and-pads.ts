// tf.buffer for tables, tf.pad for padding, and layers that are set afterwards.
import { concatenate, nn, tf } from "arena/tools";

export const emptyCache = (batch: number, heads: number, dHead: number): tf.Tensor =>
  tf.tensor([], [batch, 0, heads, dHead], "float32");

export function headGrid(
  nLayers: number,
  nHeads: number,
  score: (layer: number, head: number) => number,
): tf.Tensor {
  const grid = tf.buffer([nLayers, nHeads]);
  for (let head = 0; head < nHeads; head++)
    for (let layer = 0; layer < nLayers; layer++) grid.set(score(layer, head), layer, head);
  return grid.toTensor();
}

export function padTokens(sequences: readonly (readonly number[])[], pad: number): tf.Tensor {
  const longest = sequences.reduce((width, tokens) => Math.max(width, tokens.length), 0);
  const rows = sequences.map((tokens) =>
    concatenate([
      tf.tensor1d([...tokens], "int32"),
      tf.fill([longest - tokens.length], pad, "int32") as tf.Tensor1D,
    ]),
  ); // [position] each
  return tf.stack(rows);
}

export class LowRank extends nn.Module {
  readonly down: nn.Parameter;
  readonly up: nn.Parameter;

  constructor(nIn: number, nOut: number, rank: number) {
    super();
    [this.down, this.up] = [new nn.Parameter(tf.ones([rank, nIn])), new nn.Parameter(tf.ones([nOut, rank]))];
    nn.init.normal(this.down, 0, nIn ** -0.5);
    nn.init.zeros(this.up);
  }

  forward(x: tf.Tensor): tf.Tensor {
    const rows = x.reshape<tf.Tensor2D>([-1, x.shape.at(-1) ?? 1]); // [rows, in]
    const out = rows
      .matMul(this.down as tf.Tensor2D, false, true)
      .matMul(this.up as tf.Tensor2D, false, true);
    return out.reshape([...x.shape.slice(0, -1), -1]); // [..., out]
  }
}

export function initialise<M extends nn.Module>(model: M, std: number, nLayers: number): M {
  const residual = /(^|\.)out\.weight$/;
  for (const [name, parameter] of model.namedParameters()) {
    if (parameter.rank > 1) {
      const scale = residual.test(name) ? (2 * nLayers) ** -0.5 : 1;
      nn.init.normal(parameter, 0, std * scale);
    } else {
      parameter.assign(tf.fill(parameter.shape, /bias$/.test(name) ? 0 : 1));
    }
  }
  return model;
}
