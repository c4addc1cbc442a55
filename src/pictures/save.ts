import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Picture } from "./picture.ts";
import { pngOf } from "./png.ts";

/** Where the picture of a room is kept in a workspace, without the ending: `.arena/pictures/0.2-relu`. */
export function picturePath(workspace: string, roomId: string): string {
  return join(workspace, ".arena", "pictures", roomId.replaceAll("/", "-"));
}

/**
 * Writes a picture to `path` and returns the names of the files: a PNG, and for several frames a GIF beside it; a text
 * file for a picture of letters. Makes the folder. Throws what the file system throws.
 */
export async function savePicture(picture: Picture, path: string): Promise<readonly string[]> {
  mkdirSync(dirname(path), { recursive: true });
  if (picture.kind === "text") return [write(`${path}.txt`, `${picture.lines.join("\n")}\n`)];
  const [first] = picture.paper.frames;
  if (first === undefined) return [];
  const still = write(`${path}.png`, pngOf(picture.poster ?? first));
  if (picture.paper.frames.length === 1) return [still];
  const { gifOf } = await import("./gif.ts");
  return [write(`${path}.gif`, gifOf(picture.paper)), still];
}

function write(path: string, contents: string | Uint8Array): string {
  writeFileSync(path, contents);
  return path;
}
