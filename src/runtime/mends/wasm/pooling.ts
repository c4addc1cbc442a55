import type * as tfjs from "#tfjs";
import { type SimdRunner, simdFor } from "../../simd/runner.ts";
import { type PoolAttributes, poolInfo } from "../gradients/pooling.ts";
import { provideKernel } from "../registry.ts";
import { allocate, heapOf, offsetOf, type Values, valuesOf } from "./heap.ts";

/**
 * Max pooling's gradient. Stock looks for each window's maximum from the smallest positive float upwards, so
 * that a window without a positive entry gives its gradient to a wrong place.
 */
export function mendPooling(): void {
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

function giveToWinners(x: Values, dy: Values, info: tfjs.backend_util.Conv2DInfo, target: Values): void {
  const { inHeight, inWidth, inChannels, strideHeight, strideWidth, filterHeight, filterWidth, padInfo } =
    info;
  let place = 0;
  for (let row = 0; row < info.batchSize * info.outHeight; row++) {
    const image = Math.floor(row / info.outHeight) * inHeight;
    const top = (row % info.outHeight) * strideHeight - padInfo.top;
    const rows = [image + Math.max(0, top), image + Math.min(inHeight, top + filterHeight)] as const;
    for (let column = 0; column < info.outWidth; column++) {
      const left = column * strideWidth - padInfo.left;
      const columns = [Math.max(0, left), Math.min(inWidth, left + filterWidth)] as const;
      for (let channel = 0; channel < inChannels; channel++, place++) {
        const winner = winnerOf(x, rows, columns, inWidth, inChannels, channel);
        target[winner] = (target[winner] as number) + (dy[place] as number);
      }
    }
  }
}

type Range = readonly [begin: number, end: number];

/** Position of a window's largest entry: the first of equals, and a NaN before any number, as in PyTorch. */
function winnerOf(
  x: Values,
  rows: Range,
  columns: Range,
  width: number,
  channels: number,
  channel: number,
): number {
  let winner = (rows[0] * width + columns[0]) * channels + channel;
  let best = x[winner] as number;
  for (let i = rows[0]; i < rows[1]; i++) {
    let at = (i * width + columns[0]) * channels + channel;
    for (let j = columns[0]; j < columns[1]; j++, at += channels) {
      const value = x[at] as number;
      if (value > best || Number.isNaN(value)) {
        best = value;
        winner = at;
      }
    }
  }
  return winner;
}
