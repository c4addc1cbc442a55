import { basename, resolve } from "node:path";
import { type Command, Option } from "commander";
import { findRoom, readCatalogue } from "../../curriculum/index.ts";
import type { Room } from "../../curriculum/model.ts";
import { GRAPHICS, type Graphics, inlineImage } from "../../pictures/graphics.ts";
import { halfBlocks, shadingOf } from "../../pictures/half-blocks.ts";
import { enlarged, type Picture, type ScreenSize, shrunk } from "../../pictures/picture.ts";
import { pngOf } from "../../pictures/png.ts";
import { picturePath, savePicture } from "../../pictures/save.ts";
import { answerPath } from "../../workspace/index.ts";
import { answerText } from "../answer-text.ts";
import { requireBackend, wantedBackend } from "../backend.ts";
import { CommandError, EXIT } from "../exit.ts";
import { named } from "../names.ts";
import { print, wantsColour } from "../output.ts";
import { arenaRoot } from "../root.ts";
import { type GlobalOptions, globalsOf, requireWorkspace } from "../session.ts";

interface ShowOptions {
  readonly graphics?: Graphics;
  readonly out?: string;
}

/** `arena show ROOM`: draws what the learner's answer does, over the full width of the terminal or into a file. */
export function addShowCommand(program: Command): void {
  program
    .command("show <room>")
    .description("draws what your answer to a room does")
    .addOption(
      new Option("--graphics <protocol>", "as an image, where the terminal can").choices([...GRAPHICS]),
    )
    .option("--out <file>", "where to write the PNG (default: .arena/pictures of the workspace)")
    .addHelpText("after", "\nExample:\n  $ arena show 0.2/relu --out relu.png")
    .action(async (typed: string, options: ShowOptions, command: Command) => {
      const globals = globalsOf(command);
      const catalogue = readCatalogue(arenaRoot);
      const room = named(findRoom(catalogue, typed), "room", "arena list");
      const { workspace } = requireWorkspace(globals, catalogue);
      if (room.files.picture === undefined) throw new CommandError(`${room.id} has no picture.`);
      const path = answerPath(workspace, room);
      const text = answerText(path, `arena start ${room.id}`);
      if (process.stderr.isTTY) process.stderr.write(`Drawing ${basename(path)} ...\n`);
      const picture = await draw(room, path, text, globals);
      const target = options.out?.replace(/\.(png|gif|txt)$/i, "");
      const files = await savePicture(picture, resolve(target ?? picturePath(workspace.root, room.id)));
      show(picture, options.graphics, globals);
      for (const file of files) print(`picture: ${file}`);
      process.exit(EXIT.ok);
    });
}

/** Grades the answer, whatever the verdict, and draws it. */
async function draw(room: Room, path: string, text: string, globals: GlobalOptions): Promise<Picture> {
  const { Grader } = await import("../../grading/grader.ts");
  const grader = await Grader.start({
    root: arenaRoot,
    rooms: [room],
    backend: wantedBackend(globals),
  });
  const result = await grader.grade({ room, path, text });
  requireBackend(result);
  const drawn = await grader.draw({ ...wholeScreen(), large: true });
  if (drawn.kind === "picture") return drawn.picture;
  throw new CommandError(
    `No picture of ${basename(path)}: ${result.failure?.message ?? drawn.why}`,
    EXIT.failed,
  );
}

/** All columns, and rows enough for a picture that is not cut: a terminal scrolls. */
function wholeScreen(): ScreenSize {
  const columns = process.stdout.columns ?? 80;
  return { width: columns, height: Math.min(columns, 120) };
}

function show(picture: Picture, graphics: Graphics | undefined, globals: GlobalOptions): void {
  print(picture.title);
  if (picture.kind === "text") {
    print(picture.lines.join("\n"));
    return;
  }
  const [paper, screen] = [picture.poster ?? picture.paper.frames[0], picture.screen.frames[0]];
  if (paper === undefined || screen === undefined) return;
  if (graphics !== undefined) {
    print(inlineImage(pngOf(paper), graphics));
    return;
  }
  const locale = process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG || "UTF-8";
  const shading = shadingOf(process.env, { colour: wantsColour(globals), unicode: /utf-?8/i.test(locale) });
  const size = wholeScreen();
  print([...halfBlocks(enlarged(shrunk(screen, size), size), shading), ...picture.legend].join("\n"));
}
