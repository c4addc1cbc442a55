// One merge, getters for what is derived, a chain of blocks, and a recursive grid.
import { arange, nn, rearrange, repeat, tf, tril, where } from "arena/tools";

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

export const configOf = (overrides: Partial<Config> = {}): Config => {
  const cfg = Object.assign({ dHead: -1, dMlp: -1 }, DEFAULTS, overrides);
  if (cfg.dMlp < 0) cfg.dMlp = cfg.dModel * 4;
  if (cfg.dHead > 0) return cfg;
  cfg.dHead = Math.floor(cfg.dModel / cfg.nHeads);
  if (cfg.dHead * cfg.nHeads === cfg.dModel) return cfg;
  throw new Error(`${cfg.nHeads} heads do not divide ${cfg.dModel}`);
};

class Mlp extends nn.Sequential {
  constructor(cfg: Config) {
    super({
      up: new nn.Linear(cfg.dModel, cfg.dMlp),
      activation: new nn.GELU("none"),
      down: new nn.Linear(cfg.dMlp, cfg.dModel),
    });
  }
}

export class Block extends nn.Module {
  readonly cfg: Config;
  norm1: nn.Module;
  attention: nn.Module;
  norm2: nn.Module;
  mlp: nn.Module;

  constructor(cfg: Config) {
    super();
    this.cfg = cfg;
    [this.norm1, this.norm2] = [new nn.LayerNorm([cfg.dModel]), new nn.LayerNorm([cfg.dModel])];
    this.attention = new Attention(this.cfg);
    this.mlp = new Mlp(this.cfg);
  }

  forward(x: tf.Tensor): tf.Tensor {
    const parts = [new nn.Sequential(this.norm1, this.attention), new nn.Sequential(this.norm2, this.mlp)];
    return parts.reduce((stream, part) => stream.add(part.call(stream)), x); // [batch, position, dModel]
  }
}

export class Transformer extends nn.Module {
  cfg: Config;
  embed: nn.Embedding;
  positions: nn.Embedding;
  blocks: nn.Sequential;
  norm: nn.LayerNorm;
  unembed: nn.Linear;

  constructor(cfg: Config) {
    super();
    this.cfg = cfg;
    const { nVocab, nCtx, dModel, nLayers } = cfg;
    this.embed = new nn.Embedding(nVocab, dModel);
    this.positions = new nn.Embedding(nCtx, dModel);
    this.blocks = new nn.Sequential(...[...Array(nLayers).keys()].map(() => new Block(cfg)));
    this.norm = new nn.LayerNorm(dModel);
    this.unembed = new nn.Linear(dModel, nVocab, false);
  }

  forward(tokens: tf.Tensor2D): tf.Tensor {
    const [batch, length] = tokens.shape;
    const { nCtx } = this.cfg;
    if (length > nCtx) throw new Error(`A text of ${length} tokens does not fit: nCtx is ${nCtx}`);
    const places = repeat(arange(length), "s -> b s", { b: batch }); // [batch, position]
    const stream = this.positions.call(places).add(this.embed.call(tokens)); // [batch, position, dModel]
    return new nn.Sequential(this.blocks, this.norm, this.unembed).call(stream); // [batch, position, token]
  }
}

export const sweep = (
  base: Partial<Config>,
  choices: { readonly [Name in keyof Config]?: readonly number[] },
): Config[] => {
  const [first, ...rest] = Object.entries(choices);
  if (first === undefined) return [configOf(base)];
  const [name, values] = first;
  return values.flatMap((value) => sweep({ ...base, [name]: value }, Object.fromEntries(rest)));
};

export const changes = (cfg: Config, base: Config): string[] => {
  const before = new Map<string, number>(Object.entries(base));
  return Object.entries(cfg).flatMap(([name, value]) =>
    before.get(name) === value ? [] : [`${name}=${value}`],
  );
};
