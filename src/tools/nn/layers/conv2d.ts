import type { Rank } from "#tfjs";
import { requireWhole } from "../../arguments/number.ts";
import { type OptionExamples, requireOptions } from "../../arguments/options.ts";
import { conv2d, type IntOrPair } from "../../convolution/index.ts";
import { pairOf } from "../../convolution/pairs.ts";
import { lesson } from "../../lesson.ts";
import type { tf } from "../../tensorflow.ts";
import { fanInUniform } from "../init/first-values.ts";
import { Module } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";
import { checkedPair, pairText } from "./pair.ts";

export interface Conv2dSettings {
  readonly stride?: IntOrPair;
  /** Zeros on each side, or "same" for as many as keep height and width (stride 1 only). Default 0. */
  readonly padding?: IntOrPair | "same";
  readonly dilation?: IntOrPair;
  readonly groups?: number;
  readonly bias?: boolean;
}

const SETTINGS: OptionExamples<Conv2dSettings> = {
  stride: "2",
  padding: "1",
  dilation: "1",
  groups: "1",
  bias: "false",
};

/**
 * Convolution (cross-correlation) of images in PyTorch's layout: [batch, in, height, width] becomes [batch,
 * out, outHeight, outWidth] with outHeight = ⌊(height + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.
 * Weight and bias start uniform in ±1/√(in/groups · kernelHeight · kernelWidth), as in `torch.nn.Conv2d`.
 *
 * ```ts
 * new nn.Conv2d(3, 16, 3, { stride: 2, padding: 1 }).call(images); // [8, 3, 28, 28] -> [8, 16, 14, 14]
 * ```
 */
export class Conv2d extends Module {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly [number, number];
  readonly stride: IntOrPair;
  readonly padding: IntOrPair | "same";
  readonly dilation: IntOrPair;
  readonly groups: number;
  weight: Parameter<Rank.R4>; // [out, in / groups, kernelHeight, kernelWidth]
  bias: Parameter<Rank.R1> | null; // [out]

  constructor(inChannels: number, outChannels: number, kernelSize: IntOrPair, settings: Conv2dSettings = {}) {
    super();
    requireOptions<Conv2dSettings>("Conv2d", settings, SETTINGS);
    requireWhole("Conv2d", "inChannels", inChannels, 1);
    requireWhole("Conv2d", "outChannels", outChannels, 1);
    const { stride = 1, padding = 0, dilation = 1, groups = 1, bias = true } = settings;
    requireGroups(groups, inChannels, outChannels);
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = pairOf("Conv2d", "kernelSize", kernelSize, 1);
    this.stride = checkedPair("Conv2d", "stride", stride, 1);
    this.padding = padding === "same" ? padding : checkedPair("Conv2d", "padding", padding, 0);
    this.dilation = checkedPair("Conv2d", "dilation", dilation, 1);
    this.groups = groups;
    const [height, width] = this.kernelSize;
    const perGroup = inChannels / groups;
    this.weight = fanInUniform<Rank.R4>([outChannels, perGroup, height, width], perGroup * height * width);
    this.bias = bias ? fanInUniform<Rank.R1>([outChannels], perGroup * height * width) : null;
  }

  /** @throws ToolError if the channels do not match or the kernel does not fit. */
  forward(x: tf.Tensor): tf.Tensor4D {
    const { stride, padding, dilation, groups } = this;
    const options = { stride, padding, dilation, groups, bias: this.bias ?? undefined };
    return conv2d(x, this.weight, options); // [batch, out, outHeight, outWidth]
  }

  override extraRepr(): string {
    const { inChannels, outChannels, kernelSize, stride, padding, dilation, groups } = this;
    const parts = [
      `${inChannels}, ${outChannels}`,
      `kernelSize=${pairText(kernelSize)}`,
      `stride=${pairText(stride)}`,
    ];
    if (pairText(padding) !== "[0, 0]") parts.push(`padding=${pairText(padding)}`);
    if (pairText(dilation) !== "[1, 1]") parts.push(`dilation=${pairText(dilation)}`);
    if (groups !== 1) parts.push(`groups=${groups}`);
    if (this.bias === null) parts.push("bias=false");
    return parts.join(", ");
  }
}

/** @throws ToolError unless both kinds of channels can be dealt out to the groups. */
function requireGroups(groups: unknown, inChannels: number, outChannels: number): void {
  requireWhole("Conv2d", "groups", groups, 1);
  if (inChannels % groups === 0 && outChannels % groups === 0) return;
  throw lesson("Conv2d", {
    what: `${inChannels} input and ${outChannels} output channels cannot be split into ${groups} groups.`,
    fits: "a number of groups that divides both",
  });
}
