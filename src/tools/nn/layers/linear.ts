import type { Rank } from "#tfjs";
import { lesson, shapeText } from "../../lesson.ts";
import { tf } from "../../tensorflow.ts";
import { fanInUniform } from "../init/first-values.ts";
import { Module } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";

/**
 * x · weightᵀ + bias over the last axis, as `torch.nn.Linear`. Both start uniform in ±1/√inFeatures.
 * Any number of leading axes: [..., inFeatures] becomes [..., outFeatures].
 */
export class Linear extends Module {
  readonly inFeatures: number;
  readonly outFeatures: number;
  weight: Parameter<Rank.R2>; // [out, in]
  bias: Parameter<Rank.R1> | null; // [out]

  constructor(inFeatures: number, outFeatures: number, bias = true) {
    super();
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.weight = fanInUniform([outFeatures, inFeatures], inFeatures);
    this.bias = bias ? fanInUniform([outFeatures], inFeatures) : null;
  }

  /** @throws ToolError if the last axis is not `inFeatures` long. */
  forward(x: tf.Tensor): tf.Tensor {
    requireLastAxis(x, this);
    return tf.tidy(() => this.#transformed(x));
  }

  #transformed(x: tf.Tensor): tf.Tensor {
    const leading = x.shape.slice(0, -1);
    const rows = x.reshape<tf.Tensor2D>([
      leading.reduce((product, length) => product * length, 1),
      this.inFeatures,
    ]); // [rows, in]
    const product = tf.matMul(rows, this.weight, false, true); // [rows, out]
    const shifted = this.bias === null ? product : product.add(this.bias); // [rows, out]
    return shifted.reshape([...leading, this.outFeatures]); // [..., out]
  }

  override extraRepr(): string {
    return `inFeatures=${this.inFeatures}, outFeatures=${this.outFeatures}, bias=${this.bias !== null}`;
  }
}

function requireLastAxis(x: tf.Tensor, { inFeatures, outFeatures }: Linear): void {
  if (x.rank > 0 && x.shape.at(-1) === inFeatures) return;
  throw lesson(`Linear(${inFeatures}, ${outFeatures})`, {
    what: `the last axis of its input has to be ${inFeatures} long.`,
    given: { input: shapeText(x.shape) },
    fits: `[..., ${inFeatures}], which becomes [..., ${outFeatures}]`,
    ...(x.size % inFeatures === 0 &&
      x.size > 0 && { example: `x.reshape([-1, ${inFeatures}]), or nn.Flatten in front` }),
  });
}
