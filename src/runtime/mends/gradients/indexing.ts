import type { Tensor, Tensor1D } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient } from "../registry.ts";
import { axesOf, noGradient, product } from "../shapes.ts";

/** Picking entries: each gradient adds what comes back to where it was taken from. */
export function mendIndexing(): void {
  mendGather();
  mendScatter();
  mendSegmentSum();
  mendTopK();
}

interface GatherAttributes {
  readonly axis: number;
  readonly batchDims?: number;
}

/**
 * gather along any axis with any batchDims. Stock fails for two batch axes and for indices that were
 * computed.
 */
function mendGather(): void {
  mendGradient<GatherAttributes, "x" | "indices">("GatherV2", {
    inputs: ["x", "indices"],
    gradient: (dy, { x, indices }, { axis, batchDims = 0 }) => ({
      x: () =>
        gatherGradient(
          dy,
          x,
          indices,
          axesOf(axis, x.shape)[0] as number,
          batchDims < 0 ? batchDims + indices.rank : batchDims,
        ),
      indices: () => noGradient(indices),
    }),
  });
}

function gatherGradient(dy: Tensor, x: Tensor, indices: Tensor, axis: number, batchDims: number): Tensor {
  const batch = product(x.shape, 0, batchDims);
  const outer = product(x.shape, batchDims, axis);
  const length = x.shape[axis] as number;
  const inner = product(x.shape, axis + 1);
  const picked = product(indices.shape, batchDims);
  let rows = tfjs.reshape(dy, [batch, outer, picked, inner]);
  if (outer > 1) rows = tfjs.transpose(rows, [0, 2, 1, 3]); // [batch, picked, outer, inner]
  const flat = tfjs.reshape(rows, [batch * picked, outer * inner]);
  const sums = addRows(flat, rowNumbers(indices, batch, picked, length), batch * length);
  let gradient = tfjs.reshape(sums, [batch, length, outer, inner]);
  if (outer > 1) gradient = tfjs.transpose(gradient, [0, 2, 1, 3]); // [batch, outer, length, inner]
  return tfjs.reshape(gradient, x.shape);
}

/** Indices into [batch * length] rows, from indices [batch, picked] into [length] each. */
function rowNumbers(indices: Tensor, batch: number, picked: number, length: number): Tensor1D {
  if (batch <= 1) return tfjs.reshape(indices, [batch * picked]);
  const starts = tfjs.reshape(tfjs.range(0, batch * length, length, "int32"), [batch, 1]);
  return tfjs.reshape(tfjs.add(tfjs.reshape(indices, [batch, picked]), starts), [batch * picked]);
}

/** Adds each row to the row of the result that its number names. */
function addRows(rows: Tensor, numbers: Tensor1D, count: number): Tensor {
  return tfjs.unsortedSegmentSum(rows, numbers, count);
}

function mendScatter(): void {
  mendGradient("GatherNd", {
    inputs: ["params", "indices"],
    gradient: (dy, { params, indices }) => ({
      params: () => tfjs.scatterND(indices, dy, params.shape),
      indices: () => noGradient(indices),
    }),
  });
  mendGradient("ScatterNd", {
    inputs: ["indices"],
    gradient: (dy, { indices }) => ({
      updates: () => tfjs.gatherND(dy, indices),
      indices: () => noGradient(indices),
    }),
  });
  mendGradient("TensorScatterUpdate", {
    inputs: ["indices", "updates"],
    gradient: (dy, { indices, updates }) => ({
      tensor: () => tfjs.tensorScatterUpdate(dy, indices, tfjs.zeros(updates.shape)),
      updates: () => tfjs.gatherND(dy, indices),
      indices: () => noGradient(indices),
    }),
  });
}

/** The row that each row was added to. Stock fails for ids of more than one axis. */
function mendSegmentSum(): void {
  mendGradient<{ numSegments: number }, "segmentIds">("UnsortedSegmentSum", {
    inputs: ["segmentIds"],
    gradient: (dy, { segmentIds }, { numSegments }) => ({
      x: () => {
        const last = tfjs.scalar(numSegments - 1, "int32");
        const places = tfjs.minimum(tfjs.maximum(segmentIds, tfjs.scalar(0, "int32")), last);
        const rows = tfjs.gather(dy, places as Tensor1D); // [...segmentIds, ...row]
        const dropped = tfjs.notEqual(places, segmentIds);
        const shape = [...segmentIds.shape, ...new Array<number>(rows.rank - segmentIds.rank).fill(1)];
        return tfjs.where(tfjs.reshape(dropped, shape), tfjs.zerosLike(rows), rows);
      },
      segmentIds: () => noGradient(segmentIds),
    }),
  });
}

function mendTopK(): void {
  mendGradient<unknown, "x", "indices">("TopK", {
    inputs: ["x"],
    outputs: [undefined, "indices"],
    gradient: (dy, { x, indices }) => ({
      x: () => {
        if (x.size === 0) return noGradient(x);
        const length = x.shape[x.rank - 1] as number;
        const count = indices.shape[indices.rank - 1] as number;
        const rows = x.size / length;
        const numbers = rowNumbers(indices, rows, count, length);
        return tfjs.reshape(addRows(tfjs.reshape(dy, [rows * count, 1]), numbers, rows * length), x.shape);
      },
    }),
  });
}
