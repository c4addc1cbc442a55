import { requireNumber, requireOneOf } from "../../arguments/number.ts";
import { type OptionExamples, requireOptions } from "../../arguments/options.ts";
import { lesson } from "../../lesson.ts";
import { defaultGenerator } from "../../random/default-generator.ts";
import type { Generator } from "../../random/generator.ts";
import { tf } from "../../tensorflow.ts";
import type { Parameter } from "../module/parameter.ts";
import { calculateGain, fansOf, type Nonlinearity } from "./fans.ts";
import { requireParameter } from "./require-parameter.ts";

interface Source {
  /** Where the numbers come from; the default generator unless given. */
  readonly generator?: Generator;
}

export interface TruncatedSettings extends Source {
  readonly mean?: number;
  readonly std?: number;
  readonly low?: number;
  readonly high?: number;
}

export interface KaimingSettings extends Source {
  /** Whether outputs (fanIn) or gradients (fanOut) keep their variance. */
  readonly mode?: "fanIn" | "fanOut";
  readonly nonlinearity?: Nonlinearity;
  /** leakyRelu's slope below 0. */
  readonly a?: number;
}

export interface XavierSettings extends Source {
  readonly gain?: number;
}

const SOURCE: OptionExamples<Source> = { generator: "random(0)" };
const TRUNCATED: OptionExamples<TruncatedSettings> = {
  mean: "0",
  std: "0.02",
  low: "-2",
  high: "2",
  ...SOURCE,
};
const KAIMING: OptionExamples<KaimingSettings> = {
  mode: '"fanOut"',
  nonlinearity: '"relu"',
  a: "0.01",
  ...SOURCE,
};

/**
 * Fills a parameter with numbers evenly spread over [low, high).
 *
 * ```ts
 * nn.init.uniform(layer.weight, -0.1, 0.1);
 * ```
 */
export function uniform<P extends Parameter>(parameter: P, low = 0, high = 1, source: Source = {}): P {
  requireNumber("uniform", "low", low);
  requireNumber("uniform", "high", high);
  requireOptions<Source>("uniform", source, SOURCE);
  const { generator = defaultGenerator() } = source;
  return filled("uniform", parameter, (shape) => generator.uniform(shape, low, high));
}

/**
 * Fills a parameter with normal numbers.
 *
 * ```ts
 * nn.init.normal(embedding.weight, 0, 0.02);
 * ```
 */
export function normal<P extends Parameter>(parameter: P, mean = 0, std = 1, source: Source = {}): P {
  requireNumber("normal", "the mean", mean);
  requireNumber("normal", "std", std);
  requireOptions<Source>("normal", source, SOURCE);
  const { generator = defaultGenerator() } = source;
  return filled("normal", parameter, (shape) => generator.normal(shape, mean, std));
}

/**
 * Fills a parameter with normal numbers, drawing again what is not within [low, high].
 *
 * ```ts
 * nn.init.truncatedNormal(layer.weight, { std: 0.02, low: -0.04, high: 0.04 });
 * ```
 */
export function truncatedNormal<P extends Parameter>(parameter: P, settings: TruncatedSettings = {}): P {
  requireOptions<TruncatedSettings>("truncatedNormal", settings, TRUNCATED);
  const { mean = 0, std = 1, low = -2, high = 2, generator = defaultGenerator() } = settings;
  if (!(low < high && low < mean + 6 * std && high > mean - 6 * std)) {
    throw lesson("truncatedNormal", {
      what: `nothing of this distribution lies between ${low} and ${high}.`,
    });
  }
  const draw = (): number => {
    for (;;) {
      const value = mean + std * generator.gaussian();
      if (value >= low && value <= high) return value;
    }
  };
  return filled("truncatedNormal", parameter, (shape) =>
    tf.tensor(Float32Array.from({ length: parameter.size }, draw), shape),
  );
}

/**
 * Fills a parameter with one number.
 *
 * ```ts
 * nn.init.constant(layer.bias, 0.01);
 * ```
 */
export function constant<P extends Parameter>(parameter: P, value: number): P {
  requireNumber("constant", "the value", value);
  return filled("constant", parameter, (shape) => tf.fill(shape, value));
}

/**
 * Fills a parameter with 0.
 *
 * ```ts
 * nn.init.zeros(layer.bias);
 * ```
 */
export function zeros<P extends Parameter>(parameter: P): P {
  return constant(parameter, 0);
}

/**
 * Fills a parameter with 1.
 *
 * ```ts
 * nn.init.ones(norm.weight);
 * ```
 */
export function ones<P extends Parameter>(parameter: P): P {
  return constant(parameter, 1);
}

/**
 * Uniform in ±gain · √(6 / (fanIn + fanOut)) (Glorot and Bengio, 2010).
 *
 * ```ts
 * nn.init.xavierUniform(layer.weight, { gain: nn.init.calculateGain("tanh") });
 * ```
 */
export function xavierUniform<P extends Parameter>(parameter: P, settings: XavierSettings = {}): P {
  const bound = Math.sqrt(3) * xavierStd("xavierUniform", parameter, settings);
  return uniform(parameter, -bound, bound, sourceOf(settings));
}

/**
 * Normal with standard deviation gain · √(2 / (fanIn + fanOut)).
 *
 * ```ts
 * nn.init.xavierNormal(layer.weight);
 * ```
 */
export function xavierNormal<P extends Parameter>(parameter: P, settings: XavierSettings = {}): P {
  return normal(parameter, 0, xavierStd("xavierNormal", parameter, settings), sourceOf(settings));
}

/**
 * Uniform in ±gain · √(3 / fan) (He et al., 2015). The gain is the nonlinearity's, leakyRelu with slope 0
 * unless given.
 *
 * ```ts
 * nn.init.kaimingUniform(layer.weight, { nonlinearity: "relu" });
 * ```
 */
export function kaimingUniform<P extends Parameter>(parameter: P, settings: KaimingSettings = {}): P {
  const bound = Math.sqrt(3) * kaimingStd("kaimingUniform", parameter, settings);
  return uniform(parameter, -bound, bound, sourceOf(settings));
}

/**
 * Normal with standard deviation gain / √fan.
 *
 * ```ts
 * nn.init.kaimingNormal(conv.weight, { mode: "fanOut", nonlinearity: "relu" });
 * ```
 */
export function kaimingNormal<P extends Parameter>(parameter: P, settings: KaimingSettings = {}): P {
  return normal(parameter, 0, kaimingStd("kaimingNormal", parameter, settings), sourceOf(settings));
}

function xavierStd(tool: string, parameter: Parameter, settings: XavierSettings): number {
  requireParameter(tool, parameter);
  requireOptions<XavierSettings>(tool, settings, { gain: "1", ...SOURCE });
  const { gain = 1 } = settings;
  const { fanIn, fanOut } = fansOf(tool, parameter.shape);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

function kaimingStd(tool: string, parameter: Parameter, settings: KaimingSettings): number {
  requireParameter(tool, parameter);
  requireOptions<KaimingSettings>(tool, settings, KAIMING);
  const { mode = "fanIn", nonlinearity = "leakyRelu", a = 0 } = settings;
  requireOneOf(tool, "mode", mode, ["fanIn", "fanOut"]);
  return calculateGain(nonlinearity, a) / Math.sqrt(fansOf(tool, parameter.shape)[mode]);
}

/** The settings of another initialiser that are the source of its numbers. */
const sourceOf = ({ generator }: Source): Source => (generator === undefined ? {} : { generator });

function filled<P extends Parameter>(tool: string, parameter: P, make: (shape: number[]) => tf.Tensor): P {
  requireParameter(tool, parameter);
  tf.tidy(() => parameter.assign(make(parameter.shape)));
  return parameter;
}
