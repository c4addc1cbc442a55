import type { tf } from "../../tensorflow.ts";
import { ModuleTensor } from "./module-tensor.ts";

/**
 * A tensor that belongs to a module's state but is not trained, such as a running mean. It is in `buffers()`
 * and, unless `persistent` is false, in `stateDict()`. Change it with `assign`.
 */
export class Buffer<R extends tf.Rank = tf.Rank> extends ModuleTensor<R> {
  readonly persistent: boolean;

  constructor(initial: tf.Tensor<R>, persistent = true) {
    super(initial, false);
    this.persistent = persistent;
  }
}
