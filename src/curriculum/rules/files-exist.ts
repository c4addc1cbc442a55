import { existsSync } from "node:fs";
import { relative } from "node:path";
import { type Rule, roomsOf } from "./rule.ts";

/** Each room has its stub, solution, grader and decoys. */
export const filesExist: Rule = (catalogue) =>
  roomsOf(catalogue).flatMap(({ files }) =>
    Object.entries(files)
      .filter(([, path]) => !existsSync(path))
      .map(([what, path]) => ({
        file: files.statement,
        line: 1,
        message: `The room's ${what} is missing: ${relative(catalogue.root ?? "", path).replaceAll("\\", "/")}.`,
      })),
  );
