import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { described } from "../arguments/described.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson } from "../lesson.ts";
import { contract } from "./contract.ts";
import { withDiagonals } from "./diagonal.ts";
import { readEquation } from "./equation.ts";
import { type Labelled, ordered, summedTo, withoutStretchedAxes } from "./labelled.ts";
import { cheapestPair } from "./order.ts";

/**
 * Multiplies tensors and sums over indices, as the equation says: an index that the output does not have is
 * summed over, an index that operands share is matched.
 *
 * Any number of operands; `...` stands for unnamed axes, which broadcast; an index twice in one operand takes
 * the diagonal; without `->` the output has, in alphabetical order, the indices that occur once. Indices are
 * letters, or whole words as soon as spaces part them. A length of 1 broadcasts. Differentiable to any order:
 * it is carried out as reshapes, sums and matrix products. Semantics of torch.einsum; words as in
 * einops.einsum.
 *
 * ```ts
 * einsum("ij,jk->ik", a, b);                           // [2, 3], [3, 4] -> [2, 4]
 * einsum("bqd,bkd->bqk", queries, keys);               // [8, 5, 64], [8, 7, 64] -> [8, 5, 7]
 * einsum("batch s d, d head -> batch head s", x, w);   // [8, 5, 64], [64, 12] -> [8, 12, 5]
 * einsum("ii->i", a);                                  // [4, 4] -> [4], the diagonal
 * einsum("...i,i", x, w);                              // [8, 5, 64], [64] -> [8, 5]
 * ```
 * @throws ToolError where the equation and the operands' shapes do not fit.
 */
export function einsum<R extends Rank = Rank>(equation: string, ...operands: readonly Tensor[]): Tensor<R> {
  if (
    typeof equation !== "string" ||
    operands.length === 0 ||
    !operands.every((x) => x instanceof tf.Tensor)
  ) {
    throw lesson("einsum", {
      what: "the equation comes first, the tensors after it, one by one.",
      given: { got: [equation, ...operands].map(described).join(", ") },
      example: 'einsum("ij,jk->ik", a, b)',
    });
  }
  for (const [place, operand] of operands.entries()) requireTensor("einsum", operand, `operand ${place}`);
  return tf.tidy(() => {
    const result = evaluate(equation, operands);
    return (operands.includes(result) ? tf.clone(result) : result) as Tensor<R>; // never an input itself
  });
}

function evaluate(equation: string, tensors: readonly Tensor[]): Tensor {
  const { inputs, output, sizes } = readEquation(
    equation,
    tensors.map(({ shape }) => shape),
  );
  const operands = tensors.map((tensor, i) =>
    withoutStretchedAxes(withDiagonals({ tensor: numeric(tensor), indices: inputs[i] ?? [] }), sizes),
  );
  const last = multiplyAll(operands, output, sizes);
  return ordered(summedTo(last, new Set(output)), output).tensor;
}

function multiplyAll(
  operands: readonly Labelled[],
  output: readonly string[],
  sizes: ReadonlyMap<string, number>,
): Labelled {
  const [only, ...others] = operands;
  if (only === undefined) throw new Error("internal: einsum without operands");
  if (others.length === 0) return only;
  const { first, second, keep } = cheapestPair(operands, output, sizes);
  const [a, b] = [operands[first] ?? only, operands[second] ?? only];
  const rest = operands.filter((_, i) => i !== first && i !== second);
  return multiplyAll(
    [...rest, contract(a, b, keep, sizes, rest.length === 0 ? output : undefined)],
    output,
    sizes,
  );
}

/** true counts as 1. */
const numeric = (x: Tensor): Tensor => (x.dtype === "bool" ? tf.cast(x, "int32") : x);
