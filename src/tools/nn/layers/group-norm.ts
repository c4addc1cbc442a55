import type { Rank } from "#tfjs";
import { requireWhole } from "../../arguments/number.ts";
import { requireOptions } from "../../arguments/options.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { lesson, shapeText } from "../../lesson.ts";
import { tf } from "../../tensorflow.ts";
import { created } from "../init/first-values.ts";
import { Module } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";

export interface GroupNormSettings {
  /** Added to the variance, inside the root. */
  readonly eps?: number;
  /** Whether weight and bias, one of each a channel, follow the normalisation. */
  readonly affine?: boolean;
}

/**
 * Normalises groups of neighbouring channels of each example by their own mean and (biased) variance over the group's
 * channels and all further axes, in training and evaluation alike: weight · (x − mean) / √(variance + eps) + bias (Wu and
 * He, 2018; `torch.nn.GroupNorm`). One group is LayerNorm over the image, as many groups as channels InstanceNorm.
 *
 * ```ts
 * new nn.GroupNorm(4, 32).call(images); // [8, 32, 14, 14] -> [8, 32, 14, 14]
 * ```
 */
export class GroupNorm extends Module {
  readonly numGroups: number;
  readonly numChannels: number;
  readonly eps: number;
  weight: Parameter<Rank.R1> | null; // [channel]
  bias: Parameter<Rank.R1> | null; // [channel]

  /** @throws ToolError unless the groups divide the channels. */
  constructor(numGroups: number, numChannels: number, settings: GroupNormSettings = {}) {
    super();
    requireWhole("GroupNorm", "numGroups", numGroups, 1);
    requireWhole("GroupNorm", "numChannels", numChannels, 0);
    requireOptions<GroupNormSettings>("GroupNorm", settings, { eps: "1e-5", affine: "true" });
    const { eps = 1e-5, affine = true } = settings;
    if (!(numGroups >= 1) || numChannels % numGroups !== 0)
      throw lesson("GroupNorm", {
        what: `${numChannels} channels cannot be split into ${numGroups} groups of the same size.`,
      });
    this.numGroups = numGroups;
    this.numChannels = numChannels;
    this.eps = eps;
    this.weight = affine ? created(() => tf.ones<Rank.R1>([numChannels])) : null;
    this.bias = affine ? created(() => tf.zeros<Rank.R1>([numChannels])) : null;
  }

  /** @throws ToolError unless the input is [batch, numChannels, ...]. */
  forward(x: tf.Tensor): tf.Tensor {
    requireTensor("GroupNorm", x, "its input");
    const [batch, channels, ...rest] = x.shape;
    if (x.rank < 2 || channels !== this.numChannels)
      throw lesson(`GroupNorm(${this.numGroups}, ${this.numChannels})`, {
        what: "its input's second axis has to be the channels.",
        given: { input: shapeText(x.shape) },
        fits: `[batch, ${this.numChannels}, ...]`,
      });
    return tf.tidy(() => {
      const each = (this.numChannels / this.numGroups) * rest.reduce((size, length) => size * length, 1);
      const groups = x.reshape([batch as number, this.numGroups, each]); // [batch, group, entry]
      const { mean, variance } = tf.moments(groups, 2, true); // [batch, group, 1] each
      const normalised = groups.sub(mean).div(variance.add(this.eps).sqrt()).reshape(x.shape); // x's shape
      if (this.weight === null || this.bias === null) return normalised;
      const perChannel = [this.numChannels, ...rest.map(() => 1)];
      return normalised.mul(this.weight.reshape(perChannel)).add(this.bias.reshape(perChannel)); // x's shape
    });
  }

  override extraRepr(): string {
    return `${this.numGroups}, ${this.numChannels}, eps=${this.eps}, affine=${this.weight !== null}`;
  }
}
