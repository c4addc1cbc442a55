import type { Rank } from "#tfjs";
import { lesson, shapeText } from "../../lesson.ts";
import { defaultGenerator } from "../../random/default-generator.ts";
import { tf } from "../../tensorflow.ts";
import { created } from "../init/first-values.ts";
import { Module } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";

/**
 * A table of vectors, looked up by whole numbers: [...] becomes [..., embeddingDim]. Starts normal, mean 0,
 * variance 1.
 */
export class Embedding extends Module {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  weight: Parameter<Rank.R2>; // [numEmbeddings, embeddingDim]

  constructor(numEmbeddings: number, embeddingDim: number) {
    super();
    this.numEmbeddings = numEmbeddings;
    this.embeddingDim = embeddingDim;
    this.weight = created(() => defaultGenerator().normal<Rank.R2>([numEmbeddings, embeddingDim]));
  }

  /** @throws ToolError if the ids are not int32. */
  forward(ids: tf.Tensor): tf.Tensor {
    if (ids.dtype !== "int32") throw notIds(ids, this);
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
