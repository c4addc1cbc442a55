import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import {
  decodeSafetensors,
  encodeSafetensors,
  readSafetensors,
  readSafetensorsMetadata,
  writeSafetensors,
} from "../../../src/tools/safetensors/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

const folder = mkdtempSync(join(tmpdir(), "safetensors-"));
beforeAll(() => startBackend("cpu"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file made by hand from the format's description. */
function fileOf(header: object, data: Uint8Array): Uint8Array {
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return new Uint8Array(Buffer.concat([length, json, data]));
}

describe("safetensors files", () => {
  test("bring a model's state back", async () => {
    const model = new nn.Sequential(new nn.Conv2d(1, 2, 3), new nn.BatchNorm2d(2));
    const path = join(folder, "model.safetensors");
    await writeSafetensors(path, model.stateDict(), { steps: "80" });
    const other = new nn.Sequential(new nn.Conv2d(1, 2, 3), new nn.BatchNorm2d(2));
    other.loadStateDict(await readSafetensors(path));
    const x = tf.ones<tf.Tensor4D["rankType"]>([1, 1, 4, 4]);
    expect(await other.call(x).array()).toEqual(await model.call(x).array());
    expect(await readSafetensorsMetadata(path)).toEqual({ steps: "80" });
    expect(readdirSync(folder)).toEqual(["model.safetensors"]);
  });

  test("are written as the format says: length, header, little-endian bytes in the order of names", async () => {
    const file = await encodeSafetensors({ b: tf.tensor1d([1], "int32"), a: tf.tensor2d([[1.5], [-2]]) });
    const view = new DataView(file.buffer);
    const length = Number(view.getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)))).toEqual({
      a: { dtype: "F32", shape: [2, 1], data_offsets: [0, 8] },
      b: { dtype: "I32", shape: [1], data_offsets: [8, 12] },
    });
    expect([
      view.getFloat32(8 + length, true),
      view.getFloat32(12 + length, true),
      view.getInt32(16 + length, true),
    ]).toEqual([1.5, -2, 1]);
  });

  test("may hold half precision, bfloat16 and 64-bit integers, which are converted", async () => {
    const data = new Uint8Array([0x00, 0x3e, 0x00, 0xc0, 0xc0, 0x3f, 5, 0, 0, 0, 0, 0, 0, 0]);
    const tensors = decodeSafetensors(
      fileOf(
        {
          half: { dtype: "F16", shape: [2], data_offsets: [0, 4] },
          brain: { dtype: "BF16", shape: [], data_offsets: [4, 6] },
          count: { dtype: "I64", shape: [1], data_offsets: [6, 14] },
        },
        data,
      ),
    );
    expect(await tensors.half?.array()).toEqual([1.5, -2]);
    expect(await tensors.brain?.array()).toBe(1.5);
    expect(await tensors.count?.array()).toEqual([5]);
    expect(tensors.count?.dtype).toBe("int32");
  });

  test("that are cut short or no such files are refused with what is wrong", () => {
    const entry = { dtype: "F32", shape: [2], data_offsets: [0, 8] };
    expect(() => decodeSafetensors(fileOf({ w: entry }, new Uint8Array(4)))).toThrow(
      /"w" should lie at bytes 0 to 8/,
    );
    expect(() => decodeSafetensors(new TextEncoder().encode("<html>not found</html>"))).toThrow(
      /no complete safetensors file/,
    );
    expect(() => decodeSafetensors(fileOf({ w: { ...entry, dtype: "Q4" } }, new Uint8Array(8)))).toThrow(
      /dtype Q4/,
    );
  });
});
