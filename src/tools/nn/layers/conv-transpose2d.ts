import type { Rank } from "#tfjs";
import { requireWhole } from "../../arguments/number.ts";
import { type OptionExamples, requireOptions } from "../../arguments/options.ts";
import { convTranspose2d, type IntOrPair } from "../../convolution/index.ts";
import { pairOf } from "../../convolution/pairs.ts";
import type { tf } from "../../tensorflow.ts";
import { fanInUniform } from "../init/first-values.ts";
import { Module } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";
import { checkedPair, pairText } from "./pair.ts";

export interface ConvTranspose2dSettings {
  readonly stride?: IntOrPair;
  readonly padding?: IntOrPair;
  readonly outputPadding?: IntOrPair;
  readonly bias?: boolean;
}

const SETTINGS: OptionExamples<ConvTranspose2dSettings> = {
  stride: "2",
  padding: "1",
  outputPadding: "1",
  bias: "false",
};

/**
 * The convolution that undoes a `Conv2d`'s shape: [batch, in, height, width] becomes [batch, out, outHeight,
 * outWidth] with outHeight = (height − 1)·stride − 2·padding + kernelHeight + outputPadding. Weight and bias
 * start uniform in ±1/√(out · kernelHeight · kernelWidth), as in `torch.nn.ConvTranspose2d`.
 *
 * ```ts
 * new nn.ConvTranspose2d(32, 16, 4, { stride: 2, padding: 1 }).call(z); // [8, 32, 7, 7] -> [8, 16, 14, 14]
 * ```
 */
export class ConvTranspose2d extends Module {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly [number, number];
  readonly stride: IntOrPair;
  readonly padding: IntOrPair;
  readonly outputPadding: IntOrPair;
  weight: Parameter<Rank.R4>; // [in, out, kernelHeight, kernelWidth]
  bias: Parameter<Rank.R1> | null; // [out]

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: IntOrPair,
    settings: ConvTranspose2dSettings = {},
  ) {
    super();
    requireOptions<ConvTranspose2dSettings>("ConvTranspose2d", settings, SETTINGS);
    requireWhole("ConvTranspose2d", "inChannels", inChannels, 1);
    requireWhole("ConvTranspose2d", "outChannels", outChannels, 1);
    const { stride = 1, padding = 0, outputPadding = 0, bias = true } = settings;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = pairOf("ConvTranspose2d", "kernelSize", kernelSize, 1);
    this.stride = checkedPair("ConvTranspose2d", "stride", stride, 1);
    this.padding = checkedPair("ConvTranspose2d", "padding", padding, 0);
    this.outputPadding = checkedPair("ConvTranspose2d", "outputPadding", outputPadding, 0);
    const [height, width] = this.kernelSize;
    this.weight = fanInUniform<Rank.R4>(
      [inChannels, outChannels, height, width],
      outChannels * height * width,
    );
    this.bias = bias ? fanInUniform<Rank.R1>([outChannels], outChannels * height * width) : null;
  }

  /** @throws ToolError if the channels do not match or nothing would be left. */
  forward(x: tf.Tensor): tf.Tensor4D {
    const { stride, padding, outputPadding } = this;
    const options = { stride, padding, outputPadding, bias: this.bias ?? undefined };
    return convTranspose2d(x, this.weight, options); // [batch, out, outHeight, outWidth]
  }

  override extraRepr(): string {
    const { inChannels, outChannels, kernelSize, stride, padding } = this;
    const kernel = `kernelSize=${pairText(kernelSize)}, stride=${pairText(stride)}`;
    return `${inChannels}, ${outChannels}, ${kernel}, padding=${pairText(padding)}${this.bias === null ? ", bias=false" : ""}`;
  }
}
