import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import type { Notebook } from "../../src/pages/notebook/document.ts";
import { pageNotebook } from "../../src/pages/notebook/page-notebook.ts";
import { roomNotebook } from "../../src/pages/notebook/room-notebook.ts";

const root = join(import.meta.dirname, "..", "..");
const python = process.env.PYTHON ?? "python3";

const page = [
  "# A page",
  "",
  "```ts run",
  'import { print, tf } from "arena/tools";',
  "",
  "await print(tf.tensor1d([1, 2]));",
  "```",
  "```output",
  "what the page says",
  "```",
  "",
  "```ts run",
  'throw new RangeError("three rows, four labels");',
  "```",
  "",
  "The end.",
].join("\n");

describe("a page as a notebook", () => {
  test("has its text, its code and what the code really prints", async () => {
    const { cells } = await pageNotebook(root, "a-page", page);
    expect(cells.map(({ cell_type }) => cell_type)).toEqual(["markdown", "code", "code", "markdown"]);
    expect(cells[1]).toMatchObject({
      execution_count: 1,
      outputs: [{ output_type: "stream", name: "stdout", text: ["tensor([1., 2.])"] }],
    });
    expect(JSON.stringify(cells)).not.toContain("what the page says");
  });

  test("shows an error as an error, and lets a runner go on after it", async () => {
    const { cells } = await pageNotebook(root, "a-page", page);
    expect(cells[2]).toMatchObject({
      metadata: { tags: ["raises-exception"] },
      outputs: [{ output_type: "error", ename: "RangeError", evalue: "three rows, four labels" }],
    });
  });
});

describe("a room as a notebook", () => {
  const relu = readCatalogue(root)
    .sections.flatMap(({ rooms }) => rooms)
    .find(({ id }) => id === "0.2/relu");
  if (relu === undefined) throw new Error("internal: there is no room 0.2/relu");

  test("folds every hint, exports nothing, and shows the picture", () => {
    const text = JSON.stringify(
      roomNotebook(relu, { code: "export class ReLU {}\nexport const a = 1;\n", picture: "aGVsbG8=" }),
    );
    const hints = relu.subProblems.flatMap(({ rungs }) => rungs);
    expect(text.match(/<details>/g)).toHaveLength(hints.length);
    expect(text).toContain('"class ReLU {}\\n","const a = 1;"');
    expect(text).toContain('"image/png":"aGVsbG8="');
  });

  test("both kinds are valid for nbformat, where Python has it", async ({ skip }) => {
    try {
      execFileSync(python, ["-c", "import nbformat"], { stdio: "ignore" });
    } catch {
      skip(`${python} has no nbformat`);
    }
    validate(await pageNotebook(root, "a-page", page));
    validate(roomNotebook(relu, { code: "export const a = 1;", picture: undefined }));
  });
});

function validate(notebook: Notebook): void {
  const file = join(mkdtempSync(join(tmpdir(), "arena notebook ")), "page.ipynb");
  writeFileSync(file, JSON.stringify(notebook));
  execFileSync(python, [
    "-c",
    "import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], 4))",
    file,
  ]);
}
