import { random, tf } from "../../../../src/tools/index.ts";
import type { Workload } from "../workload.ts";

/** One product of two square matrices. */
export const matMuls: readonly Workload[] = [512, 1024].map((size) => ({
  name: `matmul ${size}`,
  prepare: () => {
    const [a, b] = [random(1).normal([size, size]), random(2).normal([size, size])]; // [size, size] each
    return async () => {
      const product = tf.matMul(a, b); // [size, size]
      await product.data();
      product.dispose();
    };
  },
}));
