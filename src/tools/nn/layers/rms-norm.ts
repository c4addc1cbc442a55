import { requireOptions } from "../../arguments/options.ts";
import { shapeText } from "../../lesson.ts";
import { tf } from "../../tensorflow.ts";
import { created } from "../init/first-values.ts";
import { Module } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";
import { requireLastAxes, shapeOf } from "./last-axes.ts";

export interface RmsNormSettings {
  /** Added to the mean square, inside the root. float32's machine epsilon, 2⁻²³, unless given, as in PyTorch. */
  readonly eps?: number;
  /** Whether a weight follows the normalisation. There is no bias. */
  readonly affine?: boolean;
}

/**
 * Divides the last axes of each example by the root of their mean square: weight · x / √(mean(x²) + eps) (Zhang and
 * Sennrich, 2019; `torch.nn.RMSNorm`). Nothing is subtracted: LayerNorm without its mean.
 *
 * ```ts
 * new nn.RMSNorm(64).call(residual); // [batch, position, 64] -> [batch, position, 64]
 * ```
 */
export class RMSNorm extends Module {
  readonly normalizedShape: readonly number[];
  readonly eps: number;
  weight: Parameter | null; // normalizedShape

  constructor(normalizedShape: number | readonly number[], settings: RmsNormSettings = {}) {
    super();
    requireOptions<RmsNormSettings>("RMSNorm", settings, { eps: "1e-5", affine: "true" });
    const { eps = 2 ** -23, affine = true } = settings;
    const shape = shapeOf("RMSNorm", normalizedShape);
    this.normalizedShape = shape;
    this.eps = eps;
    this.weight = affine ? created(() => tf.ones(shape)) : null;
  }

  /** @throws ToolError unless the input's last axes are `normalizedShape`. */
  forward(x: tf.Tensor): tf.Tensor {
    requireLastAxes("RMSNorm", x, this.normalizedShape);
    return tf.tidy(() => {
      const axes = this.normalizedShape.map((_, i) => x.rank - 1 - i);
      const meanSquare = x.square().mean(axes, true); // [..., 1]
      const normalised = x.div(meanSquare.add(this.eps).sqrt()); // x's shape
      return this.weight === null ? normalised : normalised.mul(this.weight); // x's shape
    });
  }

  override extraRepr(): string {
    return `${shapeText(this.normalizedShape)}, eps=${this.eps}, affine=${this.weight !== null}`;
  }
}
