import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Section } from "../curriculum/model.ts";
import { codeOf } from "../files/system-error.ts";
import { isWorkspace, ownFolder } from "./find.ts";
import type { Created, Workspace } from "./model.ts";
import { readme } from "./readme.ts";
import { orRefusal } from "./refusals.ts";
import { editorSettings, packageJson, type ToolsPlace, tsconfigJson } from "./templates.ts";
import { type Linked, linkTools } from "./tools-link.ts";
import { writeNew } from "./write-file.ts";

/**
 * Makes `path` a workspace, or completes one: `.arena/`, what an editor and Node need, a README. Files that
 * are there stay as they are. `arenaRoot` is the program's folder; a link to where it used to be is renewed,
 * so calling this at every start keeps a workspace working after arena has moved. The README tells of `sections`.
 */
export function createWorkspace(path: string, arenaRoot: string, sections: readonly Section[] = []): Created {
  return orRefusal(path, () => {
    const kind = isWorkspace(path) ? "kept" : "created";
    const workspace: Workspace = { root: path };
    makeFolder(path);
    makeFolder(ownFolder(workspace));
    const linked = linkTools(path, arenaRoot);
    writeFiles(path, toolsPlace(arenaRoot, linked), sections);
    const editorSetup = linked.kind === "linked" ? "linked" : "paths-only";
    const notices = linked.kind === "linked" ? [] : [noLinkNotice(linked.why)];
    return { kind, workspace, editorSetup, notices };
  });
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    // A folder on a read-only disk answers "read-only" even where it exists.
    if (codeOf(error) === "EEXIST" || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function toolsPlace(arenaRoot: string, { kind }: Linked): ToolsPlace {
  const nodeTypes = existsSync(join(arenaRoot, "node_modules", "@types", "node"));
  const linked = kind === "linked";
  return { linked, nodeTypes, arena: linked ? "./node_modules/arena" : arenaRoot.replaceAll("\\", "/") };
}

function writeFiles(root: string, tools: ToolsPlace, sections: readonly Section[]): void {
  writeNew(join(root, "package.json"), packageJson());
  writeNew(join(root, "tsconfig.json"), tsconfigJson(tools));
  writeNew(join(root, "README.md"), readme(sections));
  writeNew(join(root, ".vscode", "settings.json"), editorSettings());
}

function noLinkNotice(why: string): string {
  return (
    `${why}, so tsconfig.json tells your editor where "arena/tools" is. Grading works as always; only ` +
    "running a file by `node FILE` does not."
  );
}
