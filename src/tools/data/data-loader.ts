import { described } from "../arguments/described.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { lesson } from "../lesson.ts";
import { defaultGenerator } from "../random/default-generator.ts";
import { Generator } from "../random/generator.ts";
import type { Dataset } from "./tensor-dataset.ts";

export interface DataLoaderSettings {
  /** Examples a batch, 1 unless given. */
  readonly batchSize?: number;
  /** Whether each epoch has an order of its own. */
  readonly shuffle?: boolean;
  /**
   * Determines all orders: the first epoch's, the second's, … Without it they come from the default
   * generator.
   */
  readonly seed?: number;
  /** Leaves out a last batch that would be smaller than the others. */
  readonly dropLast?: boolean;
}

const SETTINGS: OptionExamples<DataLoaderSettings> = {
  batchSize: "64",
  shuffle: "true",
  seed: "0",
  dropLast: "true",
};

/**
 * Goes through a dataset in batches; each `for … of` is one epoch (`torch.utils.data.DataLoader`):
 * `for (const [images, labels] of new DataLoader(train, { batchSize: 64, shuffle: true, seed: 0 })) { … }`.
 * The tensors of a batch are the loop's: made inside `tf.tidy` or disposed of, they do not pile up.
 */
export class DataLoader<Batch> implements Iterable<Batch> {
  readonly dataset: Dataset<Batch>;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly dropLast: boolean;
  readonly #generator: Generator | undefined;

  /** @throws ToolError unless batchSize is a whole number above 0. */
  constructor(
    dataset: Dataset<Batch>,
    settings: DataLoaderSettings = {},
  ) {
    requireDataset(dataset);
    requireOptions<DataLoaderSettings>("DataLoader", settings, SETTINGS);
    const { batchSize = 1, shuffle = false, seed, dropLast = false } = settings;
    if (!Number.isInteger(batchSize) || batchSize < 1) {
      throw lesson("DataLoader", {
        what: `a batch has a whole number of examples, at least 1; not ${described(batchSize)}.`,
        example: "{ batchSize: 64 }",
      });
    }
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.shuffle = shuffle;
    this.dropLast = dropLast;
    this.#generator = seed === undefined ? undefined : new Generator(seed);
  }

  /** Batches an epoch. */
  get length(): number {
    const batches = this.dataset.length / this.batchSize;
    return this.dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  *[Symbol.iterator](): IterableIterator<Batch> {
    const order = this.#order();
    for (let batch = 0; batch < this.length; batch++) {
      yield this.dataset.take(order.slice(batch * this.batchSize, (batch + 1) * this.batchSize));
    }
  }

  #order(): number[] {
    const inOrder = Array.from({ length: this.dataset.length }, (_, i) => i);
    return this.shuffle ? (this.#generator ?? defaultGenerator()).shuffled(inOrder) : inOrder;
  }
}

/** @throws ToolError unless examples can be counted and taken; a bare tensor's `length` is nothing, so it would be empty. */
function requireDataset(dataset: unknown): void {
  const has = typeof dataset === "object" && dataset !== null && "length" in dataset && "take" in dataset;
  if (has && typeof dataset.take === "function") return;
  throw lesson("DataLoader", {
    what: `it goes through a dataset, not ${described(dataset)}.`,
    fits: "a TensorDataset, or anything with a length and take(indices)",
    example: "new DataLoader(new TensorDataset(images, labels), { batchSize: 64 })",
  });
}
