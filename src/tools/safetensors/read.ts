import { readFile } from "node:fs/promises";
import { requireBytes } from "../arguments/text.ts";
import { tf } from "../tensorflow.ts";
import { decode } from "./decode.ts";
import { readHeader } from "./layout.ts";
import { requirePath, unusable } from "./path.ts";

/**
 * The tensors of a file's bytes by name, for `loadStateDict`.
 *
 * ```ts
 * model.loadStateDict(decodeSafetensors(bytes));
 * ```
 * @throws ToolError if the bytes are no safetensors file.
 */
export function decodeSafetensors(file: Uint8Array): Record<string, tf.Tensor> {
  requireBytes("decodeSafetensors", file);
  const { entries, dataStart } = readHeader(file);
  return Object.fromEntries(
    [...entries].map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [begin, end],
        },
      ]) => {
        const decoded = decode(file.subarray(dataStart + begin, dataStart + end), dtype);
        return [name, tf.tensor(decoded.values, [...shape], decoded.dtype)];
      },
    ),
  );
}

/** Reads a safetensors file: `model.loadStateDict(await readSafetensors("model.safetensors"))`. */
export async function readSafetensors(path: string): Promise<Record<string, tf.Tensor>> {
  return decodeSafetensors(await bytesOf(path));
}

/**
 * The free text stored beside the tensors, such as how they were trained.
 *
 * ```ts
 * const { seed } = await readSafetensorsMetadata("model.safetensors"); // "0"
 * ```
 */
export async function readSafetensorsMetadata(path: string): Promise<Readonly<Record<string, string>>> {
  return readHeader(await bytesOf(path, "readSafetensorsMetadata")).metadata;
}

async function bytesOf(path: string, tool = "readSafetensors"): Promise<Uint8Array> {
  requirePath(tool, path);
  try {
    return await readFile(path);
  } catch (error) {
    throw unusable(tool, path, error);
  }
}
