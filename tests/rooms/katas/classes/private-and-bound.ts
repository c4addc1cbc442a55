// Private fields, bound methods, a mask built by tril and triu, and getters.
import { einsum, nn, tf, tril, triu } from "arena/tools";

export class SoftCap extends nn.Module {
  readonly #cap: tf.Scalar;
  override readonly extraRepr: () => string;

  constructor(cap: number) {
    super();
    this.#cap = tf.scalar(cap);
    this.extraRepr = () => `cap=${cap}`;
  }

  forward(x: tf.Tensor): tf.Tensor {
    return tf.mul(tf.tanh(tf.div(x, this.#cap)), this.#cap); // x's shape
  }
}

export class AverageMeter {
  private readonly readings: { value: number; count: number }[] = [];

  constructor() {
    this.add = this.add.bind(this);
  }

  add(value: number, count?: number): void {
    this.readings.push({ value, count: count ?? 1 });
  }

  get mean(): number {
    const total = this.readings.reduce((sum, { count }) => sum + count, 0);
    return this.readings.reduce(
      (mean, { value, count }) => mean + (value * count) / total,
      total > 0 ? 0 : NaN,
    );
  }
}

class Head extends nn.Module {
  query: nn.Linear;
  key: nn.Linear;
  value: nn.Linear;

  constructor(dModel: number, dHead: number) {
    super();
    this.query = new nn.Linear(dModel, dHead);
    this.key = new nn.Linear(dModel, dHead);
    this.value = new nn.Linear(dModel, dHead);
  }

  scores(x: tf.Tensor3D): tf.Tensor3D {
    const [query, key] = [this.query.call(x), this.key.call(x)]; // [batch, position, head] each
    const products = einsum("b q d, b k d -> b q k", query, key); // [batch, query, key]
    return products.div(Math.sqrt(query.shape[2] ?? 1)) as tf.Tensor3D; // [batch, query, key]
  }

  forward(x: tf.Tensor3D): tf.Tensor3D {
    const pattern = tf.softmax(this.scores(x)); // [batch, query, key]
    return einsum("b q k, b k d -> b q d", pattern, this.value.call(x)) as tf.Tensor3D; // [batch, query, head]
  }
}

export class LocalHead extends Head {
  private readonly window: number;

  constructor(...[dModel, dHead, window]: [number, number, number]) {
    super(dModel, dHead);
    this.window = window;
  }

  override scores(x: tf.Tensor3D): tf.Tensor3D {
    const all = tf.ones([x.shape[1], x.shape[1]]); // [query, key]
    const visible = triu(tril(all), 1 - this.window); // [query, key]
    return super.scores(x).add(visible.sub(1).mul(1e9)) as tf.Tensor3D; // [batch, query, key]
  }
}

export class LoraLinear extends nn.Linear {
  loraA: nn.Parameter;
  loraB: nn.Parameter;

  private readonly scale: tf.Scalar;

  constructor(inFeatures: number, outFeatures: number, rank: number, alpha: number) {
    super(inFeatures, outFeatures);
    this.scale = tf.scalar(alpha / rank);
    this.loraA = new nn.Parameter(tf.randomNormal([rank, inFeatures], 0, 0.02));
    this.loraB = new nn.Parameter(tf.zeros([outFeatures, rank]));
    for (const [name, parameter] of this.namedParameters()) parameter.requiresGrad = name.startsWith("lora");
  }

  private get change(): tf.Tensor2D {
    return einsum("o r, r i -> o i", this.loraB, this.loraA).mul(this.scale) as tf.Tensor2D;
  }

  override forward(x: tf.Tensor): tf.Tensor {
    const whole = this.weight.add(this.change); // [out, in]
    return einsum("... i, o i -> ... o", x, whole).add(this.bias as tf.Tensor); // [..., out]
  }

  merged(): nn.Linear {
    const layer = new nn.Linear(this.inFeatures, this.outFeatures);
    layer.loadStateDict({ weight: this.weight.add(this.change), bias: this.bias as tf.Tensor });
    return layer;
  }
}
