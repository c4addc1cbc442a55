import { type OptionExamples, requireOptions } from "../../arguments/options.ts";
import { avgPool2d, type IntOrPair, maxPool2d } from "../../convolution/index.ts";
import type { tf } from "../../tensorflow.ts";
import { Module } from "../module/module.ts";
import { checkedPair, pairText } from "./pair.ts";

export interface PoolSettings {
  /** The kernel's size unless given, so that windows do not overlap. */
  readonly stride?: IntOrPair | null;
  /** 0 unless given, as in PyTorch. */
  readonly padding?: IntOrPair;
  /** Keeps windows that begin inside and end beyond the image: sizes are rounded up. False unless given. */
  readonly ceilMode?: boolean;
}

export interface MaxPoolSettings extends PoolSettings {
  /** Distance between the pixels a window looks at. 1 unless given: they are neighbours. */
  readonly dilation?: IntOrPair;
}

export interface AveragePoolSettings extends PoolSettings {
  /** Whether the zeros of the padding count in the average. True unless given, as in PyTorch. */
  readonly countIncludePad?: boolean;
}

const OPTIONS: OptionExamples<PoolSettings> = { stride: "2", padding: "1", ceilMode: "true" };
const MAX_OPTIONS: OptionExamples<MaxPoolSettings> = { ...OPTIONS, dilation: "2" };
const AVERAGE_OPTIONS: OptionExamples<AveragePoolSettings> = { ...OPTIONS, countIncludePad: "false" };

abstract class Pool2d extends Module {
  readonly kernelSize: IntOrPair;
  readonly stride: IntOrPair;
  readonly padding: IntOrPair;
  readonly ceilMode: boolean;

  protected constructor(
    kernelSize: IntOrPair,
    settings: PoolSettings,
    examples: OptionExamples<PoolSettings>,
  ) {
    super();
    const layer = new.target.name;
    requireOptions<PoolSettings>(layer, settings, examples);
    const { padding = 0, ceilMode = false } = settings;
    const stride = settings.stride ?? kernelSize;
    this.kernelSize = checkedPair(layer, "kernelSize", kernelSize, 1);
    this.stride = checkedPair(layer, "stride", stride, 1);
    this.padding = checkedPair(layer, "padding", padding, 0);
    this.ceilMode = ceilMode;
  }

  protected get options(): PoolSettings {
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

  constructor(kernelSize: IntOrPair, settings: MaxPoolSettings = {}) {
    super(kernelSize, settings, MAX_OPTIONS);
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

  constructor(kernelSize: IntOrPair, settings: AveragePoolSettings = {}) {
    super(kernelSize, settings, AVERAGE_OPTIONS);
    this.countIncludePad = settings.countIncludePad ?? true;
  }

  forward(x: tf.Tensor): tf.Tensor4D {
    return avgPool2d(x, this.kernelSize, { ...this.options, countIncludePad: this.countIncludePad });
  }

  override extraRepr(): string {
    return `${super.extraRepr()}${this.countIncludePad ? "" : ", countIncludePad=false"}`;
  }
}
