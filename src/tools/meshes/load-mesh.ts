import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { lesson } from "../lesson.ts";
import type { tf } from "../tensorflow.ts";
import { parseObj } from "./obj.ts";
import { parseStl } from "./stl.ts";

/**
 * The triangles of a mesh file, `.stl` or `.obj`: float32 [nTriangles, 3, 3].
 *
 * @throws ToolError if the ending is another one or the file is broken, naming the line or byte.
 */
export async function loadMesh(path: string): Promise<tf.Tensor3D> {
  const ending = extname(path).toLowerCase();
  if (ending === ".stl") return parseStl(await readFile(path));
  if (ending === ".obj") return parseObj(await readFile(path, "utf8"));
  throw lesson("loadMesh", {
    what: `"${path}" has the ending "${ending}", which cannot be read.`,
    fits: ".stl, binary or text, or .obj",
  });
}
