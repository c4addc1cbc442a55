import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";

/*
 * Functions that take what they are given on trust: a number for a shape fails somewhere inside with "forEach is not a
 * function", and an order that names an axis twice, or a padding in PyTorch's form, gives a broken tensor. Here they
 * say what would fit. Their signatures are stock's.
 */

type Anything = (...args: never[]) => unknown;

/** The functions that look at their arguments first. */
export const checkedFunctions: Partial<typeof tfjs> = {
  zeros: checked(tfjs.zeros, (shape) => requireShape("zeros", shape)) as typeof tfjs.zeros,
  ones: checked(tfjs.ones, (shape) => requireShape("ones", shape)) as typeof tfjs.ones,
  fill: checked(tfjs.fill, (shape, value) => {
    requireShape("fill", shape);
    if (value === undefined) throw new Error("fill: the value is missing: tf.fill([2, 3], 0.5).");
  }) as typeof tfjs.fill,
  randomNormal: checked(tfjs.randomNormal, (shape) =>
    requireShape("randomNormal", shape),
  ) as typeof tfjs.randomNormal,
  randomUniform: checked(tfjs.randomUniform, (shape) =>
    requireShape("randomUniform", shape),
  ) as typeof tfjs.randomUniform,
  truncatedNormal: checked(tfjs.truncatedNormal, (shape) =>
    requireShape("truncatedNormal", shape),
  ) as typeof tfjs.truncatedNormal,
  tensor: checked(tfjs.tensor, (_, shape) => requireNoType("tensor", shape)) as typeof tfjs.tensor,
  variable: checked(tfjs.variable, (x) => requireTensor("variable", x)) as typeof tfjs.variable,
  cast: checked(tfjs.cast, (_, dtype) => requireType(dtype)) as typeof tfjs.cast,
  transpose: checked(tfjs.transpose, (x, order) => requireOrder(x, order)) as typeof tfjs.transpose,
  pad: checked(tfjs.pad, (x, paddings) => requirePairs(x, paddings)) as typeof tfjs.pad,
  slice: checked(tfjs.slice, (x, begin) => requireBegin(x, begin)) as typeof tfjs.slice,
};

/** The methods `x.transpose(order)` and so on look first, too. */
export function mendCheckedMethods(): void {
  const chained = tfjs.Tensor.prototype as unknown as Record<string, Anything>;
  const before: Record<string, (x: unknown, first: unknown) => void> = {
    transpose: requireOrder,
    pad: requirePairs,
    slice: requireBegin,
    cast: (_, dtype) => requireType(dtype),
  };
  for (const [name, check] of Object.entries(before)) {
    const stock = chained[name];
    if (stock === undefined || looking.has(stock)) continue;
    const looks = function (this: Tensor, ...args: unknown[]) {
      check(this, args[0]);
      return stock.apply(this, args as never[]);
    };
    looking.add(looks);
    chained[name] = looks;
  }
}

const looking = new WeakSet<object>();

function checked(stock: Anything, check: (...args: unknown[]) => void): Anything {
  return (...args) => {
    check(...args);
    return stock(...args);
  };
}

function requireShape(name: string, shape: unknown): void {
  if (Array.isArray(shape) || ArrayBuffer.isView(shape)) return;
  throw new Error(`${name}: the shape is an array of numbers, not ${String(shape)}: tf.${name}([2, 3]).`);
}

function requireNoType(name: string, shape: unknown): void {
  if (typeof shape !== "string") return;
  throw new Error(
    `${name}: the shape comes before the dtype: tf.${name}([1, 2], [2], "${shape}"), or tf.tensor1d([1, 2], "${shape}").`,
  );
}

function requireTensor(name: string, x: unknown): void {
  if (x instanceof tfjs.Tensor) return;
  throw new Error(`${name}: it is made from a tensor: tf.${name}(tf.tensor([1, 2])).`);
}

const TYPES = ["float32", "int32", "bool", "complex64", "string"];

function requireType(dtype: unknown): void {
  if (TYPES.includes(dtype as string)) return;
  throw new Error(`cast: there is no dtype ${String(dtype)} here. There are "float32", "int32" and "bool".`);
}

function requireOrder(x: unknown, order: unknown): void {
  if (order === undefined || order === null || !(x instanceof tfjs.Tensor)) return;
  const { rank } = x;
  const axes: readonly number[] = Array.isArray(order) ? order : [];
  if (new Set(axes).size === rank && axes.length === rank && axes.every((axis) => axis >= 0 && axis < rank))
    return;
  throw new Error(
    `transpose: the order must name each of the ${rank} axes of [${x.shape.join(", ")}] once, in an array, such as ` +
      `[${[...x.shape.keys()].reverse().join(", ")}]; this is ${JSON.stringify(order)}.`,
  );
}

function requirePairs(x: unknown, paddings: unknown): void {
  if (!(x instanceof tfjs.Tensor) || x.rank === 0) return;
  const isPair = (pair: unknown) => Array.isArray(pair) && pair.length === 2;
  if (Array.isArray(paddings) && paddings.length === x.rank && paddings.every(isPair)) return;
  throw new Error(
    `pad: tf.pad takes a pair [before, after] for each axis of [${x.shape.join(", ")}], the first axis first: ` +
      `[${x.shape.map(() => "[1, 1]").join(", ")}]; this is ${JSON.stringify(paddings)}. pad of arena/tools takes PyTorch's list.`,
  );
}

function requireBegin(x: unknown, begin: unknown): void {
  if (!(x instanceof tfjs.Tensor)) return;
  const begins: readonly unknown[] = Array.isArray(begin) ? begin : [begin];
  const beyond = begins.findIndex((at, axis) => typeof at === "number" && at > (x.shape[axis] ?? 0));
  if (beyond < 0) return;
  throw new Error(
    `slice: it begins at ${String(begins[beyond])} in axis ${beyond}, beyond the end of [${x.shape.join(", ")}].`,
  );
}
