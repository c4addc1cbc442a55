import { existsSync, lstatSync, mkdirSync, readlinkSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { codeOf } from "./refusals.ts";

/** `refused`: something that is no link stands there, or this disk or account cannot make links. */
export type Linked = { readonly kind: "linked" } | { readonly kind: "refused"; readonly why: string };

/**
 * Makes or mends the links by which a learner's file finds `arena/tools`: `node_modules/arena`, a link to the program's
 * folder, for Node and the editor; and Node's own types, where the program has them, so that `console` is known too.
 */
export function linkTools(root: string, arenaRoot: string): Linked {
  const linked = link(join(root, "node_modules", "arena"), arenaRoot);
  const types = join(arenaRoot, "node_modules", "@types", "node");
  if (linked.kind === "linked" && existsSync(types)) link(nodeTypes(root), types);
  return linked;
}

/** True if the workspace can see Node's types. */
export function seesNodeTypes(root: string): boolean {
  return existsSync(nodeTypes(root));
}

function nodeTypes(root: string): string {
  return join(root, "node_modules", "@types", "node");
}

/** A junction on Windows, because a symbolic link needs a privilege there. */
function link(path: string, target: string): Linked {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there && pointsTo(path, target)) return { kind: "linked" };
  if (there && !there.isSymbolicLink()) return { kind: "refused", why: `${path} is not a link of arena's` };
  try {
    if (there) rmSync(path);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path, process.platform === "win32" ? "junction" : "dir");
    return { kind: "linked" };
  } catch (error) {
    if (codeOf(error) === "EEXIST" && pointsTo(path, target)) return { kind: "linked" }; // another window was quicker
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
