import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { reshaped } from "../shape/reshaped.ts";
import { type Labelled, ordered, summedTo } from "./labelled.ts";
import { cheapestLayout, type Layout, type Roles } from "./layout.ts";

type Sizes = ReadonlyMap<string, number>;

/**
 * The product of two operands, summed over every index that is not in `keep`. One matrix product where anything is
 * summed between them and a free index is left, else a broadcast multiplication.
 * `target` is the order wanted for the result, if this is the last product.
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
  if (roles.contracted.length === 0 || free === 0) return summedTo(multiplied(left, right, roles), keep);
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

function multiplied(left: Labelled, right: Labelled, { freeRight }: Roles): Labelled {
  const indices = [...left.indices, ...freeRight];
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

function matrixProduct(
  left: Labelled,
  right: Labelled,
  roles: Roles,
  sizes: Sizes,
  target: readonly string[] | undefined,
): Labelled {
  const size = (indices: readonly string[]) =>
    indices.reduce((product, index) => product * (sizes.get(index) ?? 1), 1);
  const resultSize = size([...roles.batch, ...roles.freeLeft, ...roles.freeRight]);
  const direct = cheapestLayout(left, right, roles, target, resultSize);
  const swapped = cheapestLayout(
    right,
    left,
    { ...roles, freeLeft: roles.freeRight, freeRight: roles.freeLeft },
    target,
    resultSize,
  );
  return swapped.moved < direct.moved
    ? product(right, left, swapped, size)
    : product(left, right, direct, size);
}

function product(
  left: Labelled,
  right: Labelled,
  layout: Layout,
  size: (indices: readonly string[]) => number,
): Labelled {
  const { batch, contracted, freeLeft, freeRight, result } = layout;
  const [rows, inner, columns] = [size(freeLeft), size(contracted), size(freeRight)];
  const a = layout.left === "copied" ? ordered(left, [...batch, ...freeLeft, ...contracted]) : left;
  const b = layout.right === "copied" ? ordered(right, [...batch, ...contracted, ...freeRight]) : right;
  const outer = batch.length === 0 ? [] : [size(batch)];
  const [transposeA, transposeB] = [layout.left === "transposed", layout.right === "transposed"];
  const flatA = reshaped(a.tensor, [...outer, ...(transposeA ? [inner, rows] : [rows, inner])]); // [batch, rows, inner]
  const flatB = reshaped(b.tensor, [...outer, ...(transposeB ? [columns, inner] : [inner, columns])]); // [batch, inner, columns]
  const flat = tf.matMul(flatA, flatB, transposeA, transposeB); // [batch, rows, columns]
  return {
    tensor: reshaped(
      flat,
      result.map((index) => size([index])),
    ),
    indices: result,
  };
}
