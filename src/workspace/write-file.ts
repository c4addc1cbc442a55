import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { codeOf } from "../files/system-error.ts";

/**
 * Writes a file that must not exist yet. It appears whole or not at all, and a file that is there, or appears
 * meanwhile, stays untouched. Makes the folder. Throws what the file system throws.
 */
export function writeNew(path: string, contents: string | Buffer): "created" | "kept" {
  if (existsSync(path)) return "kept";
  return throughTemporaryFile(path, contents, (temporary) => {
    try {
      linkSync(temporary, path); // unlike a rename, a link never replaces
      return "created";
    } catch (error) {
      if (codeOf(error) === "EEXIST") return "kept";
      return copyNew(temporary, path);
    }
  });
}

/** Writes or replaces a file of ours in one step. Never used on a learner's answer. */
export function replaceOwn(path: string, contents: string): void {
  throughTemporaryFile(path, contents, (temporary) => renameSync(temporary, path));
}

/** For file systems without hard links (exFAT, some shares). */
function copyNew(from: string, to: string): "created" | "kept" {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return "created";
  } catch (error) {
    if (codeOf(error) === "EEXIST") return "kept";
    throw error;
  }
}

function throughTemporaryFile<T>(
  path: string,
  contents: string | Buffer,
  place: (temporary: string) => T,
): T {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.unfinished`);
  try {
    writeDurably(temporary, contents);
    return place(temporary);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** The contents reach the disk before the name does, or a power cut could leave the name without them. */
function writeDurably(path: string, contents: string | Buffer): void {
  const file = openSync(path, "wx");
  try {
    writeFileSync(file, contents);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
