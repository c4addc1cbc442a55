import { tf } from "../../runtime/tf.ts";
import { formatTensor } from "../../tools/printing/index.ts";
import type { ValueSummary } from "../verdict.ts";
import { describe } from "./failures.ts";

/** A value taken out of the runtime, so that it can be compared, kept and sent without touching a tensor again. */
export type Reading =
  | {
      readonly kind: "tensor";
      readonly shape: readonly number[];
      readonly dtype: string;
      readonly values: Float32Array | Int32Array | Uint8Array;
    }
  | { readonly kind: "scalar"; readonly value: number | boolean | string | bigint | null | undefined }
  | { readonly kind: "list"; readonly items: readonly Reading[] }
  | { readonly kind: "record"; readonly fields: Readonly<Record<string, Reading>> }
  | { readonly kind: "other"; readonly description: string };

// Taken before any answer is loaded: an answer that redefines these on an object of its own reads nothing by it.
const readData = tf.Tensor.prototype.data;
const isArray = Array.isArray;

/** Reads tensors (awaited, since webgpu cannot read synchronously) inside any nesting of arrays and plain records. */
export async function readingOf(value: unknown, depth = 0): Promise<Reading> {
  if (isTensor(value)) return readTensor(value);
  if (isArray(value) && depth < 6) {
    const items: Reading[] = [];
    for (let i = 0; i < value.length; i++) items.push(await readingOf(value[i], depth + 1));
    return { kind: "list", items };
  }
  if (isPlainRecord(value) && depth < 6) {
    const fields: Record<string, Reading> = {};
    for (const [name, field] of Object.entries(value)) fields[name] = await readingOf(field, depth + 1);
    return { kind: "record", fields };
  }
  if (
    value === null ||
    (typeof value !== "object" && typeof value !== "function" && typeof value !== "symbol")
  ) {
    return { kind: "scalar", value: value as number };
  }
  return { kind: "other", description: describe(value) };
}

/** True for a tensor that the runtime really holds; an object that only looks like one is not. */
function isTensor(value: unknown): value is import("#tfjs").Tensor {
  if (typeof value !== "object" || value === null || !(value instanceof tf.Tensor)) return false;
  return isArray(value.shape) && typeof value.dtype === "string";
}

async function readTensor(tensor: import("#tfjs").Tensor): Promise<Reading> {
  if (tensor.isDisposed) return { kind: "other", description: "a tensor that was already disposed" };
  const shape = Array.from(tensor.shape);
  const data = await readData.call(tensor);
  const values =
    data instanceof Int32Array
      ? Int32Array.from(data)
      : data instanceof Uint8Array
        ? Uint8Array.from(data)
        : Float32Array.from(data as Float32Array);
  return { kind: "tensor", shape, dtype: tensor.dtype, values };
}

function isPlainRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The reading as a learner should see it: tensors printed as PyTorch does, cut to a screen's worth. */
export function summaryOf(reading: Reading): ValueSummary {
  if (reading.kind === "tensor") {
    const { shape, dtype, values } = reading;
    return { text: formatTensor(values, shape, dtype, { lines: 10, columns: 46 }), shape, dtype };
  }
  return { text: textOf(reading) };
}

function textOf(reading: Reading): string {
  switch (reading.kind) {
    case "tensor":
      return `tensor [${reading.shape.join(", ")}] ${reading.dtype}`;
    case "scalar":
      return typeof reading.value === "string" ? JSON.stringify(reading.value) : String(reading.value);
    case "list":
      return clip(`[${reading.items.map(textOf).join(", ")}]`);
    case "record":
      return clip(
        `{ ${Object.entries(reading.fields)
          .map(([name, field]) => `${name}: ${textOf(field)}`)
          .join(", ")} }`,
      );
    case "other":
      return reading.description;
  }
}

function clip(text: string): string {
  return text.length > 400 ? `${text.slice(0, 397)}...` : text;
}
