import { existsSync } from "node:fs";
import { relative } from "node:path";
import type { RoomFiles } from "../model.ts";
import { type Rule, roomsOf } from "./rule.ts";

/** Each room has its stub, solution, grader and decoys. */
export const filesExist: Rule = (catalogue) =>
  roomsOf(catalogue).flatMap(({ files }) =>
    namedPaths(files)
      .filter(({ path }) => !existsSync(path))
      .map(({ what, path }) => ({
        file: files.statement,
        line: 1,
        message: `The room's ${what} is missing: ${relative(catalogue.root ?? "", path).replaceAll("\\", "/")}.`,
      })),
  );

/** Every path of a room with what it is; `data` may be several. */
function namedPaths(files: RoomFiles): readonly { readonly what: string; readonly path: string }[] {
  const entries: [string, string | readonly string[]][] = Object.entries(files);
  return entries.flatMap(([what, paths]) => [paths].flat().map((path) => ({ what, path })));
}
