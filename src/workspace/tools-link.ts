import { lstatSync, mkdirSync, readlinkSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { codeOf } from "../files/system-error.ts";

/** `refused`: something that is no link stands there, or this disk or account cannot make links. */
export type Linked = { readonly kind: "linked" } | { readonly kind: "refused"; readonly why: string };

/**
 * Makes or mends `node_modules/arena`, the link to the program's folder by which Node and the editor find
 * "arena/tools". On Windows it is a junction, because a symbolic link needs a privilege there.
 */
export function linkTools(root: string, target: string): Linked {
  const linked = linkFolder(root, target);
  if (linked.kind === "linked") linkCommand(root);
  return linked;
}

/** Lets `npx arena` work inside the workspace. A convenience: where it cannot be made, nothing else suffers. */
function linkCommand(root: string): void {
  const path = join(root, "node_modules", ".bin", "arena");
  if (process.platform === "win32" || lstatSync(path, { throwIfNoEntry: false })) return;
  try {
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join("..", "arena", "bin", "arena.js"), path);
  } catch {
    // Read-only, or another window was quicker.
  }
}

function linkFolder(root: string, target: string): Linked {
  const path = join(root, "node_modules", "arena");
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there && pointsTo(path, target)) return { kind: "linked" };
  if (there && !there.isSymbolicLink()) return { kind: "refused", why: `${path} is not a link of arena's` };
  try {
    if (there) rmSync(path);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path, process.platform === "win32" ? "junction" : "dir");
    return { kind: "linked" };
  } catch (error) {
    // Another window may have been quicker.
    if (codeOf(error) === "EEXIST" && pointsTo(path, target)) return { kind: "linked" };
    if (codeOf(error) === "") throw error;
    return { kind: "refused", why: `a link cannot be made at ${path} (${codeOf(error)})` };
  }
}

function pointsTo(path: string, target: string): boolean {
  try {
    return readlinkSync(path) === target || realpathSync(path) === realpathSync(target);
  } catch {
    return false; // a link to a folder that is gone
  }
}
