import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { engine } from "./engine.ts";
import type { NativeBackend } from "./mends/tensorflow/native.ts";
import { valuesOf } from "./mends/wasm/heap.ts";
import { refuseWhatWasFound } from "./mends/webgpu/late-checks.ts";

type Readable = { data(): Promise<unknown>; dataSync(): unknown };

let guarded = false;

/**
 * Makes what is read from a tensor, and what a tensor is made from, a copy on every backend.
 *
 * The cpu backend, and webgpu for values it still holds, hand out the array they compute with and keep the
 * array they were given: `x.dataSync()[0] = 7` would change `x` and every tensor that shares its values. wasm
 * copies by itself.
 */
export function guardReading(): void {
  if (guarded) return;
  guarded = true;
  guardReads(tfjs.Tensor.prototype as unknown as Readable);
  guardWrites();
}

function guardReads(prototype: Readable): void {
  const { data, dataSync } = prototype;
  prototype.data = async function (this: Tensor) {
    const values = await data.call(this);
    await refuseWhatWasFound(); // webgpu finds bad indices and singular matrices late
    return isCopyOf(this, values) ? values : copyOf(values);
  };
  prototype.dataSync = function (this: Tensor) {
    try {
      const values = dataSync.call(this);
      return isCopyOf(this, values) ? values : copyOf(values);
    } catch (error) {
      throw readable(error);
    }
  };
}

/** Whether native TensorFlow has copied these values out of its library already; else it still holds what it was given. */
function isCopyOf(x: Tensor, values: unknown): boolean {
  if (engine.backendName !== "tensorflow") return false;
  const { tensorMap } = tfjs.backend() as unknown as NativeBackend;
  return tensorMap.has(x.dataId) && tensorMap.get(x.dataId).values !== values;
}

function guardWrites(): void {
  const makeTensor = engine.makeTensor.bind(engine);
  engine.makeTensor = (values, shape, dtype, backend) => makeTensor(copyOf(values), shape, dtype, backend);
}

/**
 * A tensor's values as they lie in memory, without a copy: on wasm a view of the heap, on cpu the array that is computed
 * with. Only to be looked at, and only until the next tensor is made. Elsewhere it is a copy. Throws on webgpu.
 */
export function peek(x: Tensor): Float32Array | Int32Array | Uint8Array {
  const backend = tfjs.backend();
  if (engine.state.tensorInfo.get(x.dataId)?.backend !== backend) return x.dataSync();
  if (engine.backendName === "wasm") return valuesOf(backend, x);
  return engine.backendName === "cpu" ? (backend.readSync(x.dataId) as Float32Array) : x.dataSync();
}

/**
 * A copy of a typed array; anything else (strings, plain arrays) is returned as it is. wasm has copied
 * already.
 */
function copyOf<T>(values: T): T {
  if (engine.backendName === "wasm") return values;
  if (values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array) {
    return values.slice() as T;
  }
  return values;
}

/**
 * webgpu reads synchronously through a browser's canvas, which Node does not have; say what to write instead.
 */
function readable(error: unknown): unknown {
  if (!(error instanceof ReferenceError) || !error.message.includes("OffscreenCanvas")) return error;
  return new Error(
    "A tensor on webgpu cannot be read synchronously (dataSync, arraySync, print). Write `await x.data()` or `await x.array()`.",
    { cause: error },
  );
}
