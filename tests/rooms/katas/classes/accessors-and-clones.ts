// Running averages, closures, a head that also overrides forward, and a merged layer made of clones.
import { arange, einsum, nn, tf, unsqueeze } from "arena/tools";

export class SoftCap extends nn.Tanh {
  cap = 1;

  constructor(cap: number) {
    super();
    Object.assign(this, { cap });
  }

  override forward(x: tf.Tensor): tf.Tensor {
    return super.forward(x.mul(1 / this.cap)).mul(this.cap); // x's shape
  }

  override extraRepr = () => ["cap", this.cap].join("=");
}

export class AverageMeter {
  count = 0;
  mean = Number.NaN;

  add = (value: number, count = 1) => {
    this.count += count;
    const before = Number.isNaN(this.mean) ? 0 : this.mean;
    this.mean = before + ((value - before) * count) / this.count;
  };
}

abstract class Attention extends nn.Module {
  query: nn.Linear;
  key: nn.Linear;
  value: nn.Linear;

  constructor(dModel: number, dHead: number) {
    super();
    this.query = new nn.Linear(dModel, dHead);
    this.key = new nn.Linear(dModel, dHead);
    this.value = new nn.Linear(dModel, dHead);
  }

  abstract visible(length: number): tf.Tensor;

  forward(x: tf.Tensor3D): tf.Tensor {
    const query = this.query.call(x).div(Math.sqrt(this.query.outFeatures)); // [batch, query, head]
    const scores = tf.matMul(query, this.key.call(x), false, true); // [batch, query, key]
    const masked = tf.where(this.visible(x.shape[1]).broadcastTo(scores.shape), scores, -Infinity);
    return tf.matMul(masked.softmax(), this.value.call(x)); // [batch, query, head]
  }
}

export class LocalHead extends Attention {
  #window: number;

  constructor(dModel: number, dHead: number, window: number) {
    super(dModel, dHead);
    this.#window = window;
  }

  visible(length: number): tf.Tensor {
    const [query, key] = [unsqueeze(arange(length), 1), unsqueeze(arange(length), 0)];
    const recent = key.greater(query.sub(tf.scalar(this.#window, "int32"))); // [query, key]
    return key.lessEqual(query).logicalAnd(recent); // [query, key]
  }
}

export class LoraLinear extends nn.Linear {
  loraA: nn.Parameter;
  loraB: nn.Parameter;
  scale: number;

  constructor(inFeatures: number, outFeatures: number, rank: number, alpha: number) {
    super(inFeatures, outFeatures, true);
    this.weight.requiresGrad = false;
    if (this.bias) this.bias.requiresGrad = false;
    this.loraB = nn.init.zeros(new nn.Parameter(tf.ones([outFeatures, rank])));
    this.loraA = nn.init.normal(new nn.Parameter(tf.ones([rank, inFeatures])), 0, 0.1);
    this.scale = alpha / rank;
  }

  override forward(x: tf.Tensor): tf.Tensor {
    const small = einsum("... i, r i -> ... r", x, this.loraA); // [..., rank]
    const change = einsum("... r, o r -> ... o", small, this.loraB); // [..., out]
    return tf.add(change.mul(this.scale), super.forward(x)); // [..., out]
  }

  merged(): nn.Linear {
    const layer = new nn.Linear(this.inFeatures, this.outFeatures);
    const change = this.loraB.matMul(this.loraA).mul(this.scale); // [out, in]
    layer.weight = new nn.Parameter(this.weight.add(change) as tf.Tensor2D);
    layer.bias = new nn.Parameter((this.bias as tf.Tensor1D).clone());
    return layer;
  }
}
