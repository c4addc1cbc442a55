import { existsSync } from "node:fs";
import { join } from "node:path";
import { findTechnique } from "./lookup/find.ts";
import type { Catalogue, Lookup, TechniquePage } from "./model.ts";
import { markdownNames } from "./reading/folders.ts";
import {
  readSubProblemTypePage,
  readTechniquePage,
  subProblemTypesFolder,
  techniquesFolder,
} from "./reading/page.ts";
import { readSection, sectionFolders } from "./reading/section.ts";
import { YamlMemory } from "./reading/yaml-memory.ts";

/**
 * The catalogue of everything in exercises/, graders/ and techniques/ of `root`. Each of its three lists is read when it
 * is first asked for, so that a command pays only for what it shows.
 *
 * Reading a list throws a ContentError, which names file and line, where content lacks what the tutor needs. The full
 * check is `validateCatalogue` (validate.ts).
 */
export function readCatalogue(root: string): Catalogue {
  const memory = yamlMemoryOf(root);
  const sections = once(memory, () =>
    sectionFolders(root).map((folder) => readSection(root, folder, memory)),
  );
  const techniques = once(memory, () =>
    markdownNames(techniquesFolder(root)).map((name) => readTechniquePage(root, name, memory)),
  );
  const subProblemTypes = once(memory, () =>
    markdownNames(subProblemTypesFolder(root)).map((name) => readSubProblemTypePage(root, name, memory)),
  );
  return {
    root,
    get sections() {
      return sections();
    },
    get techniques() {
      return techniques();
    },
    get subProblemTypes() {
      return subProblemTypes();
    },
  };
}

/** One technique's page by name or alias, without reading a room; the other pages only where `name` is no file's name. */
export function readTechnique(root: string, name: string): Lookup<TechniquePage> {
  const memory = yamlMemoryOf(root);
  const isFileName = /^[a-z0-9-]+$/.test(name) && existsSync(join(techniquesFolder(root), `${name}.md`));
  if (!isFileName) return findTechnique(readCatalogue(root), name);
  return { kind: "found", value: readTechniquePage(root, name, memory) };
}

/** The memory lives among the built files; content that is no installed arena, a test's, has none. */
function yamlMemoryOf(root: string): YamlMemory {
  const built = join(root, "dist");
  return new YamlMemory(existsSync(built) ? join(built, "front-matter.json") : undefined);
}

function once<T>(memory: YamlMemory, read: () => T): () => T {
  let value: T | undefined;
  return () => {
    if (value === undefined) {
      value = read();
      memory.keep();
    }
    return value;
  };
}
