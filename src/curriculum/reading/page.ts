import { join } from "node:path";
import type { Page, SubProblemTypePage, TechniquePage } from "../model.ts";
import { Fields } from "./fields.ts";
import { readContentFile } from "./front-matter.ts";
import type { YamlMemory } from "./yaml-memory.ts";

/** The folder of the technique pages. */
export function techniquesFolder(root: string): string {
  return join(root, "techniques");
}

/** The folder of the pages on types of sub-problems. */
export function subProblemTypesFolder(root: string): string {
  return join(root, "techniques", "sub-problems");
}

export function readTechniquePage(root: string, name: string, memory: YamlMemory): TechniquePage {
  const { page, fields } = readPage(techniquesFolder(root), name, memory);
  return { ...page, solves: fields.texts("solves"), neighbours: fields.texts("neighbours") };
}

export function readSubProblemTypePage(root: string, name: string, memory: YamlMemory): SubProblemTypePage {
  const { page, fields } = readPage(subProblemTypesFolder(root), name, memory);
  return { ...page, techniques: fields.texts("techniques") };
}

function readPage(folder: string, name: string, memory: YamlMemory): { page: Page; fields: Fields } {
  const path = join(folder, `${name}.md`);
  const file = readContentFile(path);
  const fields = new Fields(file, memory.parse(file));
  const page = {
    name,
    title: fields.text("title"),
    aliases: fields.texts("aliases"),
    summary: fields.text("summary"),
    body: file.body.trim(),
    path,
  };
  return { page, fields };
}
