import type { Rank } from "#tfjs";
import { requireWhole } from "../../arguments/number.ts";
import { requireOptions } from "../../arguments/options.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { lesson, shapeText } from "../../lesson.ts";
import { tf } from "../../tensorflow.ts";
import { fanInUniform } from "../init/first-values.ts";
import { Module } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";

export interface LinearSettings {
  /** Whether a bias is added. True unless given. */
  readonly bias?: boolean;
}

/**
 * x · weightᵀ + bias over the last axis, as `torch.nn.Linear`. Both start uniform in ±1/√inFeatures.
 * Any number of leading axes: [..., inFeatures] becomes [..., outFeatures].
 *
 * ```ts
 * new nn.Linear(784, 10).call(x); // [batch, 784] -> [batch, 10]
 * new nn.Linear(64, 64, { bias: false });
 * ```
 */
export class Linear extends Module {
  readonly inFeatures: number;
  readonly outFeatures: number;
  weight: Parameter<Rank.R2>; // [out, in]
  bias: Parameter<Rank.R1> | null; // [out]

  /** @param bias whether there is one: `true`, `false`, or `{ bias: false }` as the other layers take it. */
  constructor(inFeatures: number, outFeatures: number, bias: boolean | LinearSettings = true) {
    super();
    requireWhole("Linear", "inFeatures", inFeatures, 0);
    requireWhole("Linear", "outFeatures", outFeatures, 0);
    const withBias = typeof bias === "boolean" ? bias : biasOf(bias);
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.weight = fanInUniform([outFeatures, inFeatures], inFeatures);
    this.bias = withBias ? fanInUniform([outFeatures], inFeatures) : null;
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

function biasOf(settings: LinearSettings): boolean {
  requireOptions<LinearSettings>("Linear", settings, { bias: "false" });
  return settings.bias ?? true;
}

function requireLastAxis(x: tf.Tensor, { inFeatures, outFeatures }: Linear): void {
  requireTensor(`Linear(${inFeatures}, ${outFeatures})`, x, "its input");
  if (x.rank > 0 && x.shape.at(-1) === inFeatures) return;
  throw lesson(`Linear(${inFeatures}, ${outFeatures})`, {
    what: `the last axis of its input has to be ${inFeatures} long.`,
    given: { input: shapeText(x.shape) },
    fits: `[..., ${inFeatures}], which becomes [..., ${outFeatures}]`,
    ...(x.size % inFeatures === 0 &&
      x.size > 0 && { example: `x.reshape([-1, ${inFeatures}]), or nn.Flatten in front` }),
  });
}
