import { requireOptions } from "../../arguments/options.ts";
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

abstract class Pool2d extends Module {
  readonly kernelSize: IntOrPair;
  readonly stride: IntOrPair;
  readonly padding: IntOrPair;
  readonly ceilMode: boolean;

  constructor(kernelSize: IntOrPair, settings: PoolSettings = {}) {
    super();
    const layer = new.target.name;
    requireOptions<PoolSettings>(layer, settings, { stride: "2", padding: "1", ceilMode: "true" });
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
  forward(x: tf.Tensor): tf.Tensor4D {
    return maxPool2d(x, this.kernelSize, this.options);
  }
}

/**
 * The mean of each window, [batch, channel, height, width] to [batch, channel, outHeight, outWidth]. Padded
 * zeros count.
 *
 * ```ts
 * new nn.AvgPool2d(2).call(images); // [8, 64, 32, 32] -> [8, 64, 16, 16]
 * ```
 */
export class AvgPool2d extends Pool2d {
  forward(x: tf.Tensor): tf.Tensor4D {
    return avgPool2d(x, this.kernelSize, this.options);
  }
}
