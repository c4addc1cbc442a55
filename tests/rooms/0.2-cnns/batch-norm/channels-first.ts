// The channel moved to the front and everything else flattened: statistics of rows; both variances by `variance`.
import { nn, noGrad, rearrange, tf, unsqueeze, variance } from "arena/tools";

export class BatchNorm2d extends nn.Module {
  eps: number;
  momentum: number;
  weight: nn.Parameter;
  bias: nn.Parameter;
  runningMean: nn.Buffer;
  runningVar: nn.Buffer;
  numBatchesTracked: number;

  constructor(numFeatures: number, eps = 1e-5, momentum = 0.1) {
    super();
    this.numBatchesTracked = 0;
    this.eps = eps;
    this.momentum = momentum;
    this.runningMean = new nn.Buffer(tf.zeros([numFeatures]));
    this.runningVar = new nn.Buffer(tf.ones([numFeatures]));
    this.weight = new nn.Parameter(tf.ones([numFeatures]));
    this.bias = new nn.Parameter(tf.zeros([numFeatures]));
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    const [b, , h, w] = x.shape;
    const rows = rearrange(x, "b c h w -> c (b h w)"); // [channel, n]
    const mean = this.training ? rows.mean(1) : this.runningMean; // [channel]
    const spread = this.training ? variance(rows, 1, { correction: 0 }) : this.runningVar; // [channel]
    if (this.training) this.update(rows);
    const standard = rows.sub(unsqueeze(mean, 1)).div(unsqueeze(tf.sqrt(tf.add(spread, this.eps)), 1)); // [channel, n]
    const scaled = standard.mul(unsqueeze(this.weight, 1)).add(unsqueeze(this.bias, 1)); // [channel, n]
    return rearrange(scaled, "c (b h w) -> b c h w", { b, h, w }) as tf.Tensor4D;
  }

  private update(rows: tf.Tensor): void {
    using _ = noGrad();
    const move = (buffer: nn.Buffer, seen: tf.Tensor) =>
      buffer.assign(tf.tidy(() => buffer.mul(1 - this.momentum).add(seen.mul(this.momentum))));
    move(this.runningMean, rows.mean(1));
    move(this.runningVar, variance(rows, 1));
    this.numBatchesTracked = this.numBatchesTracked + 1;
  }
}
