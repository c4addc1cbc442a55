// registerBuffer, sums by einops, and a state that is compared as plain numbers.
import { arange, nn, reduce, tf, unsqueeze } from "arena/tools";

export const follow = (average: nn.Buffer, value: tf.Tensor, momentum: number) => {
  const step = tf.mul(tf.sub(value, average), momentum);
  average.assign(tf.add(average, step));
};

export class CausalMask extends nn.Module {
  constructor(nCtx: number) {
    super();
    const place = arange(nCtx); // [position]
    const isFuture = unsqueeze(place, 0).greater(unsqueeze(place, 1)); // [query, key]
    const mask = tf.where(isFuture, tf.fill([nCtx, nCtx], -Infinity), tf.zeros([nCtx, nCtx])); // [query, key]
    this.registerBuffer("mask", mask, false);
  }

  forward(scores: tf.Tensor): tf.Tensor {
    const [queries = 0, keys = 0] = scores.shape.slice(-2);
    const [mask] = this.buffers();
    return tf.add(scores, (mask as nn.Buffer).slice([0, 0], [queries, keys]));
  }
}

export class MeanAblation extends nn.Module {
  total: nn.Buffer;
  count: nn.Buffer;

  constructor(nFeatures: number) {
    super();
    this.count = this.registerBuffer("count", tf.zeros([]));
    this.total = this.registerBuffer("total", tf.zeros([nFeatures]));
  }

  forward(x: tf.Tensor): tf.Tensor {
    const mean = this.total.div(this.count); // [feature]
    if (!this.training) return tf.zerosLike(x).add(mean);
    const features = x.shape.at(-1) ?? 1;
    this.total.assign(this.total.add(reduce(x, "... feature -> feature", "sum")));
    this.count.assign(tf.add(this.count, x.size / features));
    return x.clone();
  }
}

export class DeadLatents extends nn.Module {
  silence: nn.Buffer;
  #patience: number;

  constructor(nLatents: number, patience: number) {
    super();
    this.#patience = patience;
    this.silence = this.registerBuffer("silence", tf.zeros([nLatents]));
  }

  forward(latents: tf.Tensor2D): tf.Tensor {
    if (!this.training) return latents;
    const isSilent = latents.max(0).lessEqual(0).cast("float32"); // [latent]
    this.silence.assign(this.silence.add(1).mul(isSilent));
    return latents;
  }

  dead(): tf.Tensor {
    return tf.logicalNot(this.silence.less(this.#patience));
  }
}

const numbersOf = (model: nn.Module) => Promise.all(model.buffers().map((buffer) => buffer.data()));

export async function movedBuffers(model: nn.Module, x: tf.Tensor): Promise<string[]> {
  const before = await numbersOf(model);
  model.call(x);
  const after = await numbersOf(model);
  return model.namedBuffers().flatMap(([name, buffer], i) => {
    buffer.assign(tf.tensor(before[i] as tf.TypedArray, buffer.shape, buffer.dtype));
    return `${before[i]}` === `${after[i]}` ? [] : [name];
  });
}
