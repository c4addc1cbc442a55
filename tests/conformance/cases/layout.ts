import { type Reduction, rearrange, reduce, repeat, squeeze, unsqueeze } from "../../../src/tools/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";
import type { Operations } from "./case.ts";

/** Axes: their order, splitting, merging, repeating. */
export const LAYOUT: Operations = {
  transpose:
    ({ axes }) =>
    (x) =>
      tf.transpose(x, axes),
  reshape:
    ({ shape = [] }) =>
    (x) =>
      tf.reshape(x, shape),
  squeeze: () => (x) => squeeze(x),
  unsqueeze:
    ({ axis }) =>
    (x) =>
      unsqueeze(x, axis as number),
  rearrange:
    ({ pattern = "", lengths }) =>
    (x) =>
      rearrange(x, pattern, lengths),
  reduce:
    ({ pattern = "", reduction, lengths }) =>
    (x) =>
      reduce(x, pattern, reduction as Reduction, lengths),
  repeat:
    ({ pattern = "", lengths }) =>
    (x) =>
      repeat(x, pattern, lengths),
};
