import { nn, rearrange, reduce, tf } from "arena/tools";

/**
 * Batch normalisation of images (Ioffe and Szegedy, 2015), with the numbers of torch.nn.BatchNorm2d: training normalises
 * by the batch's biased variance and keeps the unbiased one for evaluation.
 */
export class BatchNorm2d extends nn.Module {
  weight: nn.Parameter; // [channel]
  bias: nn.Parameter; // [channel]
  runningMean: nn.Buffer; // [channel]
  runningVar: nn.Buffer; // [channel]
  numBatchesTracked: number;
  readonly eps: number;
  readonly momentum: number;

  constructor(numFeatures: number, eps = 1e-5, momentum = 0.1) {
    super();
    this.eps = eps;
    this.momentum = momentum;
    this.weight = new nn.Parameter(tf.ones([numFeatures])); // [channel]
    this.bias = new nn.Parameter(tf.zeros([numFeatures])); // [channel]
    this.runningMean = new nn.Buffer(tf.zeros([numFeatures])); // [channel]
    this.runningVar = new nn.Buffer(tf.ones([numFeatures])); // [channel]
    this.numBatchesTracked = 0;
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    if (!this.training) return this.normalise(x, this.runningMean, this.runningVar);
    const mean = reduce(x, "b c h w -> c", "mean"); // [channel]
    const variance = reduce(x.sub(perChannel(mean)).square(), "b c h w -> c", "mean"); // [channel]
    this.remember(mean, variance, x.size / mean.size);
    return this.normalise(x, mean, variance);
  }

  /** Moves the running statistics towards those of a batch with `n` numbers a channel. */
  private remember(mean: tf.Tensor, variance: tf.Tensor, n: number): void {
    const unbiased = variance.mul(n / (n - 1)); // [channel]
    this.runningMean.assign(this.runningMean.mul(1 - this.momentum).add(mean.mul(this.momentum)));
    this.runningVar.assign(this.runningVar.mul(1 - this.momentum).add(unbiased.mul(this.momentum)));
    this.numBatchesTracked += 1;
  }

  private normalise(x: tf.Tensor4D, mean: tf.Tensor, variance: tf.Tensor): tf.Tensor4D {
    const centred = x.sub(perChannel(mean)); // [batch, channel, height, width]
    const scaled = centred.div(perChannel(variance.add(this.eps).sqrt())); // [batch, channel, height, width]
    return scaled.mul(perChannel(this.weight)).add(perChannel(this.bias)); // [batch, channel, height, width]
  }
}

/** [channel] in a shape that broadcasts against [batch, channel, height, width]. */
function perChannel(values: tf.Tensor): tf.Tensor4D {
  return rearrange(values, "c -> 1 c 1 1") as tf.Tensor4D; // [1, channel, 1, 1]
}
