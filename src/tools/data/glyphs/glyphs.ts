import { requireNumber, requireWhole } from "../../arguments/number.ts";
import { type OptionExamples, requireOptions } from "../../arguments/options.ts";
import { Generator } from "../../random/generator.ts";
import { tf } from "../../tensorflow.ts";
import { TensorDataset } from "../tensor-dataset.ts";
import { drawDigit } from "./draw.ts";

export interface GlyphSettings {
  /** How many pictures, 1000 unless given. */
  readonly examples?: number;
  readonly seed?: number;
  /** Standard deviation of the noise on each pixel. */
  readonly noise?: number;
  /** Pixels a side, 14 unless given. */
  readonly size?: number;
}

/** Pictures [n, 1, size, size] with brightness 0 to 1, and the digits they show, int32 [n]. */
export type Glyphs = TensorDataset<[images: tf.Tensor4D, labels: tf.Tensor1D]>;

const SETTINGS: OptionExamples<GlyphSettings> = { examples: "1000", seed: "0", noise: "0.1", size: "14" };

/**
 * Small pictures of the digits 0 to 9, drawn by program in ever differing hands: a stand-in for MNIST that
 * needs no download. Each digit occurs equally often (up to one); the same seed gives the same pictures on
 * every backend.
 *
 * ```ts
 * const digits = data.glyphs({ examples: 500, seed: 1 }); // images [500, 1, 14, 14], labels int32 [500]
 * const train = digits.slice(0, 400);
 * ```
 */
export function glyphs(settings: GlyphSettings = {}): Glyphs {
  requireOptions<GlyphSettings>("glyphs", settings, SETTINGS);
  const { examples = 1000, seed = 0, noise = 0.1, size = 14 } = settings;
  requireWhole("glyphs", "examples", examples, 0);
  requireWhole("glyphs", "size", size, 1);
  requireNumber("glyphs", "noise", noise);
  const generator = new Generator(seed);
  const labels = generator.shuffled(Array.from({ length: examples }, (_, i) => i % 10));
  const pixels = new Float32Array(examples * size * size);
  labels.forEach((digit, i) => {
    const clean = drawDigit(digit, size, generator);
    pixels.set(
      clean.map((value) => Math.min(1, Math.max(0, value + noise * generator.gaussian()))),
      i * size * size,
    );
  });
  return new TensorDataset(tf.tensor4d(pixels, [examples, 1, size, size]), tf.tensor1d(labels, "int32"));
}
