import { index, nn, tf, triu, where } from "arena/tools";

/** Moves a running average towards a value. */
export function follow(average: nn.Buffer, value: tf.Tensor, momentum: number): void {
  average.assign(average.mul(1 - momentum).add(value.mul(momentum))); // the average's shape
}

/** Hides from each query the keys in its future. */
export class CausalMask extends nn.Module {
  mask: nn.Buffer; // [query, key]

  constructor(nCtx: number) {
    super();
    this.mask = new nn.Buffer(triu(tf.fill([nCtx, nCtx], -Infinity), 1), false); // [query, key]
  }

  forward(scores: tf.Tensor): tf.Tensor {
    const corner = `:${scores.shape.at(-1)}`;
    return scores.add(index(this.mask, corner, corner)); // [..., query, key]
  }
}

/** Collects rows in training, and gives their mean in evaluation. */
export class MeanAblation extends nn.Module {
  total: nn.Buffer; // [feature]
  count: nn.Buffer; // []

  constructor(nFeatures: number) {
    super();
    this.total = new nn.Buffer(tf.zeros([nFeatures])); // [feature]
    this.count = new nn.Buffer(tf.scalar(0)); // []
  }

  forward(x: tf.Tensor): tf.Tensor {
    if (!this.training) return tf.broadcastTo(this.total.div(this.count), x.shape); // [..., feature]
    const rows = x.reshape([-1, this.total.size]); // [row, feature]
    this.total.assign(this.total.add(rows.sum(0))); // [feature]
    this.count.assign(this.count.add(rows.shape[0] ?? 0)); // []
    return x;
  }
}

/** Counts for how many training batches each latent has been silent. */
export class DeadLatents extends nn.Module {
  silence: nn.Buffer; // [latent]
  readonly patience: number;

  constructor(nLatents: number, patience: number) {
    super();
    this.silence = new nn.Buffer(tf.zeros([nLatents])); // [latent]
    this.patience = patience;
  }

  forward(latents: tf.Tensor2D): tf.Tensor2D {
    if (this.training) {
      const fired = latents.greater(0).any(0); // [latent], bool
      this.silence.assign(where(fired, 0, this.silence.add(1))); // [latent]
    }
    return latents;
  }

  dead(): tf.Tensor1D {
    return this.silence.greaterEqual(this.patience); // [latent], bool
  }
}

/** The names of the buffers that a run of the model changes; afterwards they have their values again. */
export async function movedBuffers(model: nn.Module, x: tf.Tensor): Promise<string[]> {
  const before = model.namedBuffers().map(([name, buffer]) => ({ name, buffer, was: buffer.clone() }));
  model.call(x);
  const moved: string[] = [];
  for (const { name, buffer, was } of before) {
    const [differs] = await buffer.notEqual(was).any().data();
    if (differs) moved.push(name);
    buffer.assign(was);
  }
  return moved;
}
