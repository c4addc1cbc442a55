import { backward, nn, optim, random, tf } from "../../../../src/tools/index.ts";
import type { Workload } from "../workload.ts";

const [BATCH, SEQUENCE, WIDTH, HEADS, VOCABULARY] = [16, 64, 128, 4, 256];
const HEAD = WIDTH / HEADS;

class Attention extends nn.Module {
  readonly qkv: nn.Linear;
  readonly out: nn.Linear;
  readonly mask: tf.Tensor; // [query, key], 0 where seen

  constructor() {
    super();
    this.qkv = new nn.Linear(WIDTH, 3 * WIDTH);
    this.out = new nn.Linear(WIDTH, WIDTH);
    this.mask = tf.linalg
      .bandPart(tf.ones([SEQUENCE, SEQUENCE]), -1, 0)
      .sub(1)
      .mul(1e9);
  }

  forward(x: tf.Tensor): tf.Tensor {
    const parts = this.qkv
      .call(x)
      .reshape([BATCH, SEQUENCE, 3 * HEADS, HEAD])
      .transpose([0, 2, 1, 3]);
    const [q, k, v] = tf.split(parts, 3, 1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // [batch, head, place, HEAD]
    const scores = tf.matMul(q, k, false, true).div(Math.sqrt(HEAD)).add(this.mask); // [batch, head, query, key]
    const mixed = tf.matMul(tf.softmax(scores), v); // [batch, head, query, HEAD]
    return this.out.call(mixed.transpose([0, 2, 1, 3]).reshape([BATCH, SEQUENCE, WIDTH])); // [batch, place, width]
  }
}

class Block extends nn.Module {
  readonly ln1: nn.LayerNorm;
  readonly attention: Attention;
  readonly ln2: nn.LayerNorm;
  readonly mlp: nn.Sequential;

  constructor() {
    super();
    this.ln1 = new nn.LayerNorm(WIDTH);
    this.attention = new Attention();
    this.ln2 = new nn.LayerNorm(WIDTH);
    this.mlp = new nn.Sequential(
      new nn.Linear(WIDTH, 4 * WIDTH),
      new nn.ReLU(),
      new nn.Linear(4 * WIDTH, WIDTH),
    );
  }

  forward(x: tf.Tensor): tf.Tensor {
    const attended = x.add(this.attention.call(this.ln1.call(x))); // [batch, place, width]
    return attended.add(this.mlp.call(this.ln2.call(attended))); // [batch, place, width]
  }
}

class Transformer extends nn.Module {
  readonly tokens: nn.Embedding;
  readonly places: nn.Parameter; // [place, width]
  readonly blocks: nn.Sequential;
  readonly norm: nn.LayerNorm;
  readonly unembed: nn.Linear;

  constructor() {
    super();
    this.tokens = new nn.Embedding(VOCABULARY, WIDTH);
    this.places = new nn.Parameter(random(3).normal([SEQUENCE, WIDTH]).mul(0.02));
    this.blocks = new nn.Sequential(new Block(), new Block());
    this.norm = new nn.LayerNorm(WIDTH);
    this.unembed = new nn.Linear(WIDTH, VOCABULARY);
  }

  forward(ids: tf.Tensor): tf.Tensor {
    const embedded = this.tokens.call(ids).add(this.places); // [batch, place, width]
    return this.unembed.call(this.norm.call(this.blocks.call(embedded))); // [batch, place, vocabulary]
  }
}

/** One Adam step of a causal language model: two layers, width 128, 64 tokens, batch 16. */
export const transformer: Workload = {
  name: "transformer step",
  prepare: () => {
    const model = new Transformer();
    const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 });
    const ids = random(1).integers([BATCH, SEQUENCE], 0, VOCABULARY); // [batch, place]
    const next = random(2).integers([BATCH * SEQUENCE], 0, VOCABULARY); // [batch place]
    const lossOf = () =>
      nn.functional.crossEntropy(model.call(ids).reshape([BATCH * SEQUENCE, VOCABULARY]), next); // []
    return async () => {
      optimizer.zeroGrad();
      const loss = backward(lossOf, model.parameters()); // []
      optimizer.step();
      await loss.data();
      loss.dispose();
    };
  },
};
