import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { described } from "../arguments/described.ts";
import { lesson, ToolError } from "../lesson.ts";
import type { tf } from "../tensorflow.ts";
import { parseObj } from "./obj.ts";
import { parseStl } from "./stl.ts";

/**
 * The triangles of a mesh file, `.stl` or `.obj`: float32 [nTriangles, 3, 3].
 *
 * ```ts
 * const mesh = await meshes.loadMesh("rabbit.stl"); // [nTriangles, 3, 3]
 * ```
 * @throws ToolError if the ending is another one, the file cannot be read, or it is broken, naming the line or byte.
 */
export async function loadMesh(path: string): Promise<tf.Tensor3D> {
  const parse = parserFor(path);
  const bytes = await bytesOf(path);
  try {
    return parse(bytes);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    throw new ToolError(error.message.replace(/^parse\w+: /, `loadMesh: in "${path}", `), { cause: error });
  }
}

function parserFor(path: string): (bytes: Uint8Array) => tf.Tensor3D {
  if (typeof path !== "string")
    throw lesson("loadMesh", {
      what: `the path of a file is needed, not ${described(path)}.`,
      example: 'await meshes.loadMesh("rabbit.stl")',
    });
  const ending = extname(path).toLowerCase();
  if (ending === ".stl") return parseStl;
  if (ending === ".obj") return (bytes) => parseObj(new TextDecoder().decode(bytes));
  throw lesson("loadMesh", {
    what: `"${path}" has the ending "${ending}", which cannot be read.`,
    fits: ".stl, binary or text, or .obj",
  });
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_ACCESS_DENIED")
      throw lesson("loadMesh", {
        what: `"${path}" may not be read: while it is graded, an answer reads files that lie beside it and no others.`,
        fits: 'a file beside the answer: join(import.meta.dirname, "cup.stl")',
      });
    throw lesson("loadMesh", {
      what:
        code === "ENOENT"
          ? `there is no file "${path}".`
          : `"${path}" cannot be read (${code ?? String(error)}).`,
      fits: `a path from the folder in which you run it, ${process.cwd()}`,
    });
  }
}
