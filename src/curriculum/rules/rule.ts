import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../content-error.ts";
import type { Catalogue, Room, Section } from "../model.ts";

/** What one rule found: a problem without the rule's name, which is its file's. */
export type Finding = Omit<Problem, "rule">;

/** One thing that must hold for the whole catalogue. Looks only at content: nothing is graded or run. */
export type Rule = (catalogue: Catalogue) => readonly Finding[];

export function roomsOf(catalogue: Catalogue): readonly Room[] {
  return catalogue.sections.flatMap(({ rooms }) => rooms);
}

/** A finding on the first line of `file` that contains `text`; on line 1 where none does. */
export function findingAt(file: string, text: string, message: string): Finding {
  return { file, line: Math.max(1, linesOf(file).findIndex((line) => line.includes(text)) + 1), message };
}

/** The lines of a file; none where it is missing, which files-exist.ts reports. */
export function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, "utf8").split(/\r?\n/) : [];
}

/** Absolute path of a section's section.md. */
export function sectionFile(catalogue: Catalogue, section: Section): string {
  return join(catalogue.root ?? "", "exercises", section.folder, "section.md");
}
