import { createRequire } from "node:module";
import { ContentError } from "../content-error.ts";
import type { ContentFile } from "./front-matter.ts";
import { YAML_LINE } from "./front-matter.ts";

/** What YAML holds here: every scalar is text, because `id: 1.10` must not become the number 1.1. */
export type YamlValue = string | readonly YamlValue[] | { readonly [key: string]: YamlValue };

// Loaded on first use: most starts find all front matter in the memory (yaml-memory.ts) and need no YAML parser.
let library: typeof import("yaml") | undefined;

export function yamlLibrary(): typeof import("yaml") {
  library ??= createRequire(import.meta.url)("yaml") as typeof import("yaml");
  return library;
}

/** Parses the front matter of `file`. Throws a ContentError with the line of the first syntax error. */
export function parseYaml(file: ContentFile): YamlValue {
  const { parse, YAMLParseError } = yamlLibrary();
  try {
    return parse(file.yaml, { schema: "failsafe" }) ?? {};
  } catch (error) {
    // Aliases without an anchor or without end are a ReferenceError, brackets too deep to follow a RangeError.
    const line = error instanceof YAMLParseError ? (error.linePos?.[0].line ?? 1) : 1;
    const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new ContentError(file.path, line + YAML_LINE - 1, `This is no YAML: ${why}`);
  }
}
