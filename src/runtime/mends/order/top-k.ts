import type { Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";
import type { StockIsRight, Values, ValuesOf } from "../values.ts";

/**
 * topk where values can be looked at. As in PyTorch NaN is larger than every number; of equal entries the first comes
 * first. Stock's comparison subtracts, so that two infinities, a mask's, have no order, nor has NaN.
 */
export function mendTopK(
  backendName: string,
  valuesOf: ValuesOf,
  stockIsRight: StockIsRight = () => false,
): void {
  mendKernel<{ x: TensorInfo }, { k: number }>("NaN", "TopK", backendName, (stock) => (call) => {
    const { x } = call.inputs;
    const nothing = sizeOf(x.shape) === 0; // wasm's stock would divide by it
    return stockIsRight(x) && !nothing ? stock(call) : topK(x, valuesOf(call.backend, x), call.attrs.k);
  });
}

function topK(x: TensorInfo, values: Values, k: number): Tensor[] {
  const length = x.shape.at(-1) as number;
  const shape = [...x.shape.slice(0, -1), k];
  const places = new Int32Array(sizeOf(shape));
  const largest = tfjs.util.getTypedArrayFromDType(x.dtype as "float32", places.length);
  for (let begin = 0, to = 0; to < places.length; begin += length, to += k) {
    const row = values.subarray(begin, begin + length);
    const best = largestPlaces(keysOf(row), k);
    places.set(best, to);
    for (let i = 0; i < k; i++) largest[to + i] = row[best[i] as number] as number;
  }
  return [tfjs.tensor(largest, shape, x.dtype), tfjs.tensor(places, shape, "int32")];
}

/** Above every float32's key. */
const NAN_KEY = 0x7fffffff;

/**
 * Integers in the order of the numbers: a float32's bits without the sign, negative for negative numbers, so that 0 and
 * -0 are equal.
 */
function keysOf(row: Values): Int32Array {
  if (!(row instanceof Float32Array)) return Int32Array.from(row);
  const keys = new Int32Array(row.slice().buffer);
  for (let i = 0; i < keys.length; i++) {
    const magnitude = (keys[i] as number) & 0x7fffffff;
    if (magnitude > 0x7f800000) keys[i] = NAN_KEY;
    else if ((keys[i] as number) < 0) keys[i] = -magnitude;
  }
  return keys;
}

/** Up to here entries are put in one by one; a sort of all is quicker beyond. */
const FEW = 128;

/** The places of the `k` largest keys, the largest first and of equals the first. */
function largestPlaces(keys: Int32Array, k: number): Int32Array {
  const before = (i: number, j: number) => (keys[j] as number) - (keys[i] as number) || i - j;
  if (k > FEW) return Int32Array.from(keys.keys()).sort(before).subarray(0, k);
  const places = new Int32Array(k);
  for (let i = 0, count = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    if (count === k && key <= (keys[places[k - 1] as number] as number)) continue;
    let at = count < k ? count++ : k - 1;
    for (; at > 0 && key > (keys[places[at - 1] as number] as number); at--)
      places[at] = places[at - 1] as number;
    places[at] = i;
  }
  return places;
}
