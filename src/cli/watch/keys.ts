import { readFileSync } from "node:fs";
import type { Catalogue } from "../../curriculum/model.ts";
import type { Action } from "../../tui/index.ts";
import { textWidths } from "../../tui/layout/widths.ts";
import type { WatchController } from "./controller.ts";

/** Does what a pressed key asks for. `quit` ends the watch. */
export function keyHandler(
  controller: WatchController,
  catalogue: Catalogue,
  quit: () => void,
): (action: Action) => void {
  return (action) => {
    if (action.kind === "scroll") return controller.dispatch({ type: "scrolled", to: action.to });
    if (action.kind === "quit") return quit();
    void perform(action.kind, controller, catalogue);
  };
}

async function perform(
  command: Exclude<Action["kind"], "scroll" | "quit">,
  controller: WatchController,
  catalogue: Catalogue,
): Promise<void> {
  switch (command) {
    case "next":
      return controller.walk(1);
    case "previous":
      return controller.walk(-1);
    case "hint":
      return controller.showHint();
    case "technique":
      return showTechnique(controller, catalogue);
    case "map":
      return controller.showMap();
    case "run":
      return controller.gradeNow();
    case "solution":
      return showSolution(controller);
    case "editor":
      return controller.openEditor();
    case "reset":
      return controller.dispatch({
        type: "overlay-opened",
        overlay: {
          kind: "confirm",
          question: `Archive your answer to ${controller.room.title} and start from a fresh stub?`,
          action: "reset",
        },
      });
    case "picture":
    case "details":
    case "help":
      return controller.dispatch({ type: "overlay-opened", overlay: { kind: command } });
    case "confirm":
      controller.dispatch({ type: "overlay-closed" });
      return controller.reset();
    case "close":
      return controller.dispatch({ type: "overlay-closed" });
  }
}

/** The page of the technique that fits what fails, or of the room's first sub-problem. */
async function showTechnique(controller: WatchController, catalogue: Catalogue): Promise<void> {
  const { failure, hint, room } = controller.state;
  const name = failure?.technique ?? hint?.technique ?? room.subProblems[0]?.techniques[0];
  const page = catalogue.techniques.find((one) => one.name === name);
  if (page === undefined) return controller.notice("There is no page for this step yet.");
  const { techniquePageText } = await import("../../pages/index.ts");
  await openPage(controller, page.title, techniquePageText(page, catalogue));
}

async function showSolution(controller: WatchController): Promise<void> {
  const { room } = controller;
  if (!controller.hasPassed())
    return controller.notice(
      `The solution is shown once you have passed. Before that: arena solution ${room.id} --reveal`,
    );
  await openPage(
    controller,
    `The solution of ${room.title}`,
    `\`\`\`ts\n${readFileSync(room.files.solution, "utf8").trimEnd()}\n\`\`\`\n`,
  );
}

async function openPage(controller: WatchController, title: string, markdown: string): Promise<void> {
  const { renderMarkdown } = await import("../../pages/index.ts");
  const { page: width } = textWidths(process.stdout.columns ?? 80);
  const text = renderMarkdown(markdown, { width, colour: (process.env.NO_COLOR ?? "") === "" });
  controller.dispatch({
    type: "overlay-opened",
    overlay: { kind: "page", title, lines: text.trimEnd().split("\n") },
  });
}
