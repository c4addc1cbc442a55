import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient } from "../../mends/registry.ts";
import { gradientsWithin } from "../../mends/second-order.ts";
import { noGradient } from "../../mends/shapes.ts";
import { crossEntropyFormula, crossEntropyGradientFormula } from "./formula.ts";

/** The kernels' names: a backend that has them computes all of it in one call, another takes the formulas. */
export const CROSS_ENTROPY = "CrossEntropy";
export const CROSS_ENTROPY_GRADIENT = "CrossEntropyGrad";

/**
 * −log softmax(logits)[label] of each row, as `torch.nn.functional.cross_entropy` without reduction. Differentiable
 * again.
 *
 * @param logits [row, class], float32.
 * @param labels [row], int32, each from 0 to classes − 1.
 * @returns [row].
 */
export function crossEntropyOfRows(logits: Tensor, labels: Tensor): Tensor {
  if (!isFused(logits)) return crossEntropyFormula(logits, labels);
  const [losses] = tfjs.engine().runKernel(CROSS_ENTROPY, { logits, labels }) as unknown as [Tensor];
  return losses;
}

const isFused = ({ dtype, size }: Tensor): boolean =>
  tfjs.getKernel(CROSS_ENTROPY, tfjs.getBackend()) !== undefined && dtype === "float32" && size > 0;

/**
 * The kernels' gradients. The first kernel also gives the derivatives by the logits, which the second only has to scale;
 * that one's gradient is that of the formula, whatever the backend.
 */
export function provideCrossEntropyGradients(): void {
  mendGradient<unknown, "logits" | "labels", "derivatives">(CROSS_ENTROPY, {
    inputs: ["logits", "labels"],
    outputs: [undefined, "derivatives"],
    gradient: (dy, { logits, labels, derivatives }) => ({
      logits: () => tfjs.engine().runKernel(CROSS_ENTROPY_GRADIENT, { dy, logits, labels, derivatives }),
      labels: () => noGradient(labels),
    }),
  });
  mendGradient<unknown, "dy" | "logits" | "labels" | "derivatives">(CROSS_ENTROPY_GRADIENT, {
    inputs: ["dy", "logits", "labels", "derivatives"],
    gradient: (flow, { dy, logits, labels, derivatives }) => {
      const [toDy, toLogits] = secondGradients(flow, dy, logits, labels) as [Tensor, Tensor];
      return {
        dy: () => toDy,
        logits: () => toLogits,
        labels: () => noGradient(labels),
        derivatives: () => noGradient(derivatives), // they are the logits', which have been followed
      };
    },
  });
}

/** What flows back through the gradient itself to dy and the logits. */
function secondGradients(flow: Tensor, dy: Tensor, logits: Tensor, labels: Tensor): Tensor[] {
  const total = (dyAgain: Tensor, logitsAgain: Tensor): Tensor =>
    tfjs.sum(tfjs.mul(flow, crossEntropyGradientFormula(dyAgain, logitsAgain, labels))); // []
  return gradientsWithin(total, [dy, logits]);
}
