import * as exported from "../../tools/exports.ts"; // index.ts would start a backend
import type { Vocabulary } from "../from-pytorch/index.ts";

/** Read before any answer is loaded, so that none can change it. */
export const vocabulary: Vocabulary = {
  tools: Object.keys(exported),
  within: Object.fromEntries(
    Object.entries(exported)
      .filter(([, value]) => typeof value === "object")
      .map(([name, value]) => [name, Object.keys(value)]),
  ),
  tensor: Object.getOwnPropertyNames(exported.tf.Tensor.prototype),
};
