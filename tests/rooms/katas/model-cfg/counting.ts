// Defaults one by one, loops, layers looked up by index, and a grid by counting.
import { nn, rearrange, tf, tril, where } from "arena/tools";

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

export function configOf(overrides: Partial<Config> = {}): Config {
  const nLayers = overrides.nLayers ?? DEFAULTS.nLayers;
  const dModel = overrides.dModel ?? DEFAULTS.dModel;
  const nHeads = overrides.nHeads ?? DEFAULTS.nHeads;
  const nVocab = overrides.nVocab ?? DEFAULTS.nVocab;
  const nCtx = overrides.nCtx ?? DEFAULTS.nCtx;
  const dMlp = overrides.dMlp ?? dModel * 4;
  if (overrides.dHead === undefined && dModel % nHeads !== 0)
    throw new RangeError(`dModel (${dModel}) is not divisible by nHeads (${nHeads})`);
  const dHead = overrides.dHead ?? dModel / nHeads;
  return { nLayers, dModel, nHeads, dHead, dMlp, nVocab, nCtx };
}

export class Block extends nn.Module {
  norm1: nn.LayerNorm;
  norm2: nn.LayerNorm;
  attention: Attention;
  mlp: nn.Module;

  constructor({ dModel, dMlp, ...rest }: Config) {
    super();
    this.norm1 = new nn.LayerNorm(dModel);
    this.norm2 = new nn.LayerNorm(dModel);
    this.attention = new Attention({ dModel, dMlp, ...rest });
    const [up, down] = [new nn.Linear(dModel, dMlp), new nn.Linear(dMlp, dModel)];
    this.mlp = new nn.Sequential({ up, activation: new nn.GELU(), down });
  }

  forward(x: tf.Tensor): tf.Tensor {
    let stream = x; // [batch, position, dModel]
    stream = tf.add(stream, this.attention.call(this.norm1.call(stream)));
    stream = tf.add(stream, this.mlp.call(this.norm2.call(stream)));
    return stream;
  }
}

export class Transformer extends nn.Module {
  readonly cfg: Config;
  embed: nn.Embedding;
  positions: nn.Embedding;
  blocks = new nn.ModuleList<Block>();
  norm: nn.LayerNorm;
  unembed: nn.Linear;

  constructor(cfg: Config) {
    super();
    this.cfg = Object.freeze({ ...cfg });
    this.embed = new nn.Embedding(cfg.nVocab, cfg.dModel);
    this.positions = new nn.Embedding(cfg.nCtx, cfg.dModel);
    for (let layer = 0; layer < cfg.nLayers; layer++) this.blocks.append(new Block(cfg));
    this.norm = new nn.LayerNorm(cfg.dModel);
    this.unembed = new nn.Linear(cfg.dModel, cfg.nVocab, false);
  }

  forward(tokens: tf.Tensor2D): tf.Tensor {
    const [, length = 0] = tokens.shape;
    if (!(length <= this.cfg.nCtx)) throw new RangeError(`${length} > nCtx = ${this.cfg.nCtx}`);
    const places = this.positions.weight.slice([0, 0], [length, this.cfg.dModel]); // [position, dModel]
    let stream: tf.Tensor = tf.add(this.embed.call(tokens), places); // [batch, position, dModel]
    for (let layer = 0; layer < this.blocks.length; layer++) stream = this.blocks.at(layer).call(stream);
    return this.unembed.call(this.norm.call(stream)); // [batch, position, token]
  }
}

type Choices = { readonly [Name in keyof Config]?: readonly number[] };

export function sweep(base: Partial<Config>, choices: Choices): Config[] {
  const entries = Object.entries(choices);
  const total = entries.reduce((product, [, values]) => product * values.length, 1);
  const grid: Config[] = [];
  for (let n = 0; n < total; n++) {
    const overrides: Record<string, number> = { ...base };
    let rest = n;
    for (const [name, values] of entries.toReversed()) {
      overrides[name] = values[rest % values.length]!;
      rest = Math.floor(rest / values.length);
    }
    grid.push(configOf(overrides));
  }
  return grid;
}

export function changes(cfg: Config, base: Config): string[] {
  const told: string[] = [];
  for (const name of Object.keys(cfg) as (keyof Config)[]) {
    if (cfg[name] === base[name]) continue;
    told.push([name, cfg[name]].join("="));
  }
  return told;
}
