import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, provideKernel } from "../../mends/registry.ts";
import { floatsIn, floatsOf, type NativeBackend } from "../../mends/tensorflow/native.ts";
import { layerNormGradientOf, layerNormOf } from "./apart.ts";
import { layerNormFormula, layerNormGradientFormula } from "./formula.ts";
import { LAYER_NORM, LAYER_NORM_GRADIENT, type LayerNormAttributes } from "./layer-norm.ts";

type Inputs<Name extends string> = Readonly<Record<Name, TensorInfo>>;

/**
 * Layer normalisation for native TensorFlow, which has no kernel for it: on the processor by ours, which takes less, with
 * the copies, than its many small operations would; on a graphics card by the formulas.
 */
export function provideLayerNormOnProcessor(): void {
  if (tfjs.findBackendFactory("tensorflow") === undefined) return;
  provideKernel<Inputs<"x" | "weight" | "bias">, LayerNormAttributes>(
    LAYER_NORM,
    "tensorflow",
    ({ inputs: { x, weight, bias }, attrs: { eps }, backend }) => {
      const native = backend as NativeBackend;
      if (native.isUsingGpuDevice)
        return layerNormFormula(asTensor(x), asTensor(weight), asTensor(bias), eps);
      const y = layerNormOf(floatsOf(native, x), floatsOf(native, weight), floatsOf(native, bias), eps);
      return floatsIn(native, y, x.shape);
    },
  );
  provideKernel<Inputs<"dy" | "x" | "weight">, LayerNormAttributes>(
    LAYER_NORM_GRADIENT,
    "tensorflow",
    ({ inputs: { dy, x, weight }, attrs: { eps }, backend }) => {
      const native = backend as NativeBackend;
      if (native.isUsingGpuDevice)
        return layerNormGradientFormula(asTensor(dy), asTensor(x), asTensor(weight), eps);
      const [dx, ...rest] = layerNormGradientOf(
        floatsOf(native, dy),
        floatsOf(native, x),
        floatsOf(native, weight),
        eps,
      );
      return [floatsIn(native, dx, x.shape), ...rest.map((each) => floatsIn(native, each, weight.shape))];
    },
  );
}
