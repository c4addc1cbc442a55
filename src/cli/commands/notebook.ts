import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { findRoom, findTechnique, readCatalogue } from "../../curriculum/index.ts";
import type { Catalogue, Room } from "../../curriculum/model.ts";
import type { Notebook } from "../../pages/notebook/document.ts";
import { picturePath } from "../../pictures/save.ts";
import { readText, writeText } from "../files.ts";
import { named } from "../names.ts";
import { print } from "../output.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf, maybeWorkspace, type OpenWorkspace } from "../session.ts";

/** `arena notebook TECHNIQUE|ROOM`: writes a Jupyter notebook in which the page's code has run. */
export function addNotebookCommand(program: Command): void {
  program
    .command("notebook <name>")
    .description("write a page or a room as a Jupyter notebook, with its outputs")
    .option("--out <file>", "where to write it (default: notebooks/NAME.ipynb in the workspace)")
    .addHelpText(
      "after",
      "\nExamples:\n  $ arena notebook einsum\n  $ arena notebook 0.2/relu\n\nIt runs in Jupyter with Deno's kernel: deno jupyter --install",
    )
    .action(async (typed: string, options: { out?: string }, command: Command) => {
      const catalogue = readCatalogue(arenaRoot);
      const open = maybeWorkspace(globalsOf(command), catalogue);
      const { name, notebook } = await notebookFor(typed, catalogue, open);
      const folder = open === undefined ? "." : join(open.workspace.root, "notebooks");
      const path = options.out ?? freePath(folder, name);
      mkdirSync(dirname(resolve(path)), { recursive: true });
      writeText(path, `${JSON.stringify(notebook, null, 1)}\n`);
      print(`Wrote ${path}`);
    });
}

async function notebookFor(
  typed: string,
  catalogue: Catalogue,
  open: OpenWorkspace | undefined,
): Promise<{ name: string; notebook: Notebook }> {
  const technique = findTechnique(catalogue, typed);
  if (technique.kind === "unknown") {
    const room = named(findRoom(catalogue, typed), "technique or room", "arena list");
    return { name: room.id.replace("/", "-"), notebook: await notebookOfRoom(room, open) };
  }
  const [{ pageNotebook }, { techniquePageText }] = await Promise.all([
    import("../../pages/notebook/page-notebook.ts"),
    import("../../pages/index.ts"),
  ]);
  const { name } = technique.value;
  const text = techniquePageText(technique.value, catalogue);
  return { name, notebook: await pageNotebook(arenaRoot, name, text) };
}

async function notebookOfRoom(room: Room, open: OpenWorkspace | undefined): Promise<Notebook> {
  const { roomNotebook } = await import("../../pages/notebook/room-notebook.ts");
  const answer = open?.store.passingAnswers(room.id).at(-1)?.text;
  const picture = open && `${picturePath(open.workspace.root, room.id)}.png`;
  return roomNotebook(room, {
    code: answer ?? readText(room.files.stub),
    picture:
      answer !== undefined && picture !== undefined && existsSync(picture)
        ? readFileSync(picture).toString("base64")
        : undefined,
  });
}

/** A notebook somebody may have written in is never overwritten: the next number is taken. */
function freePath(folder: string, name: string): string {
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? `${name}.ipynb` : `${name}-${number}.ipynb`);
    if (!existsSync(path)) return path;
  }
}
