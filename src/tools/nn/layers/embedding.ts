import type { Rank } from "#tfjs";
import { peek } from "../../../runtime/reading.ts";
import { requireWhole } from "../../arguments/number.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { readableNow } from "../../indexing/reading.ts";
import { lesson, shapeText } from "../../lesson.ts";
import { defaultGenerator } from "../../random/default-generator.ts";
import { tf } from "../../tensorflow.ts";
import { created } from "../init/first-values.ts";
import { Module } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";

/**
 * A table of vectors, looked up by whole numbers: [...] becomes [..., embeddingDim]. Starts normal, mean 0,
 * variance 1.
 *
 * ```ts
 * new nn.Embedding(50, 16).call(tokens); // int32 [batch, position] -> [batch, position, 16]
 * ```
 */
export class Embedding extends Module {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  weight: Parameter<Rank.R2>; // [numEmbeddings, embeddingDim]

  constructor(numEmbeddings: number, embeddingDim: number) {
    super();
    requireWhole("Embedding", "numEmbeddings", numEmbeddings, 0);
    requireWhole("Embedding", "embeddingDim", embeddingDim, 0);
    this.numEmbeddings = numEmbeddings;
    this.embeddingDim = embeddingDim;
    this.weight = created(() => defaultGenerator().normal<Rank.R2>([numEmbeddings, embeddingDim]));
  }

  /** @throws ToolError if the ids are not int32, or one has no row (webgpu tells the latter when something is read). */
  forward(ids: tf.Tensor): tf.Tensor {
    requireTensor("Embedding", ids, "its input");
    if (ids.dtype !== "int32") throw notIds(ids, this);
    if (readableNow()) requireKnown(ids, this);
    return tf.gather(this.weight, ids as tf.Tensor1D); // [..., embeddingDim]
  }

  override extraRepr(): string {
    return `${this.numEmbeddings}, ${this.embeddingDim}`;
  }
}

function notIds(ids: tf.Tensor, { numEmbeddings }: Embedding): Error {
  return lesson("Embedding", {
    what: "ids are whole numbers, dtype int32.",
    given: { input: `${shapeText(ids.shape)} ${ids.dtype}` },
    fits: `numbers from 0 to ${numEmbeddings - 1}`,
    example: 'tf.tensor1d([0, 2], "int32"), or ids.cast("int32")',
  });
}

function requireKnown(ids: tf.Tensor, { numEmbeddings }: Embedding): void {
  const unknown = peek(ids).find((id) => id < 0 || id >= numEmbeddings);
  if (unknown === undefined) return;
  throw lesson("Embedding", {
    what: `there is no row ${unknown}: the table has ${numEmbeddings}.`,
    given: { ids: shapeText(ids.shape) },
    fits: `ids from 0 to ${numEmbeddings - 1}; a table with a row for each word of the vocabulary`,
  });
}
