import type { Tensor, Tensor2D, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt, asTensor, mendKernel, viewed } from "../registry.ts";
import { sizeOf } from "../shapes.ts";
import { runShader } from "./shaders.ts";

/**
 * topk as in PyTorch: NaN is larger than every number, of equal entries the first comes first, and int32 is compared as
 * integers. Stock lets NaN lose, gives places outside of the row for a row of -Infinity, any of several equal entries,
 * and calls neighbours beyond 2^24 equal.
 */
export function mendTopK(): void {
  mendKernel<{ x: TensorInfo }, { k: number }>("as in PyTorch", "TopK", "webgpu", () => (call) => {
    const { x } = call.inputs;
    const { k } = call.attrs;
    const length = x.shape.at(-1) as number;
    const rows = sizeOf(x.shape) / length;
    const table = viewed(x, [rows, length]);
    const keys = x.dtype === "float32" ? adopt(keysOf(call.backend, table)) : table;
    const places = tfjs.slice(placesInOrder(call.backend, keys), [0, 0], [rows, k]) as Tensor2D;
    const shape = [...x.shape.slice(0, -1), k];
    const values = tfjs.gather(tfjs.reshape(asTensor(x), [rows, length]), places, 1, 1);
    return [tfjs.reshape(values, shape), tfjs.reshape(places, shape)];
  });
}

/**
 * Integers in the order of the numbers: a float32's bits without the sign, negative for negative numbers, so that 0 and
 * -0 are equal; above them all for NaN.
 */
function keysOf(backend: unknown, x: TensorInfo): TensorInfo {
  return runShader(
    backend,
    {
      name: "order_keys",
      inputs: ["A"],
      body: `if (index < uniforms.size) {
  let bits = bitcast<i32>(A[index]);
  let magnitude = bits & 0x7fffffff;
  result[index] = select(select(magnitude, -magnitude, bits < 0), 0x7fffffff, magnitude > 0x7f800000);
}`,
    },
    [x],
    { shape: x.shape, dtype: "int32" },
  );
}

/**
 * The places of each row's entries, the largest first: a bitonic sort, whose every pass compares the entries that are
 * `apart` and leaves runs of `run` in order, every other run backwards. Rows are filled up to a power of two with places
 * beyond their end, which come last.
 */
function placesInOrder(backend: unknown, keys: TensorInfo): Tensor {
  const [rows, length] = keys.shape as [number, number];
  const whole = 2 ** Math.ceil(Math.log2(length));
  let places = tfjs.tile(tfjs.reshape(tfjs.range(0, whole, 1, "int32"), [1, whole]), [rows, 1]);
  for (let run = 2; run <= whole; run *= 2)
    for (let apart = run / 2; apart >= 1; apart /= 2) {
      const passed = runShader(
        backend,
        { name: "order_pass", inputs: ["A", "B"], functions: BEFORE, body: PASS, uniforms: UNIFORMS },
        [keys, places],
        { shape: [rows, whole], dtype: "int32" },
        { uniforms: [run, apart].map((value) => ({ type: "int32" as const, data: [value] })) },
      );
      places.dispose();
      places = adopt(passed);
    }
  return places;
}

const UNIFORMS = "run : i32, apart : i32, ";

const BEFORE = `fn before(start : i32, a : i32, b : i32) -> bool {
  if (a >= uniforms.aShape.y || b >= uniforms.aShape.y) { return a < b; }
  let first = A[start + a];
  let second = A[start + b];
  return first > second || (first == second && a < b);
}`;

const PASS = `if (index < uniforms.size) {
  let row = index / uniforms.outShape.y;
  let place = index % uniforms.outShape.y;
  let own = B[index];
  let other = B[index - place + (place ^ uniforms.apart)];
  let isFirst = (place & uniforms.apart) == 0;
  let isForward = (place & uniforms.run) == 0;
  let staysBefore = before(row * uniforms.aShape.y, own, other);
  result[index] = select(other, own, staysBefore == (isFirst == isForward));
}`;
