import type { tf } from "../../tensorflow.ts";
import { Module } from "../module/module.ts";

/**
 * Returns its input: for a branch that does nothing, or as a named place to put hooks on.
 *
 * ```ts
 * this.shortcut = isWider ? new nn.Conv2d(16, 32, 1) : new nn.Identity();
 * ```
 */
export class Identity<T extends tf.Tensor = tf.Tensor> extends Module<T> {
  forward(x: T): T {
    return x;
  }
}
