import { type Instance, render } from "ink";
import { type Action, isScrollStep, resolveKey, type ScrollStep, scrollTarget } from "./keys.ts";
import { type FramePlan, scrollingPane, scrollLimit } from "./layout/plan.ts";
import { Pacer } from "./pacer.ts";
import type { WatchState } from "./state.ts";
import { type Appearance, appearanceOf } from "./terminal.ts";
import { Controls, type SuspendTerminal } from "./views/controls.tsx";
import { WatchView } from "./views/watch-view.tsx";

export interface ScreenOptions {
  readonly initial: WatchState;
  /** A key was pressed that means something on the screen as it is. */
  readonly onKey: (action: Action) => void;
  /** The screen is gone and the terminal restored, by `stop` or because Ink gave up (then with its error). */
  readonly onExit: (error?: unknown) => void;
  /** Called after each frame drawn, with `performance.now()`. */
  readonly onPaint?: (at: number) => void;
  readonly appearance?: Appearance;
  readonly stdout?: NodeJS.WriteStream;
  readonly stdin?: NodeJS.ReadStream;
}

/** The running watch screen. Give it states; it gives back keys. */
export interface Screen {
  update(state: WatchState): void;
  /** Resolves, with `performance.now()`, once the newest state has been written to the terminal. */
  painted(): Promise<number>;
  /** Lends the terminal to `during`, an editor for instance, and then draws everything anew. */
  suspendFor(during: () => void | Promise<void>): Promise<void>;
  /** Restores the terminal. */
  stop(): Promise<void>;
}

/**
 * Draws the watch screen on the terminal's alternate buffer until it is stopped. Needs a terminal; pipes get
 * `plainReporter`.
 */
export function startScreen(options: ScreenOptions): Screen {
  return new InkScreen(options);
}

class InkScreen implements Screen {
  readonly #options: ScreenOptions;
  readonly #appearance: Appearance;
  readonly #instance: Instance;
  readonly #pacer = new Pacer(() => this.#draw());
  #state: WatchState;
  #plan: FramePlan | undefined;
  #suspend: SuspendTerminal | undefined;
  #keysPressed = 0;

  constructor(options: ScreenOptions) {
    this.#options = options;
    this.#state = options.initial;
    this.#appearance = options.appearance ?? appearanceOf(process.env);
    this.#instance = render(this.#tree(), this.#inkOptions());
    this.#instance.waitUntilExit().then(() => options.onExit(), options.onExit);
  }

  update(state: WatchState): void {
    this.#state = state;
    this.#pacer.request(state.phase.kind !== "grading" || everyCaseIsTold(state));
  }

  async painted(): Promise<number> {
    this.#pacer.flush();
    await this.#instance.waitUntilRenderFlush();
    return performance.now();
  }

  async suspendFor(during: () => void | Promise<void>): Promise<void> {
    this.#pacer.flush();
    if (this.#suspend === undefined) await during();
    else await this.#suspend(during);
  }

  async stop(): Promise<void> {
    this.#pacer.cancel();
    this.#instance.unmount();
    await this.#instance.waitUntilExit().catch(() => {}); // reported by onExit
  }

  #draw(): void {
    this.#instance.rerender(this.#tree());
    // Without this, Ink would hold the final frame of a run back to keep its frame rate.
    if (this.#state.phase.kind !== "grading") void this.#instance.waitUntilRenderFlush().catch(() => {});
  }

  #tree() {
    return (
      <Controls onPressed={this.#onPressed} onMounted={this.#onMounted}>
        <WatchView
          state={this.#state}
          appearance={this.#appearance}
          pressed={this.#keysPressed}
          onPlan={this.#onPlan}
        />
      </Controls>
    );
  }

  #inkOptions() {
    const { onPaint, stdout, stdin } = this.#options;
    return {
      alternateScreen: true,
      incrementalRendering: true,
      exitOnCtrlC: false, // the key table says what Ctrl-C does
      patchConsole: false,
      interactive: true,
      maxFps: 120,
      ...(onPaint && { onRender: () => onPaint(performance.now()) }),
      ...(stdout && { stdout }),
      ...(stdin && { stdin }),
    };
  }

  readonly #onMounted = (suspend: SuspendTerminal): void => {
    this.#suspend = suspend;
  };

  readonly #onPlan = (plan: FramePlan): void => {
    this.#plan = plan;
  };

  readonly #onPressed = (pressed: string): void => {
    this.#keysPressed += 1;
    if (this.#state.overlay?.kind === "picture") this.#pacer.request(true);
    const meaning = resolveKey(pressed, this.#state);
    if (meaning === undefined) return;
    if (!isScrollStep(meaning)) this.#options.onKey({ kind: meaning });
    else this.#scroll(meaning);
  };

  #scroll(step: ScrollStep): void {
    const pane = this.#plan && scrollingPane(this.#plan);
    if (pane === undefined) return;
    const to = scrollTarget(step, pane.offset, pane.height, scrollLimit(pane));
    if (to !== pane.offset) this.#options.onKey({ kind: "scroll", to });
  }
}

/** True once each case has its verdict of this save, which is before the run has looked for the mistake and ended. */
function everyCaseIsTold({ cases }: WatchState): boolean {
  return cases.every(({ status, stale }) => !stale && status !== "waiting" && status !== "running");
}
