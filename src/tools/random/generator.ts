import { described } from "../arguments/described.ts";
import { requireNumber, requireWhole } from "../arguments/number.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { tf } from "../tensorflow.ts";
import { type Bits, sfc32 } from "./sfc32.ts";

/**
 * A sequence of random numbers that a seed determines wholly, the same on every backend and machine: the
 * numbers are computed in float64 on the processor and become tensors afterwards. Each call goes on where the
 * one before stopped.
 */
export class Generator {
  readonly seed: number;
  readonly #bits: Bits;
  #spare: number | undefined;

  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) {
      throw lesson("random", {
        what: `a seed is a whole number; this is ${described(seed)}.`,
        example: "const generator = random(0)",
      });
    }
    this.seed = seed;
    this.#bits = sfc32(seed);
  }

  /** One number from [0, 1), with 53 random bits as `Math.random` has. */
  next(): number {
    return ((this.#bits() >>> 5) * 2 ** 26 + (this.#bits() >>> 6)) / 2 ** 53;
  }

  /** One whole number from `low` up to, but without, `high`. */
  integer(low: number, high: number): number {
    requireRange("integers", low, high);
    return low + Math.floor(this.next() * (high - low));
  }

  /** One number from the normal distribution with mean 0 and variance 1 (Box and Muller, 1958). */
  gaussian(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare;
      this.#spare = undefined;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.next())); // 1 - u is never 0
    const angle = 2 * Math.PI * this.next();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** A float32 tensor of this shape from the normal distribution with this mean and standard deviation. */
  normal<R extends tf.Rank = tf.Rank>(shape: tf.ShapeMap[R], mean = 0, std = 1): tf.Tensor<R> {
    requireNumber("random.normal", "the mean", mean);
    requireNumber("random.normal", "std", std);
    return this.#filled(shape, "float32", () => mean + std * this.gaussian());
  }

  /** A float32 tensor of this shape, evenly spread over [low, high). */
  uniform<R extends tf.Rank = tf.Rank>(shape: tf.ShapeMap[R], low = 0, high = 1): tf.Tensor<R> {
    requireNumber("random.uniform", "low", low);
    requireNumber("random.uniform", "high", high);
    if (!(low <= high))
      throw lesson("random.uniform", { what: `no number is at least ${low} and below ${high}.` });
    return this.#filled(shape, "float32", () => low + (high - low) * this.next());
  }

  /**
   * An int32 tensor of this shape with whole numbers from `low` up to, but without, `high` (as
   * `torch.randint`).
   */
  integers<R extends tf.Rank = tf.Rank>(shape: tf.ShapeMap[R], low: number, high: number): tf.Tensor<R> {
    requireRange("integers", low, high);
    return this.#filled(shape, "int32", () => this.integer(low, high));
  }

  /**
   * One class for each row of logits [..., class], int32 [...], drawn with the probabilities softmax(logits) (as
   * `torch.distributions.Categorical(logits=logits).sample()`): the largest entry after noise from the Gumbel
   * distribution is added (Maddison et al., 2014). A class with the logit -Infinity is never drawn. For
   * probabilities, hand over their logarithms.
   *
   * ```ts
   * random(0).categorical(index(logits, ":", -1)); // [batch, vocab] -> [batch], the next tokens
   * ```
   * @throws ToolError if there is no class to draw.
   */
  categorical(logits: tf.Tensor): tf.Tensor {
    requireTensor("random.categorical", logits, "logits");
    if (logits.rank === 0 || logits.shape.at(-1) === 0) {
      throw lesson("random.categorical", {
        what: "there is no class to draw from.",
        given: { logits: shapeText(logits.shape) },
        fits: "[..., class] with at least one class",
      });
    }
    const gumbel = () => -Math.log(-Math.log(this.next() || Number.MIN_VALUE));
    const noise = this.#filled(logits.shape, "float32", gumbel); // [..., class]
    return tf.tidy(() => tf.argMax(tf.add(logits, noise), -1));
  }

  /** The numbers 0 … n − 1 in random order, int32 [n], ready for `tf.gather` (as `torch.randperm`). */
  permutation(n: number): tf.Tensor1D {
    requireWhole("random.permutation", "n", n, 0);
    return tf.tensor1d(this.shuffled(Array.from({ length: n }, (_, i) => i)), "int32"); // [n]
  }

  /** A copy of the list in random order (Fisher and Yates' shuffle); the list itself stays as it is. */
  shuffled<T>(items: Iterable<T>): T[] {
    if (typeof items?.[Symbol.iterator] !== "function") {
      throw lesson("random.shuffled", {
        what: `it takes a list, not ${described(items)}.`,
        fits: "tf.gather(x, random(0).permutation(n)) for the rows of a tensor",
      });
    }
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const other = this.integer(0, last + 1);
      [result[last], result[other]] = [result[other] as T, result[last] as T];
    }
    return result;
  }

  /** One entry of the list; each is equally likely. */
  choice<T>(items: readonly T[]): T {
    if (!Array.isArray(items) || items.length === 0) {
      throw lesson("random.choice", {
        what: Array.isArray(items)
          ? "there is nothing to choose from: the list is empty."
          : `it chooses from a list, not from ${described(items)}.`,
        example: "random(0).choice([2, 3, 5])",
      });
    }
    return items[this.integer(0, items.length)] as T;
  }

  #filled<R extends tf.Rank>(
    shape: tf.ShapeMap[R],
    dtype: "float32" | "int32",
    draw: () => number,
  ): tf.Tensor<R> {
    const size = sizeOf(shape);
    const values = dtype === "int32" ? new Int32Array(size) : new Float32Array(size);
    for (let i = 0; i < size; i++) values[i] = draw();
    return tf.tensor(values, shape, dtype);
  }
}

function sizeOf(shape: readonly number[]): number {
  const valid = Array.isArray(shape) && shape.every((length) => Number.isInteger(length) && length >= 0);
  if (valid) return shape.reduce((product, length) => product * length, 1);
  throw lesson("random", {
    what: "a shape is a list of whole numbers, none below 0.",
    given: { shape: Array.isArray(shape) ? shapeText(shape) : described(shape) },
    example: "random(0).normal([2, 3])",
  });
}

function requireRange(tool: string, low: number, high: number): void {
  if (Number.isInteger(low) && Number.isInteger(high) && low < high) return;
  throw lesson(`random.${tool}`, {
    what: `no whole number is at least ${described(low)} and below ${described(high)}.`,
    fits: "two whole numbers, low < high; high itself is never drawn",
    example: "random(0).integers([3], 0, 10)",
  });
}
