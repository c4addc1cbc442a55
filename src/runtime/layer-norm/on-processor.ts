import type { Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, provideKernel } from "../mends/registry.ts";
import type { NativeBackend } from "../mends/tensorflow/native.ts";
import { layerNormFormula, layerNormGradientFormula } from "./formula.ts";
import { LAYER_NORM, LAYER_NORM_GRADIENT, type LayerNormAttributes } from "./layer-norm.ts";
import { layerNormGradientLoop, layerNormLoop } from "./loops.ts";

type Inputs<Name extends string> = Readonly<Record<Name, TensorInfo>>;

/**
 * Layer normalisation for native TensorFlow, which has no kernel for it: on the processor a loop of ours, that takes less
 * than the calls into the library would; on a graphics card the formulas.
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
      const y = likeOf(x);
      layerNormLoop(read(native, x), read(native, weight), read(native, bias), eps, y);
      return tensor(y, x);
    },
  );
  provideKernel<Inputs<"dy" | "x" | "weight">, LayerNormAttributes>(
    LAYER_NORM_GRADIENT,
    "tensorflow",
    ({ inputs: { dy, x, weight }, attrs: { eps }, backend }) => {
      const native = backend as NativeBackend;
      if (native.isUsingGpuDevice)
        return layerNormGradientFormula(asTensor(dy), asTensor(x), asTensor(weight), eps);
      const [dx, dWeight, dBias] = [likeOf(x), likeOf(weight), likeOf(weight)];
      layerNormGradientLoop(read(native, dy), read(native, x), read(native, weight), eps, dx, dWeight, dBias);
      return [tensor(dx, x), tensor(dWeight, weight), tensor(dBias, weight)];
    },
  );
}

const read = (backend: NativeBackend, { dataId }: TensorInfo): Float32Array =>
  backend.readSync(dataId) as Float32Array;

const likeOf = ({ shape }: TensorInfo): Float32Array => new Float32Array(tfjs.util.sizeFromShape(shape));

const tensor = (values: Float32Array, { shape }: TensorInfo): Tensor => tfjs.tensor(values, shape);
