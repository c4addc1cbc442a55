import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient } from "../registry.ts";
import { asMask, axesOf, reducedShape, sumTo } from "../shapes.ts";

/**
 * Maximum, minimum, max and min. Stock gives the whole gradient to every tied element and throws where an
 * operand of maximum or minimum is broadcast. Here ties share it evenly, as in PyTorch.
 */
export function mendExtremes(): void {
  mendPairwise("Maximum", tfjs.greater, tfjs.less);
  mendPairwise("Minimum", tfjs.less, tfjs.greater);
  mendReduction("Max");
  mendReduction("Min");
}

type Comparison = (a: Tensor, b: Tensor) => Tensor;

function mendPairwise(kernelName: string, aWins: Comparison, bWins: Comparison): void {
  mendGradient(kernelName, {
    inputs: ["a", "b"],
    gradient: (dy, { a, b }) => ({
      a: () => sumTo(tfjs.mul(dy, share(a, b, aWins)), a.shape),
      b: () => sumTo(tfjs.mul(dy, share(a, b, bWins)), b.shape),
    }),
  });
}

/** 1 where the operand wins, a half where both are equal. */
function share(a: Tensor, b: Tensor, wins: Comparison): Tensor {
  return tfjs.add(asMask(wins(a, b)), tfjs.mul(0.5, asMask(tfjs.equal(a, b))));
}

interface ReductionAttributes {
  readonly axis?: number | number[];
  readonly reductionIndices?: number | number[];
}

function mendReduction(kernelName: string): void {
  mendGradient<ReductionAttributes, "x", "y">(kernelName, {
    inputs: ["x"],
    outputs: ["y"],
    gradient: (dy, { x, y }, { axis, reductionIndices }) => ({
      x: () => {
        const axes = axesOf(reductionIndices ?? axis, x.shape);
        const kept = reducedShape(x.shape, axes, true);
        const winners = asMask(tfjs.equal(x, tfjs.reshape(y, kept)));
        return tfjs.mul(tfjs.div(winners, tfjs.sum(winners, axes, true)), tfjs.reshape(dy, kept));
      },
    }),
  });
}
