import type { tf } from "../../tensorflow.ts";
import { Module } from "../module/module.ts";

/** Returns its input: for a branch that does nothing, or as a named place to put hooks on. */
export class Identity<T extends tf.Tensor = tf.Tensor> extends Module<T> {
  forward(x: T): T {
    return x;
  }
}
