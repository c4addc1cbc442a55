import type { Rank } from "#tfjs";
import { requireWhole } from "../../arguments/number.ts";
import { requireOptions } from "../../arguments/options.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { noGrad } from "../../autograd/no-grad.ts";
import { lesson, shapeText } from "../../lesson.ts";
import { tf } from "../../tensorflow.ts";
import { bufferOf, created } from "../init/first-values.ts";
import type { Buffer } from "../module/buffer.ts";
import { Module } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";

export interface BatchNormSettings {
  /** Added to the variance, inside the root. */
  readonly eps?: number;
  /** Weight of the newest batch in the running statistics; null averages all batches alike. */
  readonly momentum?: number | null;
  /** Whether weight and bias follow the normalisation. */
  readonly affine?: boolean;
}

/** Mean and variance of each channel. */
interface Statistics {
  readonly mean: tf.Tensor; // [1, channel, 1, 1]
  readonly variance: tf.Tensor; // [1, channel, 1, 1]
}

/**
 * Normalises each channel of [batch, channel, height, width], as `torch.nn.BatchNorm2d` (Ioffe and Szegedy,
 * 2015): weight · (x − mean) / √(variance + eps) + bias.
 *
 * In training mean and variance are the batch's, over batch, height and width; the variance is the biased one
 * (÷ n), while `runningVar` takes up the unbiased one (÷ (n − 1)), as PyTorch does. In evaluation they are
 * the running ones.
 *
 * ```ts
 * new nn.BatchNorm2d(16).call(images); // [8, 16, 14, 14] -> the same shape
 * ```
 */
export class BatchNorm2d extends Module {
  readonly numFeatures: number;
  readonly eps: number;
  readonly momentum: number | null;
  weight: Parameter<Rank.R1> | null; // [channel]
  bias: Parameter<Rank.R1> | null; // [channel]
  runningMean: Buffer<Rank.R1>; // [channel]
  runningVar: Buffer<Rank.R1>; // [channel]
  numBatchesTracked: Buffer<Rank.R0>; // int32 []

  constructor(numFeatures: number, settings: BatchNormSettings = {}) {
    super();
    requireWhole("BatchNorm2d", "numFeatures", numFeatures, 0);
    requireOptions<BatchNormSettings>("BatchNorm2d", settings, {
      eps: "1e-5",
      momentum: "0.1",
      affine: "true",
    });
    const { eps = 1e-5, momentum = 0.1, affine = true } = settings;
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.momentum = momentum;
    this.weight = affine ? created(() => tf.ones<Rank.R1>([numFeatures])) : null;
    this.bias = affine ? created(() => tf.zeros<Rank.R1>([numFeatures])) : null;
    this.runningMean = bufferOf(() => tf.zeros<Rank.R1>([numFeatures]));
    this.runningVar = bufferOf(() => tf.ones<Rank.R1>([numFeatures]));
    this.numBatchesTracked = bufferOf(() => tf.scalar(0, "int32"));
  }

  /** @throws ToolError unless the input is [batch, numFeatures, height, width]. */
  forward(x: tf.Tensor): tf.Tensor4D {
    requireChannels(x, this.numFeatures, this.training);
    return tf.tidy(() => {
      const { mean, variance } = this.training ? this.#batchStatistics(x) : this.#runningStatistics();
      const normalised = x.sub(mean).div(variance.add(this.eps).sqrt()); // [batch, channel, height, width]
      return this.#affine(normalised) as tf.Tensor4D;
    });
  }

  override extraRepr(): string {
    return `${this.numFeatures}, eps=${this.eps}, momentum=${this.momentum}, affine=${this.weight !== null}`;
  }

  #batchStatistics(x: tf.Tensor): Statistics {
    const { mean, variance } = tf.moments(x, [0, 2, 3], true); // [1, channel, 1, 1] each, variance ÷ n
    this.#remember(mean, variance, x.size / this.numFeatures);
    return { mean, variance };
  }

  #runningStatistics(): Statistics {
    return { mean: perChannel(this.runningMean), variance: perChannel(this.runningVar) };
  }

  #remember(mean: tf.Tensor, biased: tf.Tensor, n: number): void {
    using _ = noGrad();
    this.numBatchesTracked.assign(this.numBatchesTracked.add(tf.scalar(1, "int32"))); // []
    const share = this.momentum ?? tf.scalar(1).div(this.numBatchesTracked.cast("float32")); // []
    const unbiased = biased.mul(n / (n - 1)); // [1, channel, 1, 1]
    moveTowards(this.runningMean, mean.reshape<tf.Tensor1D>([-1]), share); // [channel]
    moveTowards(this.runningVar, unbiased.reshape<tf.Tensor1D>([-1]), share); // [channel]
  }

  #affine(normalised: tf.Tensor): tf.Tensor {
    if (this.weight === null || this.bias === null) return normalised;
    const scaled = normalised.mul(perChannel(this.weight)); // [batch, channel, height, width]
    return scaled.add(perChannel(this.bias)); // [batch, channel, height, width]
  }
}

const perChannel = (values: tf.Tensor): tf.Tensor => values.reshape([1, -1, 1, 1]); // [1, channel, 1, 1]

function moveTowards(running: Buffer<Rank.R1>, value: tf.Tensor1D, share: number | tf.Tensor): void {
  running.assign(running.add(value.sub(running).mul(share))); // [channel]
}

function requireChannels(x: tf.Tensor, channels: number, training: boolean): void {
  requireTensor(`BatchNorm2d(${channels})`, x, "its input");
  const given = { input: shapeText(x.shape) };
  const fits = `[batch, ${channels}, height, width]`;
  if (x.rank !== 4 || x.shape[1] !== channels) {
    throw lesson(`BatchNorm2d(${channels})`, {
      what: `its input has 4 axes, the second ${channels} long.`,
      given,
      fits,
    });
  }
  if (training && x.size === channels) {
    throw lesson(`BatchNorm2d(${channels})`, {
      what: "one value per channel has no variance to train on.",
      given,
      fits: "a larger batch, or model.eval()",
    });
  }
}
