import { defaultGenerator } from "../../random/default-generator.ts";
import type { tf } from "../../tensorflow.ts";
import { Buffer } from "../module/buffer.ts";
import { Parameter } from "../module/parameter.ts";

/**
 * A new parameter, uniform in ±1/√fanIn: how PyTorch starts the weights and biases of Linear and Conv2d
 * (Kaiming uniform with a = √5). Drawn from the default generator, which `manualSeed` and `seeded` set.
 */
export function fanInUniform<R extends tf.Rank>(shape: tf.ShapeMap[R], fanIn: number): Parameter<R> {
  const bound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
  return created(() => defaultGenerator().uniform<R>(shape, -bound, bound));
}

/**
 * A new parameter from a tensor that nobody else needs: the tensor is freed, its values live on in the
 * parameter.
 */
export function created<R extends tf.Rank>(make: () => tf.Tensor<R>): Parameter<R> {
  const initial = make();
  const parameter = new Parameter<R>(initial);
  initial.dispose();
  return parameter;
}

/** As `created`, for a buffer. */
export function bufferOf<R extends tf.Rank>(make: () => tf.Tensor<R>): Buffer<R> {
  const initial = make();
  const buffer = new Buffer<R>(initial);
  initial.dispose();
  return buffer;
}
