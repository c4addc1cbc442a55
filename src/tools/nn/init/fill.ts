import { lesson } from "../../lesson.ts";
import { defaultGenerator } from "../../random/default-generator.ts";
import type { Generator } from "../../random/generator.ts";
import { tf } from "../../tensorflow.ts";
import type { Parameter } from "../module/parameter.ts";
import { calculateGain, fansOf, type Nonlinearity } from "./fans.ts";

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

/** Fills a parameter with numbers evenly spread over [low, high). */
export function uniform<P extends Parameter>(
  parameter: P,
  low = 0,
  high = 1,
  { generator = defaultGenerator() }: Source = {},
): P {
  return filled(parameter, (shape) => generator.uniform(shape, low, high));
}

/** Fills a parameter with normal numbers. */
export function normal<P extends Parameter>(
  parameter: P,
  mean = 0,
  std = 1,
  { generator = defaultGenerator() }: Source = {},
): P {
  return filled(parameter, (shape) => generator.normal(shape, mean, std));
}

/** Fills a parameter with normal numbers, drawing again what is not within [low, high]. */
export function truncatedNormal<P extends Parameter>(
  parameter: P,
  { mean = 0, std = 1, low = -2, high = 2, generator = defaultGenerator() }: TruncatedSettings = {},
): P {
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
  return filled(parameter, (shape) => tf.tensor(Float32Array.from({ length: parameter.size }, draw), shape));
}

/** Fills a parameter with one number. */
export function constant<P extends Parameter>(parameter: P, value: number): P {
  return filled(parameter, (shape) => tf.fill(shape, value));
}

export function zeros<P extends Parameter>(parameter: P): P {
  return constant(parameter, 0);
}

export function ones<P extends Parameter>(parameter: P): P {
  return constant(parameter, 1);
}

/** Uniform in ±gain · √(6 / (fanIn + fanOut)) (Glorot and Bengio, 2010). */
export function xavierUniform<P extends Parameter>(parameter: P, settings: XavierSettings = {}): P {
  const bound = Math.sqrt(3) * xavierStd("xavierUniform", parameter, settings);
  return uniform(parameter, -bound, bound, settings);
}

/** Normal with standard deviation gain · √(2 / (fanIn + fanOut)). */
export function xavierNormal<P extends Parameter>(parameter: P, settings: XavierSettings = {}): P {
  return normal(parameter, 0, xavierStd("xavierNormal", parameter, settings), settings);
}

/**
 * Uniform in ±gain · √(3 / fan) (He et al., 2015). The gain is the nonlinearity's, leakyRelu with slope 0
 * unless given.
 */
export function kaimingUniform<P extends Parameter>(parameter: P, settings: KaimingSettings = {}): P {
  const bound = Math.sqrt(3) * kaimingStd("kaimingUniform", parameter, settings);
  return uniform(parameter, -bound, bound, settings);
}

/** Normal with standard deviation gain / √fan. */
export function kaimingNormal<P extends Parameter>(parameter: P, settings: KaimingSettings = {}): P {
  return normal(parameter, 0, kaimingStd("kaimingNormal", parameter, settings), settings);
}

function xavierStd(tool: string, parameter: Parameter, { gain = 1 }: XavierSettings): number {
  const { fanIn, fanOut } = fansOf(tool, parameter.shape);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

function kaimingStd(
  tool: string,
  parameter: Parameter,
  { mode = "fanIn", nonlinearity = "leakyRelu", a = 0 }: KaimingSettings,
): number {
  return calculateGain(nonlinearity, a) / Math.sqrt(fansOf(tool, parameter.shape)[mode]);
}

function filled<P extends Parameter>(parameter: P, make: (shape: number[]) => tf.Tensor): P {
  tf.tidy(() => parameter.assign(make(parameter.shape)));
  return parameter;
}
