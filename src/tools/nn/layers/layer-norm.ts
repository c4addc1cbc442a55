import { layerNorm } from "../../../runtime/fused/layer-norm/index.ts";
import { requireOptions } from "../../arguments/options.ts";
import { shapeText } from "../../lesson.ts";
import { tf } from "../../tensorflow.ts";
import { created } from "../init/first-values.ts";
import { Module } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";
import { requireLastAxes, shapeOf } from "./last-axes.ts";

export interface LayerNormSettings {
  /** Added to the variance, inside the root. */
  readonly eps?: number;
  /** Whether weight and bias follow the normalisation. */
  readonly affine?: boolean;
}

/**
 * Normalises the last axes of each example by their own mean and (biased) variance, in training and
 * evaluation alike: weight · (x − mean) / √(variance + eps) + bias (Ba et al., 2016; `torch.nn.LayerNorm`).
 *
 * ```ts
 * new nn.LayerNorm(64).call(residual); // [batch, position, 64] -> the same shape
 * ```
 */
export class LayerNorm extends Module {
  readonly normalizedShape: readonly number[];
  readonly eps: number;
  weight: Parameter | null; // normalizedShape
  bias: Parameter | null; // normalizedShape

  constructor(normalizedShape: number | readonly number[], settings: LayerNormSettings = {}) {
    super();
    requireOptions<LayerNormSettings>("LayerNorm", settings, { eps: "1e-5", affine: "true" });
    const { eps = 1e-5, affine = true } = settings;
    const shape = shapeOf("LayerNorm", normalizedShape);
    this.normalizedShape = shape;
    this.eps = eps;
    this.weight = affine ? created(() => tf.ones(shape)) : null;
    this.bias = affine ? created(() => tf.zeros(shape)) : null;
  }

  /** @throws ToolError unless the input's last axes are `normalizedShape`. */
  forward(x: tf.Tensor): tf.Tensor {
    requireLastAxes("LayerNorm", x, this.normalizedShape);
    return tf.tidy(() => {
      const shape = [...this.normalizedShape];
      return layerNorm(x.toFloat(), this.weight ?? tf.ones(shape), this.bias ?? tf.zeros(shape), this.eps); // x's shape
    });
  }

  override extraRepr(): string {
    return `${shapeText(this.normalizedShape)}, eps=${this.eps}, affine=${this.weight !== null}`;
  }
}
