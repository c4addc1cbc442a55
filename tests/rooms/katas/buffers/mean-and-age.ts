// Restored in finally, collected in loops, the mask by bands.
import { nn, tf } from "arena/tools";

export function follow(average: nn.Buffer, value: tf.Tensor, momentum: number): void {
  tf.tidy(() => {
    average.assign(tf.addN([tf.mul(average, 1 - momentum), tf.mul(value, momentum)]));
  });
}

export class CausalMask extends nn.Module {
  readonly mask: nn.Buffer<tf.Rank.R2>;

  constructor(nCtx: number) {
    super();
    const rows = Array.from({ length: nCtx }, (_, query) =>
      Array.from({ length: nCtx }, (_, key) => (key > query ? -Infinity : 0)),
    );
    this.mask = new nn.Buffer(tf.tensor2d(rows), false);
  }

  forward(scores: tf.Tensor): tf.Tensor {
    const length = scores.shape.at(-1) ?? 0;
    return tf.tidy(() => scores.add(tf.slice2d(this.mask, [0, 0], [length, length])));
  }
}

export class MeanAblation extends nn.Module {
  readonly total: nn.Buffer;
  readonly count: nn.Buffer;

  constructor(nFeatures: number) {
    super();
    this.total = new nn.Buffer(tf.fill([nFeatures], 0));
    this.count = new nn.Buffer(tf.sum(tf.zeros([nFeatures])));
  }

  forward(x: tf.Tensor): tf.Tensor {
    if (this.training) this.#collect(x);
    return this.training ? x : tf.ones(x.shape).mul(this.total).div(this.count);
  }

  #collect(x: tf.Tensor): void {
    const leading = x.shape.map((_, axis) => axis).slice(0, -1);
    this.total.assign(tf.sum(x, leading).add(this.total));
    const rows = leading.reduce((product, axis) => product * (x.shape[axis] ?? 1), 1);
    this.count.assign(this.count.add(tf.scalar(rows)));
  }
}

export class DeadLatents extends nn.Module {
  readonly silence: nn.Buffer;
  readonly patience: number;

  constructor(nLatents: number, patience: number) {
    super();
    this.patience = patience;
    this.silence = new nn.Buffer(tf.zeros([nLatents]));
  }

  forward(latents: tf.Tensor2D): tf.Tensor2D {
    const active = latents.greater(0).sum(0).greater(0); // [latent]
    const next = tf.where(active, tf.zerosLike(this.silence), this.silence.add(1)); // [latent]
    if (this.training) this.silence.assign(next);
    return latents;
  }

  dead(): tf.Tensor {
    return tf.greaterEqual(this.silence, this.patience);
  }
}

export async function movedBuffers(model: nn.Module, x: tf.Tensor): Promise<string[]> {
  const clones = new Map(model.namedBuffers().map(([name, buffer]) => [name, buffer.clone()] as const));
  try {
    model.call(x);
    const moved = await Promise.all(
      model.namedBuffers().map(async ([name, buffer]) => {
        const equal = tf.all(tf.equal(buffer, clones.get(name) as tf.Tensor));
        return (await equal.data())[0] ? undefined : name;
      }),
    );
    return moved.filter((name) => name !== undefined);
  } finally {
    for (const [name, buffer] of model.namedBuffers()) buffer.assign(clones.get(name) as tf.Tensor);
  }
}
