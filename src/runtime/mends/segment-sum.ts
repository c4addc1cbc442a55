import type { TensorInfo } from "#tfjs";

/** What unsortedSegmentSum is given. */
export interface SegmentSumInputs {
  readonly x: TensorInfo;
  readonly segmentIds: TensorInfo;
}

export interface SegmentSumAttributes {
  readonly numSegments: number;
}

/** The sums' shape: one entry a segment in place of the axes of the ids. */
export function segmentSumShape({ x, segmentIds }: SegmentSumInputs, numSegments: number): number[] {
  return [numSegments, ...x.shape.slice(segmentIds.shape.length)];
}

type Numbers = Float32Array | Int32Array | Uint8Array;

/**
 * Adds each row of `source` to the row of `sums` that its id names, in one pass over the rows. An id outside
 * of `sums` drops its row, as TensorFlow does.
 */
export function addSegments(source: Numbers, ids: Numbers, sums: Numbers, numSegments: number): void {
  sums.fill(0);
  const rows = ids.length;
  const width = rows === 0 ? 0 : source.length / rows;
  for (let row = 0; row < rows; row++) {
    const id = ids[row] as number;
    if (id < 0 || id >= numSegments) continue;
    for (let k = 0, from = row * width, to = id * width; k < width; k++, from++, to++) {
      sums[to] = (sums[to] as number) + (source[from] as number);
    }
  }
}
