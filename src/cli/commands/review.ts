import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { findRoom, kataOf, readCatalogue } from "../../curriculum/index.ts";
import type { Catalogue, Room } from "../../curriculum/model.ts";
import type { ProgressStore } from "../../progress/index.ts";
import type { Due } from "../../review/index.ts";
import { CommandError, EXIT } from "../exit.ts";
import { named } from "../names.ts";
import { outputWidth, print, printJson, wantsColour } from "../output.ts";
import { practiceText, roomReviewText } from "../review-text.ts";
import { arenaRoot } from "../root.ts";
import { seedOfDay } from "../seed.ts";
import { type GlobalOptions, globalsOf, requireWorkspace, roomsOf } from "../session.ts";

interface ReviewOptions {
  readonly note?: string;
  readonly json?: boolean;
}

/** `arena review ROOM`: what your answer used beside what the solution used. Without a name: what to practise today. */
export function addReviewCommand(program: Command): void {
  program
    .command("review [room]")
    .description("what a passed answer used beside the solution; without a name, what to practise today")
    .option("--note <text>", "keep a note of your own on the room")
    .option("--json", "as one JSON object")
    .addHelpText(
      "after",
      '\nExample:\n  $ arena review 0.2/linear --note "einsum: name the axes of W as [out, in]"',
    )
    .action(async (typed: string | undefined, options: ReviewOptions, command: Command) => {
      const globals = globalsOf(command);
      const catalogue = readCatalogue(arenaRoot);
      const { store } = requireWorkspace(globals, catalogue);
      if (typed === undefined && options.note !== undefined) {
        throw new CommandError('Which room is the note on? For instance: arena review 0.2/relu --note "…"');
      }
      const text = await (typed === undefined
        ? practiceOf(catalogue, store, options)
        : reviewOf(named(findRoom(catalogue, typed), "room", "arena list"), catalogue, store, options));
      if (text !== undefined) await printMarkdown(text, globals);
    });
}

async function practiceOf(catalogue: Catalogue, store: ProgressStore, { json }: ReviewOptions) {
  const [{ practicePlan }, { practisedIn }] = await Promise.all([
    import("../../review/index.ts"),
    import("../practised.ts"),
  ]);
  const now = new Date();
  const plan = practicePlan(await practisedIn(roomsOf(catalogue), store), now);
  if (!json) return practiceText(plan, catalogue, now);
  printJson({
    now,
    seed: seedOfDay(now),
    plan: plan.map((due) => ({ ...due, ...kataIdOf(due, catalogue) })),
  });
  return undefined;
}

function kataIdOf({ technique }: Due, catalogue: Catalogue): { kata?: string } {
  const kata = kataOf(catalogue, technique);
  return kata === undefined ? {} : { kata: kata.id };
}

async function reviewOf(
  room: Room,
  catalogue: Catalogue,
  store: ProgressStore,
  { note, json }: ReviewOptions,
) {
  if (note !== undefined) store.note(room.id, note);
  const answer = store.passingAnswers(room.id).at(-1);
  if (answer === undefined) {
    throw new CommandError(
      `${note === undefined ? "" : "Your note is kept. "}A review needs an answer that passed: \`arena start ${room.id}\`.`,
      EXIT.failed,
    );
  }
  const { reviewRoom } = await import("../../review/index.ts");
  const review = reviewRoom(room, answer.text, readFileSync(room.files.solution, "utf8"), catalogue);
  const notes = store.notes(room.id);
  if (!json) return roomReviewText(review, notes, titlesOf(catalogue));
  const { room: _, ...rest } = review;
  printJson({ room: room.id, ...rest, notes });
  return undefined;
}

const titlesOf = ({ techniques }: Catalogue) =>
  new Map(techniques.map(({ name, title }) => [name, title] as const));

async function printMarkdown(text: string, globals: GlobalOptions): Promise<void> {
  const { renderMarkdown } = await import("../../pages/index.ts");
  print(renderMarkdown(text, { width: outputWidth(), colour: wantsColour(globals) }));
}
