import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Names of the folders in `parent` that hold a file `marker`; `0.10` comes after `0.9`, letters after digits. */
export function foldersWith(parent: string, marker: string): readonly string[] {
  const names = entries(parent).filter(
    (entry) => entry.isDirectory() && existsSync(join(parent, entry.name, marker)),
  );
  return names.map(({ name }) => name).sort(inNumericOrder);
}

/** Names, without `.md`, of the Markdown files in `folder`, in alphabetical order. */
export function markdownNames(folder: string): readonly string[] {
  const files = entries(folder).filter(
    (entry) => entry.isFile() && entry.name.endsWith(".md") && entry.name !== "README.md",
  );
  return files.map(({ name }) => name.slice(0, -".md".length)).sort();
}

function entries(folder: string) {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

/** Compares names part by part, numbers by their value. By hand, for Intl.Collator takes longer to load than all reading. */
function inNumericOrder(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [one = "", other = ""] = [left[at], right[at]];
    if (one === other) continue;
    const byValue = Number(one) - Number(other);
    return one !== "" && other !== "" && Number.isFinite(byValue) && byValue !== 0
      ? byValue
      : one < other
        ? -1
        : 1;
  }
  return 0;
}

function parts(name: string): readonly string[] {
  return name.match(/\d+|\D+/g) ?? [];
}
