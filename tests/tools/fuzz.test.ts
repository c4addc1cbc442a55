import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { startBackend } from "../../src/runtime/backend.ts";
import { meshes, ToolError } from "../../src/tools/index.ts";
import { parseObj } from "../../src/tools/meshes/obj.ts";
import { parseStl } from "../../src/tools/meshes/stl.ts";
import { readRun } from "../../src/tools/runlog/run-file.ts";
import { decodeSafetensors, encodeSafetensors } from "../../src/tools/safetensors/index.ts";
import { tf } from "../../src/tools/tensorflow.ts";
import { mangled, mangledBytes } from "../fuzz/mangle.ts";

/* Every file that a tool reads, mangled: it is read, or refused by a lesson. Never a TypeError, a hang, or NaN. */

beforeAll(() => startBackend("cpu"));

/** True where `read` gives something; false where it is refused by a lesson. Anything else is thrown on. */
function isRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof ToolError && error.message.length > 20) return false;
    throw error;
  }
}

const OBJ =
  "# cube\nv 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1e0\nvt 0 0\nvn 0 0 1\nf 1 2 3\nf 1/1/1 2//1 -1\nf 1 2 3 4\n";
const STL = `solid a\n${"facet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\n".repeat(3)}endsolid a\n`;

function binaryStl(triangles: number): Uint8Array {
  const bytes = Buffer.alloc(84 + 50 * triangles);
  bytes.writeUInt32LE(triangles, 80);
  for (let at = 84; at < bytes.length; at += 50)
    for (let value = 0; value < 12; value++) bytes.writeFloatLE(value / 3, at + 4 * value);
  return new Uint8Array(bytes);
}

const onlyFinite = (mesh: tf.Tensor3D) => {
  expect(mesh.shape.slice(1)).toEqual([3, 3]);
  expect(mesh.dataSync().every(Number.isFinite)).toBe(true);
  mesh.dispose();
};

describe("meshes", () => {
  const tokens = [
    "f ",
    "v ",
    "/",
    "//",
    "-",
    "-0",
    "1e39",
    "1e-50",
    "NaN",
    "Infinity",
    "0x1",
    "1.5",
    "99999999999",
    "\r",
    "\u0000",
    "solid",
    "endloop",
    "vertex",
  ];

  test("OBJ", () => {
    fc.assert(
      fc.property(mangled(OBJ, tokens), (text) => void isRead(() => onlyFinite(parseObj(text)))),
      { numRuns: 1500 },
    );
  });

  test("STL as text", () => {
    fc.assert(
      fc.property(
        mangled(STL, tokens),
        (text) => void isRead(() => onlyFinite(parseStl(new TextEncoder().encode(text)))),
      ),
      { numRuns: 1500 },
    );
  });

  test("STL in binary", () => {
    fc.assert(
      fc.property(mangledBytes(binaryStl(4)), (bytes) => void isRead(() => onlyFinite(parseStl(bytes)))),
      { numRuns: 1500 },
    );
  });

  test("a count that announces four billion triangles costs nothing", () => {
    const bytes = binaryStl(1);
    bytes.fill(255, 80, 84);
    expect(isRead(() => parseStl(bytes))).toBe(false);
  });

  test("a folder, and a file that is not there, are told in a sentence", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "arena-mesh-")), "cup.obj");
    await expect(meshes.loadMesh(folder)).rejects.toThrow(/there is no file ".*cup\.obj"/);
    mkdirSync(folder);
    await expect(meshes.loadMesh(folder)).rejects.toThrow(/".*cup\.obj" cannot be read \(EISDIR\)/);
  });
});

describe("safetensors", () => {
  const weights = { w: tf.tensor([1, 2, 3, 4], [2, 2]), b: tf.tensor([1, 2], [2], "int32") };
  const pieces = [
    '"F32"',
    '"I64"',
    "null",
    "[]",
    "[0]",
    "[0,-8]",
    "-1",
    "0.5",
    "1e999",
    "{",
    "}",
    '"__proto__":',
    '"__metadata__":',
    "[1,[2]]",
  ];

  test("mangled bytes", async () => {
    const sound = await encodeSafetensors(weights);
    fc.assert(
      fc.property(mangledBytes(sound), (bytes) => void isRead(() => decodeSafetensors(bytes))),
      { numRuns: 1500 },
    );
  });

  test("a mangled header of the length that is announced", async () => {
    const sound = await encodeSafetensors(weights);
    const length = Number(new DataView(sound.buffer, sound.byteOffset).getBigUint64(0, true));
    const header = new TextDecoder().decode(sound.subarray(8, 8 + length)).trim();
    fc.assert(
      fc.property(
        mangled(header, pieces),
        (text) => void isRead(() => decodeSafetensors(withHeader(text, sound.subarray(8 + length)))),
      ),
      { numRuns: 3000 },
    );
  });

  test.each([
    '{"w":null}',
    '{"w":5}',
    '{"w":{"dtype":"F32"}}',
    '{"w":{"dtype":"F32","shape":null,"data_offsets":[0,8]}}',
    '{"w":{"dtype":"F32","shape":[2],"data_offsets":null}}',
    '{"w":{"dtype":"F32","shape":[2],"data_offsets":["0","8"]}}',
    '{"w":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}',
    '{"w":{"dtype":"F32","shape":[0.5,4],"data_offsets":[0,8]}}',
    '{"w":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}}',
    '{"w":{"dtype":"F64","shape":[1],"data_offsets":[0.5,8.5]}}',
    '{"w":{"dtype":"toString","shape":[1],"data_offsets":[0,8]}}',
    "[]",
    '"w"',
    '{"__metadata__":null,"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":{}}',
  ])("the header %s is refused by a lesson", (header) => {
    expect(isRead(() => expect(decodeSafetensors(withHeader(header, new Uint8Array(16)))).toEqual({}))).toBe(
      header === "[]",
    );
  });
});

function withHeader(text: string, data: Uint8Array): Uint8Array {
  const json = new TextEncoder().encode(text);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return new Uint8Array(Buffer.concat([length, json, data]));
}

describe("run logs", () => {
  test("mangled lines", () => {
    const folder = mkdtempSync(join(tmpdir(), "arena-run-"));
    const sound =
      '{"kind":"init","config":{"lr":0.1}}\n{"kind":"log","step":1,"values":{"loss":0.5}}\n{"kind":"finish"}\n';
    fc.assert(
      fc.property(mangled(sound, ["{", "}", '"', "null", "[1]", "NaN", "1e999", "\n"]), (text) => {
        writeFileSync(join(folder, "run.jsonl"), text);
        isRead(() => readRun(folder));
      }),
      { numRuns: 500 },
    );
  });
});
