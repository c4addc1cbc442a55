import { arange, nn, rearrange, tf, tril, where } from "arena/tools";

/** The numbers that make a transformer what it is. Given. */
export interface Config {
  readonly nLayers: number;
  readonly dModel: number;
  readonly nHeads: number;
  readonly dHead: number;
  readonly dMlp: number;
  readonly nVocab: number;
  readonly nCtx: number;
}

/** GPT-2 small, without what follows from the rest. Given. */
const DEFAULTS = { nLayers: 12, dModel: 768, nHeads: 12, nVocab: 50257, nCtx: 1024 };

/** Causal attention by nHeads heads of dHead numbers each. Given. */
class Attention extends nn.Module {
  readonly cfg: Config;
  query: nn.Linear; // dModel to heads
  key: nn.Linear; // dModel to heads
  value: nn.Linear; // dModel to heads
  output: nn.Linear; // heads to dModel

  constructor(cfg: Config) {
    super();
    this.cfg = cfg;
    const width = cfg.nHeads * cfg.dHead;
    this.query = new nn.Linear(cfg.dModel, width);
    this.key = new nn.Linear(cfg.dModel, width);
    this.value = new nn.Linear(cfg.dModel, width);
    this.output = new nn.Linear(width, cfg.dModel);
  }

  forward(x: tf.Tensor): tf.Tensor {
    const heads = (y: tf.Tensor) => rearrange(y, "b s (h d) -> b h s d", { h: this.cfg.nHeads });
    const [query, key] = [heads(this.query.call(x)), heads(this.key.call(x))]; // [batch, head, position, d] each
    const scores = tf.matMul(query, key, false, true).div(Math.sqrt(this.cfg.dHead)); // [batch, head, query, key]
    const past = tril(tf.onesLike(scores)).toBool(); // [batch, head, query, key]
    const pattern = tf.softmax(where(past, scores, -Infinity)); // [batch, head, query, key]
    const mixed = tf.matMul(pattern, heads(this.value.call(x))); // [batch, head, query, d]
    return this.output.call(rearrange(mixed, "b h s d -> b s (h d)")); // [batch, position, dModel]
  }
}

/** The whole configuration: what is stated, the defaults, and what follows from them. */
export function configOf(overrides: Partial<Config> = {}): Config {
  const stated = { ...DEFAULTS, ...overrides };
  const { dModel, nHeads } = stated;
  const derived = { dHead: dModel / nHeads, dMlp: 4 * dModel };
  const cfg = { ...derived, ...stated };
  if (!Number.isInteger(cfg.dHead))
    throw new Error(`A dModel of ${dModel} cannot be shared out among ${nHeads} heads.`);
  return cfg;
}

/** One block of a transformer: attention and an mlp, each added to the stream. */
export class Block extends nn.Module {
  norm1: nn.LayerNorm;
  attention: Attention;
  norm2: nn.LayerNorm;
  mlp: nn.Sequential;

  constructor(cfg: Config) {
    super();
    this.norm1 = new nn.LayerNorm(cfg.dModel);
    this.attention = new Attention(cfg);
    this.norm2 = new nn.LayerNorm(cfg.dModel);
    this.mlp = new nn.Sequential({
      up: new nn.Linear(cfg.dModel, cfg.dMlp),
      activation: new nn.GELU(),
      down: new nn.Linear(cfg.dMlp, cfg.dModel),
    });
  }

  forward(x: tf.Tensor): tf.Tensor {
    const stream = x.add(this.attention.call(this.norm1.call(x))); // [batch, position, dModel]
    return stream.add(this.mlp.call(this.norm2.call(stream))); // [batch, position, dModel]
  }
}

/** A small GPT. Gives the logits of the next token at each position. */
export class Transformer extends nn.Module {
  readonly cfg: Config;
  embed: nn.Embedding;
  positions: nn.Embedding;
  blocks: nn.ModuleList<Block>;
  norm: nn.LayerNorm;
  unembed: nn.Linear;

  constructor(cfg: Config) {
    super();
    this.cfg = cfg;
    this.embed = new nn.Embedding(cfg.nVocab, cfg.dModel);
    this.positions = new nn.Embedding(cfg.nCtx, cfg.dModel);
    this.blocks = new nn.ModuleList(Array.from({ length: cfg.nLayers }, () => new Block(cfg)));
    this.norm = new nn.LayerNorm(cfg.dModel);
    this.unembed = new nn.Linear(cfg.dModel, cfg.nVocab, false);
  }

  forward(tokens: tf.Tensor2D): tf.Tensor3D {
    const length = tokens.shape[1];
    if (length > this.cfg.nCtx)
      throw new Error(`${length} positions are more than nCtx, which is ${this.cfg.nCtx}.`);
    let stream = this.embed.call(tokens).add(this.positions.call(arange(length))); // [batch, position, dModel]
    for (const block of this.blocks) stream = block.call(stream);
    return this.unembed.call(this.norm.call(stream)) as tf.Tensor3D; // [batch, position, token]
  }
}

/** A list of values for some of a configuration's numbers. */
export type Choices = { readonly [Name in keyof Config]?: readonly number[] };

/** A whole configuration for each combination of choices, the last one changing fastest. */
export function sweep(base: Partial<Config>, choices: Choices): Config[] {
  let grid = [base];
  for (const [name, values] of Object.entries(choices))
    grid = grid.flatMap((entry) => values.map((value) => ({ ...entry, [name]: value })));
  return grid.map((overrides) => configOf(overrides));
}

/** What makes this configuration another one than the base, as "name=value". */
export function changes(cfg: Config, base: Config): string[] {
  return Object.entries(cfg)
    .filter(([name, value]) => value !== base[name as keyof Config])
    .map(([name, value]) => `${name}=${value}`);
}
