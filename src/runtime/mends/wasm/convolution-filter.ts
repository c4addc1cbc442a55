import type { Tensor4D, TensorInfo } from "#tfjs";
import {
  type ConvolutionAttributes,
  type ConvolutionInfo,
  convolutionInfo,
} from "../gradients/convolution-shapes.ts";
import { sizeOf } from "../shapes.ts";
import { allocate, heapOf, type Values, valuesOf, type WasmBackend } from "./heap.ts";
import { matMul } from "./mat-mul.ts";
import { stridedCopy } from "./strided-copy.ts";

/** Entries of the table of windows that are laid out at a time: 16 MB of float32. */
const TABLE = 1 << 22;

/**
 * A convolution's gradient for its filter as dy^T times the table of all windows of x, a stretch of the batch
 * at a time. For few input channels, where that beats a convolution. [height, width, in, out]
 */
export function fewChannelsFilterGradient(
  backend: unknown,
  x: Tensor4D,
  dy: Tensor4D,
  filterShape: readonly number[],
  a: ConvolutionAttributes,
): TensorInfo {
  const heap = heapOf(backend);
  const info = convolutionInfo(x.shape, filterShape, a);
  const window = info.filterHeight * info.filterWidth * info.inChannels;
  const perImage = info.outHeight * info.outWidth;
  const images = Math.max(1, Math.min(info.batchSize, Math.floor(TABLE / (perImage * window))));
  const total = allocate(backend, [info.outChannels, window], "float32");
  valuesOf(backend, total).fill(0);
  for (let first = 0; first < info.batchSize; first += images) {
    addStretch(heap, x, dy, info, first, Math.min(images, info.batchSize - first), total);
  }
  const out = allocate(backend, filterShape, "float32");
  const runs = [
    { length: window, stride: 1 },
    { length: info.outChannels, stride: window },
  ];
  stridedCopy(valuesOf(backend, total), 0, runs, valuesOf(backend, out));
  heap.disposeData(total.dataId);
  return out;
}

/** Adds what `count` images from `first` on contribute. total is [out, window] */
function addStretch(
  heap: WasmBackend,
  x: Tensor4D,
  dy: Tensor4D,
  info: ConvolutionInfo,
  first: number,
  count: number,
  total: TensorInfo,
): void {
  const rows = count * info.outHeight * info.outWidth;
  const windows = allocate(heap, [rows, sizeOf(total.shape) / info.outChannels], "float32");
  const gradients = allocate(heap, [info.outChannels, rows], "float32");
  const begin = first * info.outHeight * info.outWidth * info.outChannels;
  const runs = [
    { length: info.outChannels, stride: 1 },
    { length: rows, stride: info.outChannels },
  ];
  stridedCopy(valuesOf(heap, dy), begin, runs, valuesOf(heap, gradients));
  layOutWindows(valuesOf(heap, x), info, first, count, valuesOf(heap, windows));
  const part = matMul(heap, gradients, windows, false, false);
  const [sum, added] = [valuesOf(heap, total), valuesOf(heap, part)];
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (added[i] as number);
  for (const { dataId } of [windows, gradients, part]) heap.disposeData(dataId);
}

/** One row for each output place: the window of x that it sees, padding as zeros. */
function layOutWindows(x: Values, info: ConvolutionInfo, first: number, count: number, table: Values): void {
  const { inHeight, filterHeight, filterWidth, inChannels, strideHeight, strideWidth, padInfo } = info;
  const line = filterWidth * inChannels;
  let to = 0;
  for (let image = first; image < first + count; image++) {
    for (let i = 0; i < info.outHeight; i++) {
      for (let j = 0; j < info.outWidth; j++) {
        for (let k = 0; k < filterHeight; k++, to += line) {
          const y = i * strideHeight - padInfo.top + k;
          if (y < 0 || y >= inHeight) table.fill(0, to, to + line);
          else
            copyLine(
              x,
              (image * inHeight + y) * info.inWidth,
              j * strideWidth - padInfo.left,
              info,
              table,
              to,
            );
        }
      }
    }
  }
}

/**
 * `filterWidth` pixels from column `left` of the row that begins at pixel `row`; outside the row they are
 * zeros.
 */
function copyLine(
  x: Values,
  row: number,
  left: number,
  { inWidth, inChannels, filterWidth }: ConvolutionInfo,
  table: Values,
  to: number,
): void {
  const begin = left * inChannels;
  const end = inWidth * inChannels;
  const from = row * inChannels;
  for (let i = 0; i < filterWidth * inChannels; i++) {
    const place = begin + i;
    table[to + i] = place >= 0 && place < end ? (x[from + place] as number) : 0;
  }
}
