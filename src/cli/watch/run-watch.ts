import type { Catalogue, Room } from "../../curriculum/model.ts";
import { prefersPlain } from "../../tui/terminal.ts";
import { wantedBackend } from "../backend.ts";
import { CommandError } from "../exit.ts";
import { printNotices } from "../output.ts";
import { arenaRoot } from "../root.ts";
import { USUAL_SEED } from "../seed.ts";
import type { GlobalOptions, OpenWorkspace } from "../session.ts";
import { WatchController } from "./controller.ts";
import { keyHandler } from "./keys.ts";
import { openPlain, openScreen, type View } from "./view.ts";

/**
 * Watches a room until the learner quits or the process is told to end. Never loses an answer: it only reads them. `seed`
 * is for the room that the watch begins with; others keep their usual inputs.
 */
export async function runWatch(
  room: Room,
  catalogue: Catalogue,
  open: OpenWorkspace,
  globals: GlobalOptions,
  seed: number = USUAL_SEED,
): Promise<void> {
  const { workspace, store, notices } = open;
  const ended = Promise.withResolvers<unknown>();
  const context = {
    root: arenaRoot,
    catalogue,
    workspace,
    store,
    backend: wantedBackend(globals),
    checksTypes: true,
    leave: (why: string) => ended.resolve(new CommandError(why)),
    seedOf: ({ id }: Room) => (id === room.id ? seed : USUAL_SEED),
  };
  const controller = new WatchController(context, room);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => ended.resolve(undefined));
  const plain = isPlain(globals);
  const view: View = plain
    ? await openPlain()
    : await openScreen(
        controller.state,
        keyHandler(controller, catalogue, () => ended.resolve(undefined)),
        (error) => ended.resolve(error),
      );
  if (plain) printNotices(notices);
  try {
    await Promise.race([controller.start(view), ended.promise]);
    if (!plain && notices.length > 0) controller.notice(notices.join(" "));
    const error = await ended.promise;
    if (error !== undefined) throw error;
  } finally {
    await controller.close();
  }
}

/** Lines instead of a screen: asked for, or there is no terminal on both sides. */
const isPlain = ({ plain }: GlobalOptions): boolean =>
  plain === true ||
  process.stdout.isTTY !== true ||
  process.stdin.isTTY !== true ||
  prefersPlain(process.env);
