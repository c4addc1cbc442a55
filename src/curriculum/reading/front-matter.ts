import { readFileSync } from "node:fs";
import { ContentError } from "../content-error.ts";

/** A Markdown file cut in two. */
export interface ContentFile {
  /** Absolute path. */
  readonly path: string;
  /** The YAML between the two `---` lines. Its first line is line 2 of the file. */
  readonly yaml: string;
  /** The Markdown after it. */
  readonly body: string;
  /** Line of the file on which the body begins. */
  readonly bodyLine: number;
}

/** Line of the file on which the YAML of a front matter begins. */
export const YAML_LINE = 2;

const FENCE = "---";

/** Reads a file that opens with YAML front matter. Throws a ContentError where there is none. */
export function readContentFile(path: string): ContentFile {
  return splitFrontMatter(readFileSync(path, "utf8"), path);
}

/** Cuts `text` at its two `---` lines. Both line endings are read; `\n` comes out. */
export function splitFrontMatter(text: string, path: string): ContentFile {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  if (lines[0] !== FENCE) {
    throw new ContentError(
      path,
      1,
      `The file must open with front matter: a line ${FENCE}, YAML, another line ${FENCE}.`,
    );
  }
  const end = lines.indexOf(FENCE, 1);
  if (end < 0)
    throw new ContentError(path, 1, `The front matter is not closed: a second line ${FENCE} is missing.`);
  return {
    path,
    yaml: lines.slice(1, end).join("\n"),
    body: lines.slice(end + 1).join("\n"),
    bodyLine: end + 2,
  };
}
