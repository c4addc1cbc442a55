import type { TensorInfo } from "#tfjs";
import { provideKernel } from "../../mends/registry.ts";
import { sizeOf } from "../../mends/shapes.ts";
import { allocate, heapOf, offsetOf, valuesOf } from "../../mends/wasm/heap.ts";
import { addUpParts } from "../../mends/wasm/sums.ts";
import { type SimdRunner, simdFor } from "../../simd/runner.ts";
import { type GradientAddresses, gradientJob, gradientUnits, layerNormJob } from "./jobs.ts";
import { LAYER_NORM, LAYER_NORM_GRADIENT, type LayerNormAttributes } from "./layer-norm.ts";
import { layerNormGradientLoop, layerNormLoop } from "./loops.ts";

type Inputs<Name extends string> = Readonly<Record<Name, TensorInfo>>;
type Infos = readonly TensorInfo[];

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
      if (simd === undefined) loop(backend, [x, weight, bias, y], eps);
      else runLayerNorm(simd, backend, [x, weight, bias, y], eps);
      return y;
    },
  );
  provideKernel<Inputs<"dy" | "x" | "weight">, LayerNormAttributes>(
    LAYER_NORM_GRADIENT,
    "wasm",
    ({ inputs: { dy, x, weight }, attrs: { eps }, backend }) => {
      const outs = [x, weight, weight].map(({ shape }) => allocate(backend, shape, "float32"));
      const simd = simdFor(heapOf(backend).wasm);
      if (simd === undefined) gradientLoop(backend, [dy, x, weight, ...outs], eps);
      else runGradient(simd, backend, [dy, x, weight], outs, eps);
      return outs;
    },
  );
}

const floats = (backend: unknown, infos: Infos): Float32Array[] =>
  infos.map((info) => valuesOf(backend, info) as Float32Array);

function loop(backend: unknown, infos: Infos, eps: number): void {
  const [x, weight, bias, y] = floats(backend, infos) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  layerNormLoop(x, weight, bias, eps, y);
}

function gradientLoop(backend: unknown, infos: Infos, eps: number): void {
  const [dy, x, weight, ...outs] = floats(backend, infos) as [Float32Array, Float32Array, Float32Array];
  const [dx, dWeight, dBias] = outs as unknown as [Float32Array, Float32Array, Float32Array];
  layerNormGradientLoop(dy, x, weight, eps, dx, dWeight, dBias);
}

function runLayerNorm(simd: SimdRunner, backend: unknown, infos: Infos, eps: number): void {
  const [x, weight] = infos as [TensorInfo, TensorInfo];
  const [size, width] = [sizeOf(x.shape), sizeOf(weight.shape)];
  const [a, b, c, d] = infos.map((info) => offsetOf(heapOf(backend), info)) as [
    number,
    number,
    number,
    number,
  ];
  simd.run("layerNorm", layerNormJob([a, b, c, d], width, eps), size / width, 0, size >= WORTH_SHARING);
}

function runGradient(simd: SimdRunner, backend: unknown, inputs: Infos, outs: Infos, eps: number): void {
  const heap = heapOf(backend);
  const [dx, dWeight, dBias] = outs as [TensorInfo, TensorInfo, TensorInfo];
  const [size, width] = [sizeOf(dx.shape), sizeOf(dWeight.shape)];
  const units = gradientUnits(size / width);
  const parts = [dWeight, dBias].map(() => allocate(backend, [units, width], "float32"));
  const addresses = [...inputs, dx, ...parts].map((info) => offsetOf(heap, info));
  const job = gradientJob(addresses as unknown as GradientAddresses, size / width, width, eps);
  simd.run("layerNormGradient", job, units, 0, size >= WORTH_SHARING);
  [dWeight, dBias].forEach((total, i) => {
    const part = parts[i] as TensorInfo;
    addUpParts(simd, heap, part, total);
    heap.disposeData(part.dataId);
  });
}
