import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { readCatalogue } from "./catalogue.ts";
import { ContentError, type Problem } from "./content-error.ts";
import type { Catalogue } from "./model.ts";
import { RUNGS } from "./model.ts";
import { markdownNames } from "./reading/folders.ts";
import { type ContentFile, readContentFile, YAML_LINE } from "./reading/front-matter.ts";
import { separateHints } from "./reading/hint-blocks.ts";
import { subProblemTypesFolder, techniquesFolder } from "./reading/page.ts";
import { parseYaml, type YamlValue, yamlLibrary } from "./reading/yaml.ts";
import type { ContentKind, SchemaComplaint, schemaComplaints } from "./schema.ts";

export type Validated =
  | { readonly kind: "valid"; readonly catalogue: Catalogue }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

/**
 * Reads everything in exercises/ and techniques/ of `root` against the strict schema. Unlike `readCatalogue`, it finds all
 * problems at once and throws none of them. Whether the parts fit together is for rules/ to say.
 */
export async function validateCatalogue(root: string): Promise<Validated> {
  const { schemaComplaints: complain } = await import("./schema.ts");
  const problems = contentFiles(root)
    .flatMap(({ path, kind }) => fileProblems(path, kind, complain))
    .map((problem) => ({ ...problem, file: relative(root, problem.file) }));
  return problems.length > 0
    ? { kind: "invalid", problems }
    : { kind: "valid", catalogue: readCatalogue(root) };
}

interface Content {
  readonly path: string;
  readonly kind: ContentKind;
}

/** Every Markdown file there should be: also the ones that are missing from a folder that is there. */
function contentFiles(root: string): readonly Content[] {
  const exercises = join(root, "exercises");
  const sections = folders(exercises).map((folder) => join(exercises, folder));
  const pages = (folder: string, kind: ContentKind) =>
    markdownNames(folder).map((name) => ({ path: join(folder, `${name}.md`), kind }));
  return [
    ...sections.map((folder) => ({ path: join(folder, "section.md"), kind: "section" as const })),
    ...sections.flatMap((folder) =>
      folders(folder).map((name) => ({ path: join(folder, name, "exercise.md"), kind: "room" as const })),
    ),
    ...pages(techniquesFolder(root), "technique"),
    ...pages(subProblemTypesFolder(root), "subProblemType"),
  ];
}

function folders(parent: string): readonly string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function fileProblems(
  path: string,
  kind: ContentKind,
  complain: typeof schemaComplaints,
): readonly Problem[] {
  if (!existsSync(path))
    return [{ file: path, line: 1, rule: "schema", message: "This file is missing from its folder." }];
  try {
    const file = readContentFile(path);
    const value = parseYaml(file);
    const found = complain(kind, value).map((complaint) => problem(file, complaint));
    return kind === "room" ? [...found, ...hintProblems(file, value)] : found;
  } catch (error) {
    if (error instanceof ContentError) return [error.problem];
    throw error;
  }
}

function problem(file: ContentFile, { path, message }: SchemaComplaint): Problem {
  return { file: file.path, line: lineOfKey(file, path), rule: "schema", message };
}

/** The line of the file on which the value at `path` stands, or the nearest thing around it that is there. */
function lineOfKey(file: ContentFile, path: readonly (string | number)[]): number {
  const { parseDocument, LineCounter, isNode } = yamlLibrary();
  const lineCounter = new LineCounter();
  const document = parseDocument(file.yaml, { schema: "failsafe", lineCounter });
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line + YAML_LINE - 1;
  }
  return YAML_LINE;
}

/** Hints whose sub-problem or rung does not exist: the reader would pass them over without a word. */
function hintProblems(file: ContentFile, value: YamlValue): readonly Problem[] {
  const known =
    (value as { subProblems?: readonly { id?: string }[] }).subProblems?.map(({ id }) => id) ?? [];
  const rungs: readonly string[] = RUNGS.slice(0, -1);
  return separateHints(file.body).blocks.flatMap((block) => {
    const at = { file: file.path, line: file.bodyLine + block.line - 1, rule: "schema" };
    const found: Problem[] = [];
    const wrong = (what: string, given: string, right: readonly unknown[]) =>
      found.push({
        ...at,
        message: `${what}="${given}" fits nothing here; right would be one of ${right.join(", ")}.`,
      });
    if (!known.includes(block.subProblem)) wrong("data-sub-problem", block.subProblem, known);
    if (!rungs.includes(block.rung)) wrong("data-rung", block.rung, rungs);
    if (block.summary === "")
      found.push({ ...at, message: "The hint has no <summary>: it is what a folded hint shows." });
    return found;
  });
}
