import { where } from "../../../src/tools/indexing/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";
import { type Operations, plain, plainly } from "./case.ts";

const UNARY = plainly({
  abs: tf.abs,
  neg: tf.neg,
  exp: tf.exp,
  expm1: tf.expm1,
  square: tf.square,
  sin: tf.sin,
  cos: tf.cos,
  tan: tf.tan,
  sinh: tf.sinh,
  cosh: tf.cosh,
  asin: tf.asin,
  acos: tf.acos,
  atan: tf.atan,
  asinh: tf.asinh,
  acosh: tf.acosh,
  atanh: tf.atanh,
  erf: tf.erf,
  log: tf.log,
  log1p: tf.log1p,
  sqrt: tf.sqrt,
  rsqrt: tf.rsqrt,
  reciprocal: tf.reciprocal,
  floor: tf.floor,
  ceil: tf.ceil,
  round: tf.round,
  sign: tf.sign,
  step: (x) => tf.step(x),
  isNaN: tf.isNaN,
  isInf: tf.isInf,
  isFinite: tf.isFinite,
  logicalNot: tf.logicalNot,
});

const BINARY = plainly({
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  divNoNan: tf.divNoNan,
  pow: tf.pow,
  mod: tf.mod,
  floorDiv: tf.floorDiv,
  maximum: tf.maximum,
  minimum: tf.minimum,
  squaredDifference: tf.squaredDifference,
  atan2: tf.atan2,
  lerp: (a, b, t) => a.add(b.sub(a).mul(t)),
});

const COMPARISONS = {
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
  equal: tf.equal,
  notEqual: tf.notEqual,
};

/** A comparison inside a computation with a gradient. */
const AS_FACTOR: Operations = Object.fromEntries(
  Object.entries(COMPARISONS).map(([name, compare]) => [
    `${name} as a factor`,
    plain((a, b) => a.mul(compare(a, b).cast("float32")).add(b)),
  ]),
);

/** Functions of numbers: one, two, compared, chosen. */
export const ELEMENTWISE: Operations = {
  ...UNARY,
  ...BINARY,
  ...plainly(COMPARISONS),
  ...AS_FACTOR,
  ...plainly({ logicalAnd: tf.logicalAnd, logicalOr: tf.logicalOr, logicalXor: tf.logicalXor, where }),
  clipByValue:
    ({ low, high }) =>
    (x) =>
      tf.clipByValue(x, low as number, high as number),
  powNumber:
    ({ exponent }) =>
    (x) =>
      tf.pow(x, exponent as number),
  maskedFill:
    ({ value }) =>
    (x, mask) =>
      where(mask, Number(value), x),
  "positive part by where": () => (x) => where(x.greater(0), x, 0),
  "root beside where": () => (x) => where(x.greater(0), where(x.greater(0), x, 1).sqrt(), 0),
  cast:
    ({ to }) =>
    (x) =>
      tf.cast(x, to as "int32"),
  "cast, then transpose": () => (x) => tf.transpose(x.cast("float32"), [2, 0, 1]),
  "cast, then sum": () => (x) => tf.sum(x.cast("float32"), 0),
  oneHot:
    ({ depth, to = "int32" }) =>
    (x) =>
      tf.oneHot(x, depth as number, 1, 0, to),
};
