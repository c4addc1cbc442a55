import { arange, einsum, nn, tf, unsqueeze, where } from "arena/tools";

/** Keeps numbers within ±cap, smoothly. */
export class SoftCap extends nn.Module {
  readonly cap: number;

  constructor(cap: number) {
    super();
    this.cap = cap;
  }

  forward(x: tf.Tensor): tf.Tensor {
    return x.div(this.cap).tanh().mul(this.cap); // x's shape
  }

  override extraRepr(): string {
    return `cap=${this.cap}`;
  }
}

/** The average over all examples of what comes in as averages of batches. */
export class AverageMeter {
  #sum = 0;
  #count = 0;

  /** An arrow function, so that it can be handed on without its object. */
  readonly add = (value: number, count = 1): void => {
    this.#sum += value * count;
    this.#count += count;
  };

  get mean(): number {
    return this.#sum / this.#count;
  }
}

/** One head of attention, in which every query sees every key. Given. */
class Head extends nn.Module {
  query: nn.Linear; // model to head
  key: nn.Linear; // model to head
  value: nn.Linear; // model to head

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

/** A head in which each query sees itself and the window - 1 positions before it. */
export class LocalHead extends Head {
  readonly window: number;

  constructor(dModel: number, dHead: number, window: number) {
    super(dModel, dHead);
    this.window = window;
  }

  override scores(x: tf.Tensor3D): tf.Tensor3D {
    const places = arange(x.shape[1]); // [key]
    const back = unsqueeze(places, 1).sub(places); // [query, key]
    const visible = back.greaterEqual(0).logicalAnd(back.less(this.window)); // [query, key], bool
    return where(visible, super.scores(x), -Infinity) as tf.Tensor3D; // [batch, query, key]
  }
}

/** A frozen linear layer with a low-rank change that is trained (Hu et al., 2021). */
export class LoraLinear extends nn.Linear {
  readonly scale: number;
  loraA: nn.Parameter; // [rank, in]
  loraB: nn.Parameter; // [out, rank]

  constructor(inFeatures: number, outFeatures: number, rank: number, alpha: number) {
    super(inFeatures, outFeatures);
    this.requiresGrad_(false);
    this.scale = alpha / rank;
    this.loraA = nn.init.kaimingUniform(new nn.Parameter(tf.zeros([rank, inFeatures])));
    this.loraB = new nn.Parameter(tf.zeros([outFeatures, rank])); // [out, rank]
  }

  override forward(x: tf.Tensor): tf.Tensor {
    const change = einsum("... i, r i, o r -> ... o", x, this.loraA, this.loraB); // [..., out]
    return super.forward(x).add(change.mul(this.scale)); // [..., out]
  }

  /** A plain layer that does the same, with weights of its own. */
  merged(): nn.Linear {
    const plain = new nn.Linear(this.inFeatures, this.outFeatures);
    const change = this.loraB.matMul(this.loraA).mul(this.scale); // [out, in]
    plain.weight.assign(this.weight.add(change)); // [out, in]
    if (this.bias !== null) plain.bias?.assign(this.bias); // [out]
    return plain;
  }
}
