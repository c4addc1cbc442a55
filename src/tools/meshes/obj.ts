import { requireText } from "../arguments/text.ts";
import { lesson } from "../lesson.ts";
import type { tf } from "../tensorflow.ts";
import { type Point, type Triangle, triangleTensor } from "./triangles.ts";

/**
 * The triangles of a Wavefront OBJ file: float32 [nTriangles, 3, 3]. Read are `v` (corners) and `f` (faces;
 * also `1/2/3`, negative numbers count from the last corner); faces of more than three corners become fans.
 *
 * @throws ToolError naming the line that cannot be read, and what would be right.
 */
export function parseObj(text: string): tf.Tensor3D {
  requireText("parseObj", "the content of the file", text);
  const corners: Point[] = [];
  const triangles: Triangle[] = [];
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    const [keyword, ...words] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (keyword === "v") corners.push(corner(words, at + 1));
    if (keyword === "f") triangles.push(...fan(words, corners, at + 1));
  }
  if (triangles.length === 0)
    throw lesson("parseObj", { what: "the file has no faces.", fits: "lines such as `f 1 2 3`" });
  return triangleTensor(triangles);
}

function corner(words: readonly string[], line: number): Point {
  const point = words.slice(0, 3).map(Number);
  if (point.length < 3 || !point.every((value) => Number.isFinite(Math.fround(value))))
    throw broken(line, `"v ${words.join(" ").slice(0, 40)}" is no corner`, "v and three finite numbers");
  return point as unknown as Point;
}

function fan(words: readonly string[], corners: readonly Point[], line: number): Triangle[] {
  if (words.length < 3)
    throw broken(line, `a face has ${words.length} corners`, "f and at least three corner numbers");
  const [first, ...rest] = words.map((word) => lookUp(word, corners, line)) as [Point, ...Point[]];
  return rest.slice(1).map((point, i): Triangle => [first, rest[i] as Point, point]);
}

function lookUp(word: string, corners: readonly Point[], line: number): Point {
  const number = Number(word.split("/")[0] || Number.NaN);
  const found = corners[number > 0 ? number - 1 : corners.length + number];
  if (number !== 0 && found !== undefined) return found;
  const fits = `a whole number from 1 to ${corners.length}, the corners above this line`;
  throw broken(line, `there is no corner "${word.slice(0, 40)}"`, fits);
}

function broken(line: number, what: string, fits: string): Error {
  return lesson("parseObj", { what: `line ${line}: ${what}.`, fits });
}
