import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meshes, ToolError, type tf } from "../../../src/tools/index.ts";

type Corners = [number[], number[], number[]];

/** Six times the signed volume: positive where cross(B - A, C - A) points outward. */
function signedVolume(triangles: tf.Tensor3D): number {
  return (triangles.arraySync() as Corners[]).reduce((sum, [a, b, c]) => sum + triple(a, b, c), 0) / 6;
}

/** (a x b) · c. */
function triple(a: number[], b: number[], c: number[]): number {
  const [ax, ay, az] = a as [number, number, number];
  const [bx, by, bz] = b as [number, number, number];
  const [cx, cy, cz] = c as [number, number, number];
  return ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
}

/** How often each directed edge occurs without its reverse: 0 for a closed surface of one orientation. */
function openEdges(triangles: tf.Tensor3D): number {
  const edges = new Map<string, number>();
  const name = (p: number[]) => p.map((x) => (Math.round(x * 1e4) / 1e4 + 0).toString()).join();
  for (const corners of triangles.arraySync() as Corners[])
    for (const place of [0, 1, 2]) {
      const [from, to] = [name(corners[place] as number[]), name(corners[(place + 1) % 3] as number[])];
      edges.set(`${from}>${to}`, (edges.get(`${from}>${to}`) ?? 0) + 1);
      edges.set(`${to}>${from}`, (edges.get(`${to}>${from}`) ?? 0) - 1);
    }
  return [...edges.values()].filter((count) => count !== 0).length;
}

describe.each([
  ["torus", meshes.torus(), 192, 4],
  ["icosphere", meshes.icosphere({ subdivisions: 2, radius: 2 }), 320, 32],
  ["trophy", meshes.trophy(), 468, 0.1],
])("%s", (_name, triangles, count, least) => {
  it("has its triangles as float32 [nTriangles, 3, 3]", () => {
    expect([triangles.shape, triangles.dtype]).toEqual([[count, 3, 3], "float32"]);
  });
  it("is closed and faces outward", () => {
    expect(openEdges(triangles)).toBe(0);
    expect(signedVolume(triangles)).toBeGreaterThan(least);
  });
});

it("each handle of the trophy faces outward, coarse or fine", () => {
  for (const detail of [1, 3]) {
    const trophy = meshes.trophy({ detail });
    const count = 2 * (5 * detail) * (8 * detail + 1); // triangles of a tube with its two caps
    const [cup, ...handles] = [
      trophy.slice([0], [trophy.shape[0] - 2 * count]),
      trophy.slice([trophy.shape[0] - 2 * count], [count]),
      trophy.slice([trophy.shape[0] - count]),
    ] as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D];
    expect([cup, ...handles].map(openEdges)).toEqual([0, 0, 0]);
    for (const part of [cup, ...handles]) expect(signedVolume(part)).toBeGreaterThan(0.005);
  }
});

it("the icosphere approaches the sphere's volume, every normal away from the middle", () => {
  const sphere = meshes.icosphere({ subdivisions: 3, radius: 1 });
  expect(Math.abs(signedVolume(sphere) - (4 / 3) * Math.PI)).toBeLessThan(0.1);
  for (const [a, b, c] of sphere.arraySync() as Corners[]) expect(triple(a, b, c)).toBeGreaterThan(0);
});

it("fits a mesh of any unit and place into a ball around the origin, its winding kept", async () => {
  const away = meshes.torus().mul(250).add([1000, -300, 40]) as tf.Tensor3D; // [192, 3, 3]
  const fitted = meshes.fitted(away, 2); // [192, 3, 3]
  const distances = fitted.square().sum(2).sqrt(); // [192, 3]
  expect((await distances.max().data())[0]).toBeCloseTo(2, 4);
  const middle = await fitted
    .max([0, 1])
    .add(fitted.min([0, 1]))
    .data();
  for (const coordinate of middle) expect(coordinate).toBeCloseTo(0, 4);
  expect(signedVolume(fitted)).toBeGreaterThan(0);
  expect(() => meshes.fitted(away.slice([0], [0]))).toThrow("no mesh");
});

it("refuses a torus, an icosphere and a trophy that cannot be", () => {
  expect(() => meshes.torus({ tube: 2 })).toThrow("0 < tube < radius");
  expect(() => meshes.icosphere({ subdivisions: 1.5 })).toThrow("whole number from 0");
  expect(() => meshes.trophy({ detail: 0 })).toThrow("whole number from 1 to 16");
});

const OBJ = "v 0 0 0\nv 1 0 0\nv 0 1 0 # a corner\nv 1 1 0\nf 1/1 2/2 4/4 -2\n";
const STL = `solid s\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\nendsolid`;

function binary(count = 1): Uint8Array {
  const bytes = new Uint8Array(84 + 50 * count);
  const view = new DataView(bytes.buffer);
  view.setUint32(80, count, true);
  for (const [i, value] of [0, 0, 0, 1, 0, 0, 0, 1, 0].entries()) view.setFloat32(96 + 4 * i, value, true);
  return bytes;
}

describe("files", () => {
  const triangle = [
    [0, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
  ];
  const text = (content: string) => new TextEncoder().encode(content);

  it("reads OBJ faces as fans", () => {
    const quad = meshes.parseObj(OBJ).arraySync();
    expect(quad.map((corners) => corners[2])).toEqual([
      [1, 1, 0],
      [0, 1, 0],
    ]);
  });
  it("reads STL, text and binary", () => {
    expect(meshes.parseStl(text(STL)).arraySync()).toEqual([triangle]);
    expect(meshes.parseStl(binary()).arraySync()).toEqual([triangle]);
  });
  it("loads by ending", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mesh-"));
    await writeFile(join(folder, "a.STL"), binary());
    await writeFile(join(folder, "a.obj"), OBJ);
    expect((await meshes.loadMesh(join(folder, "a.STL"))).shape).toEqual([1, 3, 3]);
    expect((await meshes.loadMesh(join(folder, "a.obj"))).shape).toEqual([2, 3, 3]);
    await expect(meshes.loadMesh(join(folder, "a.ply"))).rejects.toThrow(".stl, binary or text, or .obj");
    const path = join(folder, "broken.obj");
    await writeFile(path, "v 0 0 0\nf 1 2 3\n");
    await expect(meshes.loadMesh(path)).rejects.toThrow(
      `loadMesh: in "${path}", line 2: there is no corner "2".`,
    );
    await rm(folder, { recursive: true });
    await expect(meshes.loadMesh(path)).rejects.toThrow(`loadMesh: there is no file "${path}".`);
  });
  it.each([
    ["v 1 2\n", 'line 1: "v 1 2" is no corner'],
    ["v 0 0 0\nf 1 2 3\n", 'line 2: there is no corner "2"'],
    ["f 1 2", "line 1: a face has 2 corners"],
    ["", "the file has no faces"],
  ])("says what is wrong with the OBJ %j", (content, message) => {
    expect(() => meshes.parseObj(content)).toThrow(message);
  });
  it.each([
    [binary().slice(0, 100), "byte 80 announces a file of 134 bytes and it has 100"],
    [new Uint8Array(7), "ends at byte 7, within its header"],
    [text(STL.replace("vertex 1 0 0", "vertex 1 x 0")), 'line 5: "vertex 1 x 0" is no corner'],
    [text(STL.replace("vertex 1 0 0\n", "")), "line 6: the loop ends after 2 corners"],
  ])("says what is wrong with a broken STL", (content, message) => {
    expect(() => meshes.parseStl(content)).toThrow(message);
  });

  it("never fails otherwise, whatever the file", () => {
    const reads = (parse: () => unknown) => {
      try {
        parse();
      } catch (error) {
        expect(error).toBeInstanceOf(ToolError);
      }
    };
    const word = fc.constantFrom("v", "f", "vertex", "endloop", "solid", "\n", "1", "-1", "1e99", "2/3", "x");
    fc.assert(fc.property(fc.array(word), (words) => reads(() => meshes.parseObj(words.join(" ")))));
    fc.assert(
      fc.property(fc.array(word), (words) => reads(() => meshes.parseStl(text(`solid ${words.join(" ")}`)))),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => reads(() => meshes.parseStl(bytes))));
    const damage = fc.tuple(fc.nat(183), fc.nat(255), fc.nat(184));
    fc.assert(
      fc.property(damage, ([at, value, length]) => {
        const bytes = binary(2);
        bytes[at] = value;
        reads(() => meshes.parseStl(bytes.slice(0, length)));
      }),
    );
  });
});
