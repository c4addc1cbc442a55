import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Names of the folders in `parent` that hold a file `marker`; `0.10` comes after `0.9`, letters after digits. */
export function foldersWith(parent: string, marker: string): readonly string[] {
  const names = entries(parent).filter((entry) => entry.isDirectory() && existsSync(join(parent, entry.name, marker)));
  return names.map(({ name }) => name).sort(inNumericOrder);
}

/** Names, without `.md`, of the Markdown files in `folder`, in alphabetical order. */
export function markdownNames(folder: string): readonly string[] {
  const files = entries(folder).filter((entry) => entry.isFile() && entry.name.endsWith(".md") && entry.name !== "README.md");
  return files.map(({ name }) => name.slice(0, -".md".length)).sort();
}

function entries(folder: string) {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

const { compare: inNumericOrder } = new Intl.Collator("en", { numeric: true });
