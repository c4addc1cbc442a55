import type { Action, ScreenEvent, WatchState } from "../../tui/index.ts";
import { trace } from "../trace.ts";

/** Where a watch shows itself: the Ink screen in a terminal, lines of text everywhere else. */
export interface View {
  show(event: ScreenEvent, state: WatchState): void;
  /** Lends the terminal to an editor. */
  lend(during: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** The full screen. Ink is loaded here and nowhere else. */
export async function openScreen(
  initial: WatchState,
  onKey: (action: Action) => void,
  onExit: (error?: unknown) => void,
): Promise<View> {
  const { startScreen } = await import("../../tui/screen.tsx");
  const screen = startScreen({ initial, onKey, onExit, onPaint: () => trace("painted") });
  return {
    show: (_event, state) => screen.update(state),
    lend: (during) => screen.suspendFor(during),
    close: () => screen.stop(),
  };
}

/** Lines of plain text on standard output, for pipes, logs and screen readers. */
export async function openPlain(): Promise<View> {
  const { plainReporter } = await import("../../tui/plain.ts");
  const report = plainReporter((text) => process.stdout.write(text));
  return {
    show: (event, state) => {
      report(event, state);
      trace("painted");
    },
    lend: (during) => during(),
    close: async () => {},
  };
}
