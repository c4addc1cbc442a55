import { nn, notYet, rearrange, tf, tril, where } from "arena/tools";

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
  // not stated: from DEFAULTS; dHead and dMlp: from dModel and nHeads
  return notYet(`configOf of ${JSON.stringify(overrides)}`);
}

/** One block of a transformer: attention and an mlp, each added to the stream. */
export class Block extends nn.Module {
  norm1: nn.LayerNorm;
  attention: Attention;
  norm2: nn.LayerNorm;
  mlp: nn.Sequential;

  constructor(cfg: Config) {
    super();
    notYet(`a block of ${cfg.nHeads} heads`);
  }

  forward(x: tf.Tensor): tf.Tensor {
    // x and the result: [batch, position, dModel]
    return notYet(`Block of [${x.shape}]`);
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
    notYet(`a transformer of ${cfg.nLayers} layers`);
  }

  forward(tokens: tf.Tensor2D): tf.Tensor3D {
    // tokens: [batch, position], int32; the result: [batch, position, token]
    return notYet(`Transformer of [${tokens.shape}]`);
  }
}

/** A list of values for some of a configuration's numbers. */
export type Choices = { readonly [Name in keyof Config]?: readonly number[] };

/** A whole configuration for each combination of choices, the last one changing fastest. */
export function sweep(base: Partial<Config>, choices: Choices): Config[] {
  // base: overrides of each entry; the result: as many as there are combinations
  return notYet(`sweep over ${Object.keys(choices).join(", ")} on top of ${JSON.stringify(base)}`);
}

/** What makes this configuration another one than the base, as "name=value". */
export function changes(cfg: Config, base: Config): string[] {
  // in the order of cfg's fields
  return notYet(`changes of ${JSON.stringify(cfg)} from ${JSON.stringify(base)}`);
}
