import { type OptionExamples, requireOptions } from "../../arguments/options.ts";
import type { IntOrPair } from "../../convolution/pairs.ts";
import {
  AVERAGE_POOL_OPTIONS,
  type AveragePoolOptions,
  avgPool2d,
  MAX_POOL_OPTIONS,
  type MaxPoolOptions,
  maxPool2d,
  type PoolOptions,
} from "../../convolution/pooling.ts";
import type { tf } from "../../tensorflow.ts";
import { Module } from "../module/module.ts";
import { checkedPair, pairText } from "./pair.ts";

/** A layer's settings are the options of its function. */
export type {
  AveragePoolOptions as AveragePoolSettings,
  MaxPoolOptions as MaxPoolSettings,
  PoolOptions as PoolSettings,
} from "../../convolution/pooling.ts";

abstract class Pool2d extends Module {
  readonly kernelSize: IntOrPair;
  readonly stride: IntOrPair;
  readonly padding: IntOrPair;
  readonly ceilMode: boolean;

  protected constructor(kernelSize: IntOrPair, settings: PoolOptions, examples: OptionExamples<PoolOptions>) {
    super();
    const layer = new.target.name;
    requireOptions<PoolOptions>(layer, settings, examples);
    const { padding = 0, ceilMode = false } = settings;
    const stride = settings.stride ?? kernelSize;
    this.kernelSize = checkedPair(layer, "kernelSize", kernelSize, 1);
    this.stride = checkedPair(layer, "stride", stride, 1);
    this.padding = checkedPair(layer, "padding", padding, 0);
    this.ceilMode = ceilMode;
  }

  protected get options(): PoolOptions {
    const { stride, padding, ceilMode } = this;
    return { stride, padding, ceilMode };
  }

  override extraRepr(): string {
    const [kernel, stride, padding] = [this.kernelSize, this.stride, this.padding].map(pairText);
    return `kernelSize=${kernel}, stride=${stride}, padding=${padding}${this.ceilMode ? ", ceilMode=true" : ""}`;
  }
}

/**
 * The largest entry of each window, [batch, channel, height, width] to [batch, channel, outHeight, outWidth].
 * Padding never wins.
 *
 * ```ts
 * new nn.MaxPool2d(3, { stride: 2, padding: 1 }).call(images); // [8, 64, 32, 32] -> [8, 64, 16, 16]
 * ```
 */
export class MaxPool2d extends Pool2d {
  readonly dilation: IntOrPair;

  constructor(kernelSize: IntOrPair, settings: MaxPoolOptions = {}) {
    super(kernelSize, settings, MAX_POOL_OPTIONS);
    this.dilation = checkedPair("MaxPool2d", "dilation", settings.dilation ?? 1, 1);
  }

  forward(x: tf.Tensor): tf.Tensor4D {
    return maxPool2d(x, this.kernelSize, { ...this.options, dilation: this.dilation });
  }

  override extraRepr(): string {
    const dilation = pairText(this.dilation);
    return `${super.extraRepr()}${dilation === pairText(1) ? "" : `, dilation=${dilation}`}`;
  }
}

/**
 * The mean of each window, [batch, channel, height, width] to [batch, channel, outHeight, outWidth]. Padded
 * zeros count unless told otherwise.
 *
 * ```ts
 * new nn.AvgPool2d(2).call(images); // [8, 64, 32, 32] -> [8, 64, 16, 16]
 * ```
 */
export class AvgPool2d extends Pool2d {
  readonly countIncludePad: boolean;

  constructor(kernelSize: IntOrPair, settings: AveragePoolOptions = {}) {
    super(kernelSize, settings, AVERAGE_POOL_OPTIONS);
    this.countIncludePad = settings.countIncludePad ?? true;
  }

  forward(x: tf.Tensor): tf.Tensor4D {
    return avgPool2d(x, this.kernelSize, { ...this.options, countIncludePad: this.countIncludePad });
  }

  override extraRepr(): string {
    return `${super.extraRepr()}${this.countIncludePad ? "" : ", countIncludePad=false"}`;
  }
}
