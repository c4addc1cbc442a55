import { relative } from "node:path";
import type { Room } from "../../curriculum/model.ts";
import type { Drawn, ScreenSize } from "../../pictures/picture.ts";
import type { Workspace } from "../../workspace/index.ts";

/** Pixels that a picture may have in this terminal, its edges and labels taken off. */
export function screenSize(
  columns = process.stdout.columns ?? 80,
  rows = process.stdout.rows ?? 24,
): ScreenSize {
  return { width: Math.max(16, columns - 4), height: Math.max(16, 2 * (rows - 10)) };
}

/** Keeps what was drawn in the workspace. Returns the file's name as it would be typed, or why it is not kept. */
export async function keepPicture(
  drawn: Drawn,
  workspace: Workspace,
  room: Room,
): Promise<{ readonly path?: string; readonly problem?: string }> {
  if (drawn.kind !== "picture") return {};
  const { picturePath, savePicture } = await import("../../pictures/save.ts");
  try {
    const [path] = await savePicture(drawn.picture, picturePath(workspace.root, room.id));
    return path === undefined ? {} : { path: relative(process.cwd(), path) };
  } catch (error) {
    return { problem: `The picture could not be kept: ${error instanceof Error ? error.message : error}` };
  }
}
