import { requireNumber, requireWhole } from "../arguments/number.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { Generator } from "../random/generator.ts";
import { tf } from "../tensorflow.ts";
import { TensorDataset } from "./tensor-dataset.ts";

export interface PlanarSettings {
  /** How many points, 500 unless given. */
  readonly examples?: number;
  readonly seed?: number;
  /** Standard deviation of the noise on each coordinate. */
  readonly noise?: number;
}

export interface SpiralSettings extends PlanarSettings {
  /** How many arms, 2 unless given. */
  readonly classes?: number;
  /** How often an arm winds round the centre. */
  readonly turns?: number;
}

/** Points [n, 2] and the class of each, int32 [n]. */
export type PlanarPoints = TensorDataset<[points: tf.Tensor2D, labels: tf.Tensor1D]>;

/**
 * Two half circles that reach into each other: class 0 is the upper one round (0, 0), class 1 the lower one
 * round (1, 0.5), both with radius 1. No straight line parts them.
 *
 * ```ts
 * const [points, labels] = data.moons({ examples: 200 }).tensors; // [200, 2], int32 [200]
 * ```
 */
export function moons(settings: PlanarSettings = {}): PlanarPoints {
  requireOptions<PlanarSettings>("moons", settings, { examples: "500", seed: "0", noise: "0.1" });
  const { examples = 500, seed = 0, noise = 0.1 } = settings;
  requireWhole("moons", "examples", examples, 0);
  requireNumber("moons", "noise", noise);
  return scattered(examples, 2, seed, noise, (label, along) => {
    const angle = Math.PI * along;
    return label === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
  });
}

const SPIRAL_SETTINGS: OptionExamples<SpiralSettings> = {
  examples: "500",
  seed: "0",
  noise: "0.02",
  classes: "2",
  turns: "1",
};

/**
 * Arms that wind out from the centre to radius 1, a class each, evenly turned against each other.
 *
 * ```ts
 * const [points, labels] = data.spirals({ classes: 3, turns: 1.5 }).tensors; // [500, 2], int32 [500]
 * ```
 */
export function spirals(settings: SpiralSettings = {}): PlanarPoints {
  requireOptions<SpiralSettings>("spirals", settings, SPIRAL_SETTINGS);
  const { examples = 500, seed = 0, noise = 0.02, classes = 2, turns = 1 } = settings;
  requireWhole("spirals", "examples", examples, 0);
  requireWhole("spirals", "classes", classes, 1);
  requireNumber("spirals", "noise", noise);
  return scattered(examples, classes, seed, noise, (label, along) => {
    const angle = 2 * Math.PI * (turns * along + label / classes);
    return [along * Math.cos(angle), along * Math.sin(angle)];
  });
}

/**
 * Points at random places (0 to 1) along each class's line, with noise; every class is equally frequent (up
 * to one).
 */
function scattered(
  examples: number,
  classes: number,
  seed: number,
  noise: number,
  place: (label: number, along: number) => [number, number],
): PlanarPoints {
  const generator = new Generator(seed);
  const labels = generator.shuffled(Array.from({ length: examples }, (_, i) => i % classes));
  const points = labels.map((label) =>
    place(label, generator.next()).map((coordinate) => coordinate + noise * generator.gaussian()),
  );
  return new TensorDataset(tf.tensor2d(points, [examples, 2]), tf.tensor1d(labels, "int32"));
}
