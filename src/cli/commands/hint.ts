import type { Command } from "commander";
import { findRoom, findTechnique, kataOf, readCatalogue } from "../../curriculum/index.ts";
import type { Catalogue, Room } from "../../curriculum/model.ts";
import { type FailingCase, hintFor } from "../../hints/index.ts";
import type { CaseMark } from "../../progress/index.ts";
import { CommandError } from "../exit.ts";
import { named } from "../names.ts";
import { outputWidth, print, printText, wantsColour } from "../output.ts";
import { htmlFile, putPage } from "../page-output.ts";
import { arenaRoot } from "../root.ts";
import { type GlobalOptions, globalsOf, type OpenWorkspace, requireWorkspace } from "../session.ts";

/** `arena hint`: a technique's page, or the next rung for what fails in a room. Never moves you to another room. */
export function addHintCommand(program: Command): void {
  program
    .command("hint [name]")
    .description("a technique's page; a room (or nothing) gives the next hint for what fails there")
    .option(
      "--html [file]",
      "write a technique's page as one HTML file (its name with .html unless another is given); - for standard output",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  $ arena hint einsum\n  $ arena hint 0.2/relu\n  $ arena hint einsum --html",
    )
    .action(async (typed: string | undefined, options: { html?: string | true }, command: Command) => {
      const globals = globalsOf(command);
      const catalogue = readCatalogue(arenaRoot);
      const technique = typed === undefined ? undefined : findTechnique(catalogue, typed);
      if (technique?.kind === "found") {
        const { techniquePageText } = await import("../../pages/index.ts");
        const text = techniquePageText(technique.value, catalogue);
        return putPage(technique.value.title, text, {
          html: htmlFile(options.html, technique.value.name),
          globals,
        });
      }
      if (options.html !== undefined) {
        throw new CommandError(
          "Only a page is written as HTML: arena hint einsum --html einsum.html, or arena problem TYPE --html FILE",
        );
      }
      const room = roomMeant(typed, technique?.nearest ?? [], catalogue, globals);
      await showNextRung(room.room, room.open, catalogue, globals);
    });
}

function roomMeant(
  typed: string | undefined,
  techniques: readonly string[],
  catalogue: Catalogue,
  globals: GlobalOptions,
): { room: Room; open: OpenWorkspace } {
  if (typed !== undefined && techniques.length > 0 && findRoom(catalogue, typed).kind === "unknown") {
    throw new CommandError(
      `There is no technique or room "${typed}". Did you mean ${techniques.slice(0, 3).join(", ")}?`,
    );
  }
  const open = requireWorkspace(globals, catalogue);
  const id = typed ?? open.store.lastRoom();
  if (id === undefined)
    throw new CommandError(
      "No room is begun yet. `arena start 0.2` begins one; `arena hint einsum` shows a technique.",
    );
  return { room: named(findRoom(catalogue, id), "technique or room", "arena list"), open };
}

async function showNextRung(
  room: Room,
  { store }: OpenWorkspace,
  catalogue: Catalogue,
  globals: GlobalOptions,
): Promise<void> {
  const failing = store.latestAttempt(room.id)?.cases.find(({ status }) => status !== "pass");
  const hint = hintFor(room, failing && failingCase(failing), store.rungsSeen(room.id));
  if (hint.kind === "exhausted") {
    printText(
      `That was every hint from "${hint.subProblem.title}" on. \`arena solution ${room.id} --reveal\` shows the solution and remembers it.`,
    );
    return;
  }
  store.recordRung(room.id, hint.subProblem.id, hint.rung.rung);
  const { renderMarkdown } = await import("../../pages/index.ts");
  const more = hint.technique === undefined ? "" : `\n\n${toolText(hint.technique, room, catalogue)}`;
  const text = `**${room.title}: ${hint.subProblem.title}** (${hint.rung.rung})\n\n${hint.rung.body}${more}\n`;
  print(renderMarkdown(text, { width: outputWidth(), colour: wantsColour(globals) }));
}

/** The mark of a case as the screen's hints know it. */
function failingCase({ subProblem, leadsTo, technique }: CaseMark): FailingCase {
  return { subProblem, diagnosis: { subProblem: leadsTo, technique } };
}

/** Where to read about a technique, and to drill it before the room goes on. */
function toolText(technique: string, room: Room, catalogue: Catalogue): string {
  const kata = kataOf(catalogue, technique);
  const drill =
    kata === undefined || kata.id === room.id ? "" : `, and its kata: \`arena start ${technique}\``;
  return `The tool for it: \`arena hint ${technique}\`${drill}.`;
}
