import type { TensorInfo } from "#tfjs";
import { provideKernel } from "../mends/registry.ts";
import { sizeOf } from "../mends/shapes.ts";
import { allocate, heapOf, offsetOf, valuesOf } from "../mends/wasm/heap.ts";
import { addUpParts } from "../mends/wasm/sums.ts";
import { type SimdRunner, simdFor } from "../simd/runner.ts";
import { LAYER_NORM, LAYER_NORM_GRADIENT, type LayerNormAttributes } from "./layer-norm.ts";
import { layerNormGradientLoop, layerNormLoop } from "./loops.ts";

type Inputs<Name extends string> = Readonly<Record<Name, TensorInfo>>;

/** Rows that one unit of work of the gradient takes; each unit adds up its own part for weight and bias. */
const ROWS_EACH = 128;
/** Entries below which waking another thread takes longer than it saves. */
const WORTH_SHARING = 1 << 16;

/** Layer normalisation and its gradient on the wasm heap: by SIMD, or by a loop where that is not to be had. */
export function provideLayerNormOnHeap(): void {
  provideKernel<Inputs<"x" | "weight" | "bias">, LayerNormAttributes>(
    LAYER_NORM,
    "wasm",
    ({ inputs: { x, weight, bias }, attrs: { eps }, backend }) => {
      const y = allocate(backend, x.shape, "float32");
      const simd = simdFor(heapOf(backend).wasm);
      if (simd === undefined)
        layerNormLoop(
          floats(backend, x),
          floats(backend, weight),
          floats(backend, bias),
          eps,
          floats(backend, y),
        );
      else runLayerNorm(simd, backend, [x, weight, bias, y], eps);
      return y;
    },
  );
  provideKernel<Inputs<"dy" | "x" | "weight">, LayerNormAttributes>(
    LAYER_NORM_GRADIENT,
    "wasm",
    ({ inputs: { dy, x, weight }, attrs: { eps }, backend }) => {
      const outs = [x, weight, weight].map(({ shape }) => allocate(backend, shape, "float32"));
      const [dx, dWeight, dBias] = outs as [TensorInfo, TensorInfo, TensorInfo];
      const simd = simdFor(heapOf(backend).wasm);
      if (simd === undefined)
        layerNormGradientLoop(
          floats(backend, dy),
          floats(backend, x),
          floats(backend, weight),
          eps,
          floats(backend, dx),
          floats(backend, dWeight),
          floats(backend, dBias),
        );
      else runGradient(simd, backend, [dy, x, weight, dx], [dWeight, dBias], eps);
      return outs;
    },
  );
}

const floats = (backend: unknown, info: TensorInfo): Float32Array => valuesOf(backend, info) as Float32Array;

/** The fields of the kernel's class Normalisation, in its order. */
function runLayerNorm(simd: SimdRunner, backend: unknown, tensors: readonly TensorInfo[], eps: number): void {
  const [x, weight] = tensors as [TensorInfo, TensorInfo];
  const width = sizeOf(weight.shape);
  const offsets = tensors.map((each) => offsetOf(heapOf(backend), each));
  const size = sizeOf(x.shape);
  simd.run("layerNorm", [...offsets, width, bitsOf(eps)], size / width, 0, size >= WORTH_SHARING);
}

/** The fields of the kernel's class NormalisationGradient, in its order. */
function runGradient(
  simd: SimdRunner,
  backend: unknown,
  tensors: readonly TensorInfo[],
  toParameters: readonly TensorInfo[],
  eps: number,
): void {
  const heap = heapOf(backend);
  const [dy, , weight] = tensors as [TensorInfo, TensorInfo, TensorInfo];
  const [size, width] = [sizeOf(dy.shape), sizeOf(weight.shape)];
  const rows = size / width;
  const units = Math.ceil(rows / ROWS_EACH);
  const parts = toParameters.map(() => allocate(backend, [units, width], "float32"));
  const offsets = [...tensors, ...parts].map((each) => offsetOf(heap, each));
  const job = [...offsets, rows, width, ROWS_EACH, bitsOf(eps)];
  simd.run("layerNormGradient", job, units, 0, size >= WORTH_SHARING);
  parts.forEach((part, i) => {
    addUpParts(simd, heap, part, toParameters[i] as TensorInfo);
    heap.disposeData(part.dataId);
  });
}

/** A float32 as the integer of the same bits, as which a job carries it. */
const bitsOf = (value: number): number => new Int32Array(Float32Array.of(value).buffer)[0] as number;
