import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Found, Workspace } from "./model.ts";

/** The folder that `arena start` makes where none was named, and beside which the learner then stands. */
export const USUAL_FOLDER = "arena-workspace";

export interface WhereToLook {
  /** The current folder, absolute. */
  readonly from: string;
  /** What `--workspace` says. */
  readonly flag?: string | undefined;
  /** The environment, of which `ARENA_HOME` is read. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Finds the learner's workspace: the one named by `--workspace`; else the nearest folder, from the current
 * one upwards, with `.arena/` in it or with an `arena-workspace` that has one; else `ARENA_HOME`. A name typed with the command counts more than the
 * folder one stands in.
 */
export function findWorkspace({ from, flag, env = {} }: WhereToLook): Found {
  if (flag) return named(resolve(from, flag), "flag");
  const around = upwards(from)
    .flatMap((folder) => [folder, join(folder, USUAL_FOLDER)])
    .find(isWorkspace);
  if (around) return { kind: "found", workspace: { root: around }, by: "folder" };
  if (env.ARENA_HOME) return named(resolve(from, env.ARENA_HOME), "environment");
  return { kind: "none" };
}

/** Absolute path of a workspace's `.arena/`. */
export function ownFolder(workspace: Workspace): string {
  return join(workspace.root, ".arena");
}

/** True for a folder with `.arena/` in it. */
export function isWorkspace(folder: string): boolean {
  return statSync(join(folder, ".arena"), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function named(path: string, by: "flag" | "environment"): Found {
  if (isWorkspace(path)) return { kind: "found", workspace: { root: path }, by };
  const source = by === "flag" ? "--workspace" : "ARENA_HOME";
  const message = `${source} names ${path}, which is no workspace yet. \`arena start\` makes one there.`;
  return { kind: "absent", path, by, message };
}

function upwards(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
}
