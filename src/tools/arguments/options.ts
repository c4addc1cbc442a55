import { tf } from "../../runtime/tf.ts";
import { lesson } from "../lesson.ts";
import { closest } from "./closest.ts";
import { described } from "./described.ts";

/** Every option of a tool, each with a value it could have, as a message shows it: `{ stride: "2" }`. */
export type OptionExamples<Options> = Readonly<Record<keyof Options & string, string>>;

/** What options are called elsewhere (PyTorch, NumPy, Keras) where that is not nearly the same name. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  ord: ["order"],
  p: ["order"],
  unbiased: ["correction"],
  ddof: ["correction"],
  pad: ["padding"],
  elementwise_affine: ["affine"],
  elementwiseAffine: ["affine"],
  reduce: ["reduction"],
  learning_rate: ["lr"],
  learningRate: ["lr"],
  epsilon: ["eps"],
  beta1: ["betas"],
  beta2: ["betas"],
  rho: ["alpha"],
  decay: ["alpha", "weightDecay"],
  T_max: ["epochs"],
  tMax: ["epochs"],
  eta_min: ["minimum"],
  etaMin: ["minimum"],
  n: ["examples"],
  n_samples: ["examples"],
  nSamples: ["examples"],
  dir: ["directory"],
  vmin: ["range"],
  vmax: ["range"],
  fill: ["value"],
  constant: ["value"],
  size: ["batchSize"],
};

const AXIS_NAMES = ["axis", "axes", "dim", "dims"];

/**
 * Throws a lesson unless the options are an object that has none but these names. JavaScript would ignore any
 * other, and `{ keepdim: true }` would keep nothing.
 */
export function requireOptions<Options>(
  tool: string,
  options: unknown,
  examples: OptionExamples<Options>,
): void {
  if (options === undefined) return;
  const names = Object.keys(examples);
  if (!isPlain(options)) {
    throw lesson(tool, {
      what: `its options are named, in an object; this is ${described(options)}.`,
      fits: exampleOf(examples),
    });
  }
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw lesson(tool, {
    what: `there is no option "${unknown}"${guessOf(unknown, names)}`,
    given: { options: described(options) },
    fits: exampleOf(examples),
  });
}

/** An object, but neither a list nor a tensor. */
function isPlain(options: unknown): options is object {
  const isObject = typeof options === "object" && options !== null;
  return isObject && !Array.isArray(options) && !(options instanceof tf.Tensor);
}

function guessOf(unknown: string, names: readonly string[]): string {
  if (AXIS_NAMES.includes(unknown)) return "; the axis is an argument of its own, before the options.";
  const meant = ELSEWHERE[unknown]?.find((name) => names.includes(name)) ?? closest(unknown, names);
  return meant === undefined ? "." : `; did you mean ${meant}?`;
}

function exampleOf(examples: Readonly<Record<string, string>>): string {
  const entries = Object.entries(examples).map(([name, value]) => `${name}: ${value}`);
  return `{ ${entries.join(", ")} }${entries.length > 1 ? ", or only some of them" : ""}`;
}
