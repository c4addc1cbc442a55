import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt } from "../../mends/registry.ts";
import { floatsIn, floatsOf, type NativeBackend } from "../../mends/tensorflow/native.ts";
import { type AdamRates, type AdamResult, adamLoop } from "./loop.ts";

/**
 * Adam's step (Kingma and Ba, 2014) in one pass instead of twelve calls into the library, each of which costs more than
 * its numbers for most parameters; undefined where native TensorFlow does not compute on the processor. The averages
 * stay in JavaScript: the library gets an upload when something computes with it.
 */
export function adamStepOnProcessor(
  gradient: Tensor,
  mean: Tensor,
  squares: Tensor,
  rates: AdamRates,
): AdamResult | undefined {
  if (tfjs.getBackend() !== "tensorflow") return undefined;
  const backend = tfjs.backend() as unknown as NativeBackend;
  if (backend.isUsingGpuDevice) return undefined;
  const [g, m, v] = [gradient, mean, squares].map((tensor) => floatsOf(backend, tensor)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const [newM, newV, step] = [
    new Float32Array(g.length),
    new Float32Array(g.length),
    new Float32Array(g.length),
  ];
  adamLoop(g, m, v, newM, newV, step, rates);
  const tensor = (values: Float32Array): Tensor => adopt(floatsIn(backend, values, gradient.shape));
  return { mean: tensor(newM), squares: tensor(newV), step: tensor(step) };
}
