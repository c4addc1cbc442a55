import type { Command } from "commander";
import { findSubProblemType, readCatalogue } from "../../curriculum/index.ts";
import { named } from "../names.ts";
import { outputWidth, print, wantsColour } from "../output.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf } from "../session.ts";

/** `arena problem TYPE`: how to recognise a type of sub-problem, what solves it, where it occurs. */
export function addProblemCommand(program: Command): void {
  program
    .command("problem [type]")
    .description("a type of sub-problem: how to recognise it and what solves it; without a name, the list")
    .addHelpText("after", "\nExample:\n  $ arena problem matrix-multiply")
    .action(async (typed: string | undefined, _options: object, command: Command) => {
      const catalogue = readCatalogue(arenaRoot);
      if (typed === undefined) {
        print(
          catalogue.subProblemTypes.map(({ name, summary }) => `${name.padEnd(32)} ${summary}`).join("\n"),
        );
        return;
      }
      const page = named(findSubProblemType(catalogue, typed), "type of sub-problem", "arena problem");
      const { renderMarkdown, subProblemTypePageText } = await import("../../pages/index.ts");
      print(
        renderMarkdown(subProblemTypePageText(page, catalogue), {
          width: outputWidth(),
          colour: wantsColour(globalsOf(command)),
        }),
      );
    });
}
