import { relative } from "node:path";
import type { Problem } from "../curriculum/content-error.ts";
import type { Catalogue } from "../curriculum/model.ts";
import { contentProblems } from "../curriculum/rules/index.ts";
import { validateCatalogue } from "../curriculum/validate.ts";
import { roomsOf } from "./session.ts";

/**
 * What the rules say of the content, a sentence with its place each: of all of it, or of the files of one room. What
 * cannot be read at all is told in any case.
 */
export async function contentSentences(root: string, room?: string): Promise<string[]> {
  const validated = await validateCatalogue(root);
  if (validated.kind === "invalid") return validated.problems.map(sentenceOf);
  const { catalogue } = validated;
  const problems = contentProblems(catalogue);
  if (room === undefined) return problems.map(sentenceOf);
  const own = filesOf(root, catalogue, room);
  return problems.filter(({ file }) => own.has(file)).map(sentenceOf);
}

export const sentenceOf = ({ file, line, message }: Problem): string => `${file}:${line}: ${message}`;

/** The files of a room, as the rules name them. */
function filesOf(root: string, catalogue: Catalogue, id: string): ReadonlySet<string> {
  const files = roomsOf(catalogue).find((room) => room.id === id)?.files ?? {};
  const paths = Object.values(files).flat() as string[];
  return new Set(paths.map((path) => relative(root, path)));
}
