import { requireBytes } from "../arguments/text.ts";
import { lesson } from "../lesson.ts";
import type { tf } from "../tensorflow.ts";
import { type Point, type Triangle, triangleTensor } from "./triangles.ts";

const HEADER_BYTES = 80;
const TRIANGLE_BYTES = 50;
const NORMAL_BYTES = 12;

/**
 * The triangles of an STL file: float32 [nTriangles, 3, 3]. Binary and text; which of them it is, is told by
 * the size that the binary form announces. The normals in the file are not read: the winding tells them.
 *
 * @throws ToolError naming the byte or the line that cannot be read, and what would be right.
 */
export function parseStl(bytes: Uint8Array): tf.Tensor3D {
  requireBytes("parseStl", bytes);
  const announced = announcedSize(bytes);
  const isText = new TextDecoder().decode(bytes.subarray(0, 6)).trimStart().startsWith("solid");
  if (announced === bytes.byteLength || !isText) return parseBinary(bytes, announced);
  return parseText(new TextDecoder().decode(bytes));
}

function announcedSize(bytes: Uint8Array): number {
  if (bytes.byteLength < HEADER_BYTES + 4) return Number.NaN;
  return HEADER_BYTES + 4 + TRIANGLE_BYTES * viewOf(bytes).getUint32(HEADER_BYTES, true);
}

function parseBinary(bytes: Uint8Array, announced: number): tf.Tensor3D {
  if (announced !== bytes.byteLength)
    throw broken(
      Number.isNaN(announced)
        ? `the file ends at byte ${bytes.byteLength}, within its header`
        : `byte ${HEADER_BYTES} announces a file of ${announced} bytes and it has ${bytes.byteLength}`,
      `80 bytes of header, 4 of count, 50 for each triangle; or text that begins with "solid"`,
    );
  const view = viewOf(bytes);
  const triangles: Triangle[] = [];
  for (let at = HEADER_BYTES + 4; at < announced; at += TRIANGLE_BYTES) {
    const point = (place: number): Point => pointAt(view, at + NORMAL_BYTES + 12 * place);
    triangles.push([point(0), point(1), point(2)]);
  }
  return finished(triangles);
}

function pointAt(view: DataView, at: number): Point {
  const point = [0, 4, 8].map((offset) => view.getFloat32(at + offset, true));
  if (point.every(Number.isFinite)) return point as unknown as Point;
  throw broken(`the corner at byte ${at} is (${point.join(", ")})`, "three finite float32 numbers");
}

function parseText(text: string): tf.Tensor3D {
  const triangles: Triangle[] = [];
  let corners: Point[] = [];
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    const [keyword, ...words] = line.trim().split(/\s+/);
    if (keyword === "vertex") corners.push(vertex(words, at + 1));
    if (keyword !== "endloop") continue;
    if (corners.length !== 3)
      throw broken(
        `line ${at + 1}: the loop ends after ${corners.length} corners`,
        "three vertex lines a loop",
      );
    triangles.push(corners as unknown as Triangle);
    corners = [];
  }
  if (corners.length > 0) throw broken("the text ends within a loop", "endloop, endfacet, endsolid");
  return finished(triangles);
}

function vertex(words: readonly string[], line: number): Point {
  const point = words.map(Number);
  if (point.length === 3 && point.every((value) => Number.isFinite(Math.fround(value))))
    return point as unknown as Point;
  throw broken(
    `line ${line}: "vertex ${words.join(" ").slice(0, 40)}" is no corner`,
    "vertex and three finite numbers",
  );
}

function finished(triangles: readonly Triangle[]): tf.Tensor3D {
  if (triangles.length === 0) throw broken("the file has no triangles", "at least one");
  return triangleTensor(triangles);
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const broken = (what: string, fits: string): Error => lesson("parseStl", { what: `${what}.`, fits });
