import type { Site } from "./sites.ts";

/** Whether a place shows that its author used the technique. */
type Sign = (site: Site) => boolean;

/** A call of one of these functions of `arena/tools`, of `tf`, or as a method of a tensor. */
const calls =
  (...names: readonly string[]): Sign =>
  (site) =>
    site.kind === "call" && names.includes(site.name) && !NOT_TENSORS.has(site.receiver ?? "");

/** Receivers whose methods share a name with a tensor's. */
const NOT_TENSORS: ReadonlySet<string> = new Set(["Math", "Array", "Object", "Promise", "Number", "JSON"]);

/** A call under its imported name, or of `tf`: for names that plain arrays have too, such as `reduce`. */
const imports =
  (...names: readonly string[]): Sign =>
  (site) =>
    site.kind === "call" && names.includes(site.name) && [undefined, "tf"].includes(site.receiver);

const indexes =
  (spec: RegExp): Sign =>
  (site) =>
    site.kind === "call" &&
    site.name === "index" &&
    site.receiver === undefined &&
    site.arguments.slice(1).some((argument) => spec.test(argument));

const makes =
  (...names: readonly string[]): Sign =>
  (site) =>
    site.kind === "new" && names.includes(site.name);

const either =
  (...signs: readonly Sign[]): Sign =>
  (site) =>
    signs.some((sign) => sign(site));

const argument =
  (sign: Sign, text: RegExp): Sign =>
  (site) =>
    site.kind === "call" && sign(site) && site.arguments.some((given) => text.test(given));

/** A function of `tf` handed on as a value, as in `activation: tf.relu`, or given a plain array. */
const treatsAsFunction: Sign = (site) => {
  if (site.kind === "assignment") return TF_FUNCTION.test(site.value);
  if (site.kind !== "call") return false;
  const reducesArray =
    site.receiver === "tf" && REDUCTIONS.has(site.name) && site.arguments[0]?.startsWith("[");
  return reducesArray || site.arguments.some((given) => TF_FUNCTION.test(given));
};
const TF_FUNCTION = /^tf\.[a-z]\w*$/;
const REDUCTIONS: ReadonlySet<string> = new Set(["mean", "sum", "max", "min", "argMax", "argMin"]);

const loopsOver =
  (...texts: readonly RegExp[]): Sign =>
  (site) =>
    site.kind === "loop" && texts.every((text) => text.test(site.body));

const QUOTED = "[\"'`]";
/** A pattern whose result has an axis of length one: `"b k -> b 1"`. */
const MAKES_AN_AXIS_OF_ONE = /->[^"'`]*\s1(?=[\s"'`)])/;

/** How each technique, by its page's name, shows in code. A technique that code cannot show is not in the table. */
export const SIGNS: Readonly<Record<string, Sign>> = {
  append: calls("push"),
  arange: either(calls("arange"), imports("range")),
  argmax: calls("argMax", "argMin"),
  "batched-solve": (site) =>
    site.kind === "call" && site.receiver === "linalg" && ["solve", "inv", "det"].includes(site.name),
  broadcasting: either(
    calls("unsqueeze", "expandDims", "broadcastTo"),
    argument(imports("rearrange", "reduce"), MAKES_AN_AXIS_OF_ONE),
    argument(calls("sum", "mean", "max", "min"), /^true$|keepDims/),
    argument(calls("add"), /\bbias\b/),
    indexes(/^null$/),
  ),
  buffers: either(makes("nn.Buffer"), calls("registerBuffer")),
  classes: (site) => site.kind === "class",
  concatenate: imports("concatenate", "concat"),
  "context-managers": (site) => site.kind === "using",
  cumsum: calls("cumsum"),
  "detach-and-clone": calls("detach", "clone"),
  "einops-rearrange": imports("rearrange"),
  "einops-reduce": imports("reduce"),
  "einops-repeat": imports("repeat"),
  einsum: imports("einsum"),
  "empty-vs-initialised": imports("zeros", "ones", "fill", "zerosLike", "onesLike", "buffer"),
  "experiment-tracking": (site) =>
    site.kind === "call" && site.receiver === "runlog" && ["init", "log", "watch"].includes(site.name),
  freezing: either(
    calls("requiresGrad_"),
    (site) => site.kind === "assignment" && /\.(requiresGrad|trainable)$/.test(site.target),
  ),
  "function-vs-method": treatsAsFunction,
  gather: calls("gather", "gatherND"),
  hooks: calls("registerForwardHook", "registerForwardPreHook", "modelHooks"),
  "indexing-arange": indexes(/\barange\(/),
  "indexing-colon": either(
    indexes(new RegExp(`^${QUOTED}[^"'\`]*:`)),
    argument(calls("slice", "stridedSlice"), /^\[/),
  ),
  "indexing-ellipsis": indexes(new RegExp(`^${QUOTED}\\.\\.\\.${QUOTED}$`)),
  "in-place-vs-rebinding": calls("assign"),
  linspace: imports("linspace"),
  "masks-any-all": calls("any", "all", "logicalAnd", "logicalOr", "logicalNot"),
  "max-vs-maximum": either(
    calls("max", "maximum", "min", "minimum"),
    argument(imports("reduce"), new RegExp(`^${QUOTED}(max|min)${QUOTED}$`)),
  ),
  "model-cfg": (site) => site.kind === "member" && /^(this\.)?(cfg|config)$/.test(site.object),
  "module-blocks": either(
    makes("nn.Sequential", "nn.ModuleList"),
    (site) =>
      site.kind === "assignment" &&
      site.target.startsWith("this.") &&
      /^new (?!nn\.(Parameter|Buffer)\b)/.test(site.value),
  ),
  "no-grad": calls("noGrad"),
  norms: calls("norm"),
  "numerical-stability": either(
    calls("logSoftmax", "logSumExp"),
    argument(calls("sub"), /\bmax\b/i),
    argument(calls("add"), /\beps(ilon)?\b/i),
  ),
  parameters: makes("nn.Parameter"),
  "squeeze-unsqueeze": calls("squeeze", "unsqueeze", "expandDims"),
  "stack-vstack": imports("stack", "vstack"),
  "state-dict": calls("stateDict", "loadStateDict"),
  strides: (site) => site.kind === "function" && site.name === "asStrided",
  "testing-loop": loopsOver(/\bargMax\(/, /\bequal\(/),
  "to-device": calls("to", "setBackend"),
  "train-eval": either(
    calls("train", "eval", "evalMode", "trainingMode"),
    (site) => site.kind === "member" && site.property === "training",
  ),
  "training-loop": loopsOver(/\bbackward\(/, /\.step\(/),
  unbind: imports("unbind", "unstack"),
  where: calls("where"),
};
