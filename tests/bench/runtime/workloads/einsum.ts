import { einsum, random, tf } from "../../../../src/tools/index.ts";
import type { Workload } from "../workload.ts";

const [BATCH, SEQUENCE, HEADS, WIDTH] = [16, 64, 4, 32];

/** Attention scores from queries and keys as a transformer has them, [batch, place, head, width]. */
const scores =
  (product: (queries: tf.Tensor, keys: tf.Tensor) => tf.Tensor): Workload["prepare"] =>
  () => {
    const shape = [BATCH, SEQUENCE, HEADS, WIDTH];
    const [queries, keys] = [random(1).normal(shape), random(2).normal(shape)];
    return async () => {
      const result = tf.tidy(() => product(queries, keys)); // [batch, head, query, key]
      await result.data();
      result.dispose();
    };
  };

/** What somebody who knows matMul writes. */
const byHand = (queries: tf.Tensor, keys: tf.Tensor): tf.Tensor =>
  tf.matMul(queries.transpose([0, 2, 1, 3]), keys.transpose([0, 2, 1, 3]), false, true);

export const einsums: readonly Workload[] = [
  { name: "einsum bqhd,bkhd->bhqk", prepare: scores((q, k) => einsum("bqhd,bkhd->bhqk", q, k)) },
  { name: "the same by matMul", prepare: scores(byHand) },
];
