import { requireOneOf } from "../../arguments/number.ts";
import { lesson, shapeText } from "../../lesson.ts";

/** How many inputs a unit has and how many outputs an input reaches. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * The fans of a weight [out, in, ...window]: in · window and out · window, as PyTorch counts them.
 *
 * @throws ToolError for fewer than two axes: a bias has no fans.
 */
export function fansOf(tool: string, shape: readonly number[]): Fans {
  const [out, input, ...window] = shape;
  if (out === undefined || input === undefined) {
    throw lesson(tool, {
      what: "it needs a weight of at least two axes, [out, in, ...], to count inputs and outputs.",
      given: { shape: shapeText(shape) },
      example: "nn.init.zeros(layer.bias)",
    });
  }
  const area = window.reduce((product, length) => product * length, 1);
  return { fanIn: input * area, fanOut: out * area };
}

/** Activations after which a layer's output keeps its variance if the weights are scaled by their gain. */
export type Nonlinearity = "linear" | "sigmoid" | "tanh" | "relu" | "leakyRelu";

const NONLINEARITIES: readonly Nonlinearity[] = ["linear", "sigmoid", "tanh", "relu", "leakyRelu"];

/** PyTorch's recommended gain (`torch.nn.init.calculate_gain`); `a` is leakyRelu's slope below 0. */
export function calculateGain(nonlinearity: Nonlinearity, a = 0.01): number {
  requireOneOf("calculateGain", "nonlinearity", nonlinearity, NONLINEARITIES);
  switch (nonlinearity) {
    case "tanh":
      return 5 / 3;
    case "relu":
      return Math.SQRT2;
    case "leakyRelu":
      return Math.sqrt(2 / (1 + a * a));
    default:
      return 1;
  }
}
