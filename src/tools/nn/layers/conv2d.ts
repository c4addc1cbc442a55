import type { Rank } from "#tfjs";
import { conv2d, type IntOrPair } from "../../convolution/index.ts";
import type { tf } from "../../tensorflow.ts";
import { fanInUniform } from "../init/first-values.ts";
import { Module } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";
import { pairOf, pairText } from "./pair.ts";

export interface Conv2dSettings {
  readonly stride?: IntOrPair;
  readonly padding?: IntOrPair;
  readonly dilation?: IntOrPair;
  readonly groups?: number;
  readonly bias?: boolean;
}

/**
 * Convolution (cross-correlation) of images in PyTorch's layout: [batch, in, height, width] becomes [batch,
 * out, outHeight, outWidth] with outHeight = ⌊(height + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.
 * Weight and bias start uniform in ±1/√(in/groups · kernelHeight · kernelWidth), as in `torch.nn.Conv2d`.
 */
export class Conv2d extends Module {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly [number, number];
  readonly stride: IntOrPair;
  readonly padding: IntOrPair;
  readonly dilation: IntOrPair;
  readonly groups: number;
  weight: Parameter<Rank.R4>; // [out, in / groups, kernelHeight, kernelWidth]
  bias: Parameter<Rank.R1> | null; // [out]

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: IntOrPair,
    { stride = 1, padding = 0, dilation = 1, groups = 1, bias = true }: Conv2dSettings = {},
  ) {
    super();
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = pairOf(kernelSize);
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
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
