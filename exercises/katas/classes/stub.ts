import { einsum, nn, notYet, tf } from "arena/tools";

/** Keeps numbers within ±cap, smoothly. */
export class SoftCap extends nn.Module {
  constructor(cap: number) {
    super();
    notYet(`a cap of ${cap}`);
  }

  forward(x: tf.Tensor): tf.Tensor {
    // the result has x's shape
    return notYet(`SoftCap of [${x.shape}]`);
  }
}

/** The average over all examples of what comes in as averages of batches. */
export class AverageMeter {
  add(value: number, count?: number): void {
    notYet(`adding ${value}, the average of ${count ?? 1}`);
  }

  get mean(): number {
    return notYet("the mean of a meter");
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
  constructor(dModel: number, dHead: number, window: number) {
    super(dModel, dHead);
    notYet(`a head with a window of ${window}`);
  }
}

/** A frozen linear layer with a low-rank change that is trained (Hu et al., 2021). */
export class LoraLinear extends nn.Linear {
  loraA: nn.Parameter; // [rank, in]
  loraB: nn.Parameter; // [out, rank]

  constructor(inFeatures: number, outFeatures: number, rank: number, alpha: number) {
    super(inFeatures, outFeatures);
    notYet(`a change of rank ${rank}, scaled by ${alpha} / ${rank}`);
  }

  override forward(x: tf.Tensor): tf.Tensor {
    // x: [..., in]; the result: [..., out]
    return notYet(`LoraLinear of [${x.shape}]`);
  }

  /** A plain layer that does the same, with weights of its own. */
  merged(): nn.Linear {
    return notYet("the merged layer");
  }
}
