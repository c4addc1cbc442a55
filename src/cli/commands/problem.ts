import type { Command } from "commander";
import { findSubProblemType, readCatalogue } from "../../curriculum/index.ts";
import { CommandError } from "../exit.ts";
import { named } from "../names.ts";
import { printText } from "../output.ts";
import { htmlFile, putPage } from "../page-output.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf } from "../session.ts";

/** `arena problem TYPE`: how to recognise a type of sub-problem, what solves it, where it occurs. */
export function addProblemCommand(program: Command): void {
  program
    .command("problem [type]")
    .description("a type of sub-problem: how to recognise it and what solves it; without a name, the list")
    .option(
      "--html [file]",
      "write the page as one HTML file (its name with .html unless another is given); - for standard output",
    )
    .addHelpText("after", "\nExamples:\n  $ arena problem matrix-multiply\n  $ arena problem mask-out --html")
    .action(async (typed: string | undefined, options: { html?: string | true }, command: Command) => {
      const catalogue = readCatalogue(arenaRoot);
      if (typed === undefined) {
        if (options.html !== undefined) {
          throw new CommandError("Which page? For instance: arena problem mask-out --html mask-out.html");
        }
        printText(
          catalogue.subProblemTypes.map(({ name, summary }) => `${name.padEnd(32)} ${summary}`).join("\n"),
        );
        return;
      }
      const page = named(findSubProblemType(catalogue, typed), "type of sub-problem", "arena problem");
      const { subProblemTypePageText } = await import("../../pages/index.ts");
      const target = { html: htmlFile(options.html, page.name), globals: globalsOf(command) };
      await putPage(page.title, subProblemTypePageText(page, catalogue), target);
    });
}
