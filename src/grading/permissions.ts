import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a grading process may touch besides arena's own code. */
export interface Access {
  /** Folders and files it may read. */
  readonly readable: readonly string[];
  /** A folder of its own, where it starts and may write; absent where it may write nowhere. */
  readonly scratch?: string;
}

/**
 * Flags of Node's permission model for a grading process: no writing, no child processes, no inspector. It may read
 * arena's own bundle and packages and what it is given, and nothing else: neither solutions nor the reader's home.
 */
export function permissionFlags(root: string, backend: string, { readable, scratch }: Access): string[] {
  const packages = join(root, "node_modules");
  const own = scratch === undefined ? [] : [scratch];
  const places = [
    join(root, "dist"),
    packages,
    realpathSync(packages),
    ...readable,
    ...own,
    ...bindingPlace(),
  ];
  return [
    "--permission",
    `--allow-fs-read=${join(root, "package.json")}`,
    ...places.map((place) => `--allow-fs-read=${isFolder(place) ? join(place, "*") : place}`),
    ...own.map((place) => `--allow-fs-write=${join(place, "*")}`),
    ...(backend === "wasm" || backend === "cpu" ? [] : ["--allow-addons", "--allow-worker"]),
  ];
}

/** Where tfjs-node-gpu's binding lies, if it was built outside the packages; where nothing is, the process may see that. */
function bindingPlace(): readonly string[] {
  const path = process.env.ARENA_TENSORFLOW_BINDING ?? "";
  if (path === "") return [];
  return [existsSync(path) ? dirname(path) : path];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? true;
}
