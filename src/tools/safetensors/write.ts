import { rename, writeFile } from "node:fs/promises";
import type { DataType } from "#tfjs";
import { described } from "../arguments/described.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson } from "../lesson.ts";
import type { tf } from "../tensorflow.ts";
import { requireWriting } from "../writing.ts";
import { type Entry, viewOf, writeHeader } from "./layout.ts";
import { requirePath, unusable } from "./path.ts";

const DTYPES: Partial<Record<DataType, string>> = { float32: "F32", int32: "I32", bool: "BOOL" };

/**
 * Tensors by name as the bytes of a safetensors file, sorted by name: the same tensors always give the same
 * bytes.
 *
 * ```ts
 * const bytes = await encodeSafetensors(model.stateDict(), { seed: "0" });
 * ```
 */
export async function encodeSafetensors(
  tensors: Readonly<Record<string, tf.Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  requireTensors(tensors);
  if (typeof metadata !== "object" || metadata === null) {
    throw lesson("writeSafetensors", {
      what: `what is stored beside the tensors are texts by name, not ${described(metadata)}.`,
      example: '{ trainedFor: "3 epochs" }',
    });
  }
  const entries = new Map<string, Entry>();
  const chunks: Uint8Array[] = [];
  let offset = 0;
  for (const [name, tensor] of Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const bytes = littleEndian(await tensor.data());
    entries.set(name, {
      dtype: DTYPES[tensor.dtype] as string,
      shape: tensor.shape,
      data_offsets: [offset, offset + bytes.length],
    });
    chunks.push(bytes);
    offset += bytes.length;
  }
  return joined([writeHeader(entries, metadata), ...chunks]);
}

/**
 * Writes a safetensors file: `await writeSafetensors("model.safetensors", model.stateDict())`. A file of that
 * name is replaced only once the new one is complete.
 */
export async function writeSafetensors(
  path: string,
  tensors: Readonly<Record<string, tf.Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Promise<void> {
  requirePath("writeSafetensors", path);
  requireWriting("writeSafetensors", path);
  const unfinished = `${path}.${process.pid}.part`;
  const bytes = await encodeSafetensors(tensors, metadata);
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, path);
  } catch (error) {
    throw unusable("writeSafetensors", path, error);
  }
}

function littleEndian(values: Float32Array | Int32Array | Uint8Array): Uint8Array {
  if (values instanceof Uint8Array) return values.slice();
  const bytes = new Uint8Array(values.length * 4);
  const view = viewOf(bytes);
  values.forEach((value, i) => {
    if (values instanceof Float32Array) view.setFloat32(i * 4, value, true);
    else view.setInt32(i * 4, value, true);
  });
  return bytes;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const file = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    file.set(chunk, offset);
    offset += chunk.length;
  }
  return file;
}

function requireTensors(tensors: unknown): void {
  const prototype =
    typeof tensors === "object" && tensors !== null ? Object.getPrototypeOf(tensors) : undefined;
  if (prototype !== Object.prototype && prototype !== null) {
    throw lesson("writeSafetensors", {
      what: `it writes tensors by name, not ${described(tensors)}.`,
      example: 'await writeSafetensors("model.safetensors", model.stateDict())',
    });
  }
  for (const [name, tensor] of Object.entries(tensors as object)) {
    requireTensor("writeSafetensors", tensor, name);
    if (DTYPES[tensor.dtype] !== undefined) continue;
    throw lesson("writeSafetensors", {
      what: `${name} is of dtype ${tensor.dtype}, which cannot be written.`,
      fits: Object.keys(DTYPES).join(", "),
    });
  }
}
