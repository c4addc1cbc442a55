import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError, Option } from "commander";
import { BACKENDS } from "../grading/backend-choice.ts";
import { backendNamed } from "./backend.ts";
import { addDevCommand } from "./commands/dev.ts";
import { addDoctorCommand } from "./commands/doctor.ts";
import { addGradeCommand } from "./commands/grade.ts";
import { addHintCommand } from "./commands/hint.ts";
import { addListCommand } from "./commands/list.ts";
import { addNotebookCommand } from "./commands/notebook.ts";
import { addProblemCommand } from "./commands/problem.ts";
import { addProgressCommand } from "./commands/progress.ts";
import { addReplayCommand } from "./commands/replay.ts";
import { addResetCommand } from "./commands/reset.ts";
import { addReviewCommand } from "./commands/review.ts";
import { addShowCommand } from "./commands/show.ts";
import { addSolutionCommand } from "./commands/solution.ts";
import { addStartCommand } from "./commands/start.ts";
import { addWatchCommand } from "./commands/watch.ts";
import { addWhereCommand } from "./commands/where.ts";
import { CommandError, EXIT } from "./exit.ts";
import { printNotices, printText } from "./output.ts";
import { arenaRoot } from "./root.ts";

const program = new Command("arena")
  .description("A tutor and autograder for the techniques that deep-learning research runs on.")
  .option(
    "--workspace <folder>",
    "the folder with your answers (default: found from here upwards, or $ARENA_HOME)",
  )
  .option("--plain", "plain text: no colours, no screen control")
  .addOption(
    new Option(
      "--backend <name>",
      `${BACKENDS.join(", ")} or auto (default: the fastest that works, or $ARENA_BACKEND)`,
    ).argParser((typed) => backendNamed(typed)),
  )
  .version((JSON.parse(readFileSync(join(arenaRoot, "package.json"), "utf8")) as { version: string }).version)
  .addHelpText(
    "after",
    "\nExample:\n  $ arena start 0.2     makes section 0.2's files, begins with its first room",
  )
  .configureHelp({ minWidthToWrap: 24, subcommandTerm: nameAndArguments })
  .configureOutput({ writeOut: printText })
  .helpCommand("help [command]", "what a command does, with an example")
  .showSuggestionAfterError(true)
  .exitOverride();

for (const add of [
  addWhereCommand,
  addStartCommand,
  addWatchCommand,
  addGradeCommand,
  addHintCommand,
  addProblemCommand,
  addListCommand,
  addProgressCommand,
  addReviewCommand,
  addNotebookCommand,
  addShowCommand,
  addSolutionCommand,
  addResetCommand,
  addReplayCommand,
  addDoctorCommand,
  addDevCommand,
]) {
  add(program);
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.ok); // the reader of a pipe has seen enough
});
process.stderr.on("error", () => {}); // nobody is left to be told

await program.parseAsync().catch(reportAndExit);

/** The command whose arguments were wrong, with a blank behind it; nothing where there was none. */
function commandTyped(): string {
  const typed = process.argv.slice(2).find((word) => program.commands.some((each) => each.name() === word));
  return typed === undefined ? "" : `${typed} `;
}

/** Every command has options; that each says so would leave too few columns for what it does. */
function nameAndArguments(command: Command): string {
  const names = command.registeredArguments.map((one) =>
    one.required ? `<${one.name()}>` : `[${one.name()}]`,
  );
  return [[command.name(), ...command.aliases()].join("|"), ...names].join(" ");
}

/** Tells the person what went wrong in one or two lines; a fault of ours is marked `internal:` and keeps its stack. */
function reportAndExit(error: unknown): never {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) process.exit(EXIT.ok);
    printNotices([`\`arena ${commandTyped()}--help\` shows an example.`]);
    process.exit(EXIT.couldNot);
  }
  if (error instanceof CommandError) {
    printNotices([error.message]);
    process.exit(error.exitCode);
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `internal: ${detail}\nThis is a fault of arena, not yours. \`arena doctor\` collects what a report needs.\n`,
  );
  process.exit(EXIT.couldNot);
}
