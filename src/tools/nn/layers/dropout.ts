import { described } from "../../arguments/described.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { lesson } from "../../lesson.ts";
import { defaultGenerator } from "../../random/default-generator.ts";
import { tf } from "../../tensorflow.ts";
import { Module } from "../module/module.ts";

/**
 * In training sets each entry to 0 with probability `p` and divides the others by 1 − p, so that the mean
 * stays (Srivastava et al., 2014); in evaluation returns its input. Draws from the default generator: see
 * `seeded`.
 *
 * ```ts
 * new nn.Dropout(0.1).call(x); // [8, 64] -> [8, 64]
 * ```
 */
export class Dropout extends Module {
  readonly p: number;

  /** @throws ToolError unless p is from 0 to 1. */
  constructor(p = 0.5) {
    super();
    if (!(typeof p === "number" && p >= 0 && p <= 1)) {
      throw lesson("Dropout", {
        what: `p is a probability, from 0 to 1; this is ${described(p)}.`,
        example: "new nn.Dropout(0.1)",
      });
    }
    this.p = p;
  }

  forward(x: tf.Tensor): tf.Tensor {
    requireTensor("Dropout", x, "its input");
    if (!this.training || this.p === 0) return x;
    if (this.p === 1) return tf.zerosLike(x); // x's shape
    return tf.tidy(() => {
      const kept = defaultGenerator().uniform(x.shape).greaterEqual(this.p).cast("float32"); // x's shape
      return x.mul(kept).div(1 - this.p); // x's shape
    });
  }

  override extraRepr(): string {
    return `p=${this.p}`;
  }
}
