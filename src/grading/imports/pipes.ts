import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { Refused } from "./refused.ts";

/**
 * Who resolves a name reads the package.json of every folder on the way, and waits for ever where one is a pipe.
 *
 * @throws {Refused} where one is there and no file.
 */
export function refusePipes(source: string, importer: string): void {
  const name = source.includes("\0") ? undefined : /^(?:@[^/]+\/)?[^./@#][^/]*/.exec(source)?.[0];
  for (let folder = dirname(importer); ; folder = dirname(folder)) {
    refusePipe(join(folder, "package.json"));
    if (name !== undefined) refusePipe(join(folder, "node_modules", name, "package.json"));
    if (folder === dirname(folder)) return;
  }
}

function refusePipe(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new Refused(`${path} is no file.`);
}
