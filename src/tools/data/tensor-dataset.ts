import { requireWhole } from "../arguments/number.ts";
import { described } from "../arguments/described.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { tf } from "../tensorflow.ts";

/** Numbered examples that can be fetched several at once. `DataLoader` takes anything of this shape. */
export interface Dataset<Batch> {
  readonly length: number;
  /** The examples with these numbers, in this order. */
  take(indices: readonly number[]): Batch;
}

/**
 * Tensors whose first axis counts the examples, such as images [n, 1, 14, 14] and labels [n]
 * (`torch.utils.data.TensorDataset`).
 */
export class TensorDataset<Tensors extends readonly tf.Tensor[]> implements Dataset<Tensors> {
  readonly tensors: Tensors;
  readonly length: number;

  /** @throws ToolError unless all first axes are equally long. */
  constructor(...tensors: Tensors) {
    for (const [place, tensor] of tensors.entries())
      requireTensor("TensorDataset", tensor, `argument ${place}`);
    const [length = 0, ...others] = tensors.map((tensor) => tensor.shape[0] ?? 0);
    if (
      tensors.length === 0 ||
      tensors.some((tensor) => tensor.rank === 0) ||
      others.some((other) => other !== length)
    ) {
      throw lesson("TensorDataset", {
        what: "the first axis of each tensor counts the examples, so these have to be equally long.",
        given: { shapes: tensors.map((tensor) => shapeText(tensor.shape)).join(", ") },
      });
    }
    this.tensors = tensors;
    this.length = length;
  }

  /** New tensors with the rows of these numbers. @throws ToolError for a number that is no example's. */
  take(indices: readonly number[]): Tensors {
    if (!Array.isArray(indices)) {
      throw lesson("TensorDataset", {
        what: `take is given the numbers of examples in an array, not ${described(indices)}.`,
        example: "dataset.take([0, 2])",
      });
    }
    const wrong = indices.find((i) => !Number.isInteger(i) || i < 0 || i >= this.length);
    if (wrong !== undefined) {
      throw lesson("TensorDataset", {
        what: `there is no example ${wrong}.`,
        fits: `whole numbers from 0 to ${this.length - 1}`,
      });
    }
    const rows = tf.tensor1d([...indices], "int32"); // [batch]
    const taken = this.tensors.map((tensor) => tf.gather(tensor, rows)); // [batch, ...] each
    rows.dispose();
    return taken as readonly tf.Tensor[] as Tensors;
  }

  /** The examples from `start` up to `end`, as a dataset of its own: for splitting into training and test. */
  slice(start: number, end = this.length): TensorDataset<Tensors> {
    requireWhole("TensorDataset", "the start of a slice", start);
    requireWhole("TensorDataset", "the end of a slice", end);
    const numbers = Array.from({ length: this.length }, (_, i) => i).slice(start, end);
    return new TensorDataset(...this.take(numbers));
  }

  /** Frees the tensors. */
  dispose(): void {
    tf.dispose([...this.tensors]);
  }
}
