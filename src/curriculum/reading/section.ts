import { join } from "node:path";
import type { Room, Section } from "../model.ts";
import { Fields } from "./fields.ts";
import { foldersWith } from "./folders.ts";
import { readContentFile } from "./front-matter.ts";
import { readRoom, roomFiles } from "./room.ts";
import type { YamlMemory } from "./yaml-memory.ts";

/** Names of the folders of exercises/ that are sections, in playing order; the katas come last. */
export function sectionFolders(root: string): readonly string[] {
  return foldersWith(join(root, "exercises"), "section.md");
}

/** Names of the folders of a section that are rooms. */
function roomFolders(root: string, folder: string): readonly string[] {
  return foldersWith(join(root, "exercises", folder), "exercise.md");
}

/** Reads exercises/`folder`: its section.md and every room in it. */
export function readSection(root: string, folder: string, memory: YamlMemory): Section {
  const file = readContentFile(join(root, "exercises", folder, "section.md"));
  const fields = new Fields(file, memory.parse(file));
  const id = fields.text("id");
  const rooms = roomFolders(root, folder).map((name) => readRoom(roomFiles(root, folder, name), id, memory));
  return {
    id,
    folder,
    title: fields.text("title"),
    summary: fields.text("summary"),
    introduction: file.body.trim(),
    rooms: inPlayingOrder(rooms),
  };
}

function inPlayingOrder(rooms: readonly Room[]): readonly Room[] {
  return rooms.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}
