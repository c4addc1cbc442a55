import type { TensorInfo } from "#tfjs";
import { mendKernel } from "./registry.ts";

type Numbers = ArrayLike<number>;
type ValuesOf = (backend: unknown, info: TensorInfo) => Numbers;

/**
 * Refuses index tuples that do not fit. Stock takes cpu's into a neighbouring row, and on wasm reads and
 * writes outside its buffers, which spoils other tensors in silence.
 */
export function mendIndexChecks(backendName: string, valuesOf: ValuesOf): void {
  checkTuples<{ indices: TensorInfo }, { shape: number[] }>(
    "ScatterNd",
    backendName,
    valuesOf,
    (_, { shape }) => shape,
  );
  checkTuples<{ indices: TensorInfo; params: TensorInfo }, unknown>(
    "GatherNd",
    backendName,
    valuesOf,
    ({ params }) => params.shape,
  );
  checkTuples<{ indices: TensorInfo; tensor: TensorInfo }, unknown>(
    "TensorScatterUpdate",
    backendName,
    valuesOf,
    ({ tensor }) => tensor.shape,
  );
}

const FUNCTIONS: Readonly<Record<string, string>> = {
  ScatterNd: "scatterND",
  GatherNd: "gatherND",
  TensorScatterUpdate: "tensorScatterUpdate",
};

function checkTuples<Inputs extends { indices: TensorInfo }, Attributes>(
  kernelName: string,
  backendName: string,
  valuesOf: ValuesOf,
  shapeOf: (inputs: Inputs, attributes: Attributes) => readonly number[],
): void {
  mendKernel<Inputs, Attributes>("index check", kernelName, backendName, (stock) => (call) => {
    const { indices } = call.inputs;
    const shape = shapeOf(call.inputs, call.attrs);
    const tuple = indices.shape.at(-1) ?? 1;
    refuseOutside(
      FUNCTIONS[kernelName] ?? kernelName,
      valuesOf(call.backend, indices),
      shape.slice(0, tuple),
      shape,
      0,
    );
    return stock(call);
  });
}

/** Indices come in turns, one for each of `lengths`, which are the axes of `shape` from `firstAxis` on. */
export function refuseOutside(
  operation: string,
  indices: Numbers,
  lengths: readonly number[],
  shape: readonly number[],
  firstAxis: number,
): void {
  const turns = lengths.length;
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] as number;
    const length = lengths[i % turns] as number;
    if (index >= 0 && index < length) continue;
    const axis = firstAxis + (i % turns);
    throw new RangeError(
      `${operation}: index ${index} (number ${Math.floor(i / turns)}) is outside axis ${axis} of shape [${shape.join(", ")}], which ${length === 0 ? "is empty" : `has 0 to ${length - 1}`}.`,
    );
  }
}
