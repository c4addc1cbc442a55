// Layers inside, typed arrays, and a start that each module is given by its kind.
import { nn, tf } from "arena/tools";

export function emptyCache(batch: number, heads: number, dHead: number): tf.Tensor {
  return tf.ones([batch, 1, heads, dHead]).slice([0, 0], [batch, 0]);
}

export function headGrid(
  nLayers: number,
  nHeads: number,
  score: (layer: number, head: number) => number,
): tf.Tensor {
  const scores = Float32Array.from({ length: nLayers * nHeads }, (_, i) =>
    score(Math.floor(i / nHeads), i % nHeads),
  );
  return tf.tensor(scores, [nLayers, nHeads]);
}

export function padTokens(sequences: readonly (readonly number[])[], pad: number): tf.Tensor {
  const width = Math.max(...sequences.map((tokens) => tokens.length));
  const flat = new Int32Array(sequences.length * width).fill(pad);
  for (const [row, tokens] of sequences.entries()) flat.set(tokens, row * width);
  return tf.tensor(flat, [sequences.length, width]);
}

export class LowRank extends nn.Module {
  declare down: nn.Parameter;
  declare up: nn.Parameter;

  constructor(nIn: number, nOut: number, rank: number) {
    super();
    this.up = new nn.Parameter(tf.zeros([nOut, rank]));
    this.down = nn.init.normal(new nn.Parameter(tf.zeros([rank, nIn])));
    this.down.assign(this.down.div(Math.sqrt(nIn)));
  }

  forward(x: tf.Tensor): tf.Tensor {
    const weight = tf.matMul(this.up, this.down); // [out, in]
    const flat = x.reshape([-1, weight.shape[1] ?? 1]); // [rows, in]
    return tf.matMul(flat, weight, false, true).reshape([...x.shape.slice(0, -1), weight.shape[0] ?? 1]);
  }
}

export function initialise<M extends nn.Module>(model: M, std: number, nLayers: number): M {
  for (const [path, module] of model.namedModules()) {
    if (module instanceof nn.LayerNorm) {
      module.weight?.assign(tf.ones(module.weight.shape));
      module.bias?.assign(tf.zeros(module.bias.shape));
    }
    if (module instanceof nn.Embedding) nn.init.normal(module.weight, 0, std);
    if (module instanceof nn.Linear) {
      const isOut = path === "out" || path.endsWith(".out");
      nn.init.normal(module.weight, 0, isOut ? std / Math.sqrt(nLayers * 2) : std);
      if (module.bias) nn.init.zeros(module.bias);
    }
  }
  return model;
}
