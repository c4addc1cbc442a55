import { resolve } from "node:path";
import type { Command } from "commander";
import type { Catalogue, Room, Section } from "../curriculum/model.ts";
import { aliasesOf, openProgress, type ProgressStore } from "../progress/index.ts";
import { createWorkspace, findWorkspace, USUAL_FOLDER, type Workspace } from "../workspace/index.ts";
import { CommandError } from "./exit.ts";
import { arenaRoot } from "./root.ts";

/** The options that stand before every command. */
export interface GlobalOptions {
  readonly workspace?: string;
  readonly plain?: boolean;
  readonly backend?: string;
}

export function globalsOf(command: Command): GlobalOptions {
  return command.optsWithGlobals<GlobalOptions>();
}

/** A workspace with its progress opened, and what should be said about either. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly store: ProgressStore;
  readonly notices: readonly string[];
}

/** Opens the workspace that a command is about; without one, says how to make it. */
export function requireWorkspace(globals: GlobalOptions, catalogue: Catalogue): OpenWorkspace {
  const found = findWorkspace(whereToLook(globals));
  if (found.kind === "absent") throw new CommandError(found.message);
  if (found.kind === "none")
    throw new CommandError(
      "There is no workspace here or above. `arena start 0.2` makes one; --workspace names another.",
    );
  return withProgress(found.workspace, catalogue, []);
}

/** Opens the workspace, or makes one in ./arena-workspace (or where --workspace or ARENA_HOME say) and says so. */
export function openOrCreateWorkspace(globals: GlobalOptions, catalogue: Catalogue): OpenWorkspace {
  const found = findWorkspace(whereToLook(globals));
  const path =
    found.kind === "found"
      ? found.workspace.root
      : found.kind === "absent"
        ? found.path
        : resolve(USUAL_FOLDER);
  const created = createWorkspace(path, arenaRoot, catalogue.sections);
  if (created.kind === "failed") throw new CommandError(created.why);
  const notices =
    created.kind === "created" ? [`Made a workspace: ${path}`, ...created.notices] : created.notices;
  return withProgress(created.workspace, catalogue, notices);
}

/** The workspace if there is one; most commands can say something without. */
export function maybeWorkspace(globals: GlobalOptions, catalogue: Catalogue): OpenWorkspace | undefined {
  const found = findWorkspace(whereToLook(globals));
  return found.kind === "found" ? withProgress(found.workspace, catalogue, []) : undefined;
}

function whereToLook(globals: GlobalOptions) {
  return {
    from: process.cwd(),
    ...(globals.workspace !== undefined && { flag: globals.workspace }),
    env: process.env,
  };
}

function withProgress(workspace: Workspace, catalogue: Catalogue, notices: readonly string[]): OpenWorkspace {
  const opened = openProgress(workspace, { aliases: aliasesOf(roomsOf(catalogue)) });
  if (opened.kind === "refused") throw new CommandError(opened.message);
  return { workspace, store: opened.store, notices: [...notices, ...opened.notices] };
}

export function roomsOf(catalogue: Catalogue): readonly Room[] {
  return catalogue.sections.flatMap(({ rooms }) => rooms);
}

export function sectionOf(catalogue: Catalogue, room: Room): Section {
  const section = catalogue.sections.find(({ id }) => id === room.section);
  if (section === undefined) throw new Error(`internal: ${room.id} belongs to no section.`);
  return section;
}
