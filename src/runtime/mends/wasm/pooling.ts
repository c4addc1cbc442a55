import type * as tfjs from "#tfjs";
import { type SimdRunner, simdFor } from "../../simd/runner.ts";
import { type PoolAttributes, poolInfo } from "../gradients/pooling.ts";
import { isWithoutNaN } from "../not-a-number.ts";
import { giveToWinners } from "../pooling-winners.ts";
import { mendKernel, provideKernel } from "../registry.ts";
import { allocate, heapOf, offsetOf, valuesOf } from "./heap.ts";
import { viaCpu } from "./via-cpu.ts";

/** Max and average pooling of what may be NaN, and max pooling's gradient. */
export function mendPooling(): void {
  mendGradient();
  mendForward("MaxPool");
  mendForward("AvgPool");
}

/** Stock's minima and maxima drop a NaN: a window that has one gives -Infinity, or one of its other entries. */
function mendForward(kernelName: string): void {
  mendKernel<{ x: tfjs.TensorInfo }, unknown>("NaN", kernelName, "wasm", (stock) => (call) => {
    return isWithoutNaN(call.inputs.x) ? stock(call) : viaCpu(kernelName, call);
  });
}

/**
 * Stock looks for each window's maximum from the smallest positive float upwards, so that a window without a positive
 * entry gives its gradient to a wrong place.
 */
function mendGradient(): void {
  provideKernel<{ dy: tfjs.TensorInfo; input: tfjs.TensorInfo }, PoolAttributes>(
    "MaxPoolGrad",
    "wasm",
    ({ inputs, attrs, backend }) => {
      const out = allocate(backend, inputs.input.shape, "float32");
      const target = valuesOf(backend, out);
      target.fill(0);
      const info = poolInfo(inputs.input.shape, attrs);
      const simd = simdFor(heapOf(backend).wasm);
      if (simd === undefined)
        giveToWinners(valuesOf(backend, inputs.input), valuesOf(backend, inputs.dy), info, target);
      else runPooling(simd, backend, inputs, info, out);
      return out;
    },
  );
}

/** The fields of the kernel's class Pooling, in its order. */
function runPooling(
  simd: SimdRunner,
  backend: unknown,
  { input, dy }: { readonly input: tfjs.TensorInfo; readonly dy: tfjs.TensorInfo },
  info: tfjs.backend_util.Conv2DInfo,
  out: tfjs.TensorInfo,
): void {
  const job = [
    ...[input, dy, out].map((each) => offsetOf(heapOf(backend), each)),
    ...[info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth],
    ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
    ...[info.padInfo.top, info.padInfo.left],
  ];
  simd.run("maxPoolGradient", job, info.batchSize, 0);
}
