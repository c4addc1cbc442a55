import type { Tensor } from "#tfjs";
import { canContract, contraction } from "../../runtime/fused/contraction.ts";
import { tf } from "../../runtime/tf.ts";
import { Remembered } from "../remembered.ts";
import { reshaped } from "../shape/reshaped.ts";
import { type Labelled, ordered, summedTo } from "./labelled.ts";
import { cheapestLayout, type Layout, type Roles } from "./layout.ts";

type Sizes = ReadonlyMap<string, number>;

/**
 * The product of two operands, summed over every index that is not in `keep`. One matrix product where
 * anything is summed between them and a free index is left, else a broadcast multiplication. `target` is the
 * order wanted for the result, if this is the last product.
 */
export function contract(
  a: Labelled,
  b: Labelled,
  keep: ReadonlySet<string>,
  sizes: Sizes,
  target?: readonly string[],
): Labelled {
  const left = summedTo(a, new Set([...keep, ...b.indices]));
  const right = summedTo(b, new Set([...keep, ...a.indices]));
  const roles = rolesOf(left, right, keep);
  const free = roles.freeLeft.length + roles.freeRight.length;
  if (roles.contracted.length === 0 || free === 0)
    return summedTo(multiplied(left, right, roles, target), keep);
  return matrixProduct(left, right, roles, sizes, target);
}

function rolesOf(left: Labelled, right: Labelled, keep: ReadonlySet<string>): Roles {
  const shared = left.indices.filter((index) => right.indices.includes(index));
  return {
    batch: shared.filter((index) => keep.has(index)),
    contracted: shared.filter((index) => !keep.has(index)),
    freeLeft: left.indices.filter((index) => !shared.includes(index)),
    freeRight: right.indices.filter((index) => !shared.includes(index)),
  };
}

function multiplied(
  left: Labelled,
  right: Labelled,
  { contracted, freeRight }: Roles,
  target: readonly string[] | undefined,
): Labelled {
  const all = [...left.indices, ...freeRight];
  // without a sum the result can be made in place
  const indices = contracted.length === 0 ? (target ?? all) : all;
  return { tensor: tf.mul(lifted(left, indices), lifted(right, indices)), indices };
}

/** The operand with the axes of `indices`, in that order, and length 1 for those it has not. */
function lifted(operand: Labelled, indices: readonly string[]): Tensor {
  const { tensor, indices: own } = ordered(
    operand,
    indices.filter((index) => operand.indices.includes(index)),
  );
  return reshaped(
    tensor,
    indices.map((index) => (own.includes(index) ? (tensor.shape[own.indexOf(index)] ?? 1) : 1)),
  );
}

/** A layout, and whether the operands change places for it. */
interface Choice {
  readonly layout: Layout;
  readonly swapped: boolean;
}

const choices = new Remembered<Choice>();

function matrixProduct(
  left: Labelled,
  right: Labelled,
  roles: Roles,
  sizes: Sizes,
  target: readonly string[] | undefined,
): Labelled {
  const size = (indices: readonly string[]) =>
    indices.reduce((product, index) => product * (sizes.get(index) ?? 1), 1);
  const operands = [left, right].map(({ tensor, indices }) => `${indices.join()}|${tensor.shape.join()}`);
  const key = [...operands, roles.batch.join(), target?.join()].join("|");
  const { layout, swapped } = choices.for(key, () => choose(left, right, roles, size, target));
  if (layout.moved > 0 && canContract(left.tensor, right.tensor))
    return contracted(left, right, target ?? layout.result);
  return swapped ? product(right, left, layout, size) : product(left, right, layout, size);
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** By the backend, which moves the axes itself. Names become letters, of which there are more than a tensor has axes. */
function contracted(left: Labelled, right: Labelled, result: readonly string[]): Labelled {
  const names = [...new Set([...left.indices, ...right.indices])];
  const letters = (indices: readonly string[]): string =>
    indices.map((index) => LETTERS[names.indexOf(index)]).join("");
  const terms = {
    left: letters(left.indices),
    right: letters(right.indices),
    result: letters(result),
  };
  return { tensor: contraction(left.tensor, right.tensor, terms), indices: result };
}

function choose(
  left: Labelled,
  right: Labelled,
  roles: Roles,
  size: (indices: readonly string[]) => number,
  target: readonly string[] | undefined,
): Choice {
  const resultSize = size([...roles.batch, ...roles.freeLeft, ...roles.freeRight]);
  const mirrored = { ...roles, freeLeft: roles.freeRight, freeRight: roles.freeLeft };
  const direct = cheapestLayout(left, right, roles, target, resultSize);
  const swapped = cheapestLayout(right, left, mirrored, target, resultSize);
  return swapped.moved < direct.moved
    ? { layout: swapped, swapped: true }
    : { layout: direct, swapped: false };
}

function product(
  left: Labelled,
  right: Labelled,
  { batch, contracted, freeLeft, freeRight, result, ...readings }: Layout,
  size: (indices: readonly string[]) => number,
): Labelled {
  const [rows, inner, columns] = [size(freeLeft), size(contracted), size(freeRight)];
  const outer = batch.length === 0 ? [] : [size(batch)];
  const { tensor: a } = ordered(left, readings.left.order);
  const { tensor: b } = ordered(right, readings.right.order);
  const [turnA, turnB] = [readings.left.transposed, readings.right.transposed];
  const flatA = reshaped(a, [...outer, ...(turnA ? [inner, rows] : [rows, inner])]); // [batch, rows, inner]
  // [batch, inner, columns]
  const flatB = reshaped(b, [...outer, ...(turnB ? [columns, inner] : [inner, columns])]);
  const flat = tf.matMul(flatA, flatB, turnA, turnB); // [batch, rows, columns]
  const shape = result.map((index) => size([index]));
  return { tensor: reshaped(flat, shape), indices: result };
}
