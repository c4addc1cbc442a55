import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient } from "../registry.ts";
import { noGradient } from "../shapes.ts";

/** relu by the backend's kernel for its gradient, where it has one. NaN lets the gradient through, as in PyTorch. */
export function mendRelu(): void {
  mendGradient("Relu", { inputs: ["x"], gradient: (dy, { x }) => ({ x: () => reluGradient(dy, x) }) });
  mendGradient("ReluGrad", {
    inputs: ["dy", "x"],
    gradient: (g, { x }) => ({ dy: () => reluGradient(g, x), x: () => noGradient(x) }),
  });
}

function reluGradient(dy: Tensor, x: Tensor): Tensor {
  const isNative = dy.dtype === "float32" && x.dtype === "float32";
  if (isNative && tfjs.getKernel("ReluGrad", tfjs.getBackend()) !== undefined)
    return tfjs.engine().runKernel("ReluGrad", { dy, x });
  return tfjs.where(tfjs.lessEqual(x, 0), tfjs.zerosLike(dy), dy);
}
