import type { Appearance } from "../terminal.ts";
import type { Line } from "../text/line.ts";

/** The size of the terminal, in characters. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What the frame depends on besides the state. */
export interface Canvas extends Size {
  readonly appearance: Appearance;
  /** Milliseconds the current run has been going. */
  readonly elapsed: number;
  /** How far the door of a passed room has opened; see the gate. */
  readonly gateStage: number;
  /** Which frame is shown of a picture that moves; the first unless given. */
  readonly filmFrame?: number;
}

/** A window onto some lines. Only `lines[offset … offset + height)` is ever drawn. */
export interface Pane {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
  readonly offset: number;
}

/**
 * One frame, ready to be drawn: what stands where. Panes stand side by side; the last one is the one that
 * scrolls.
 */
export interface FramePlan {
  readonly width: number;
  readonly top: readonly Line[];
  readonly panes: readonly Pane[];
  readonly bottom: readonly Line[];
}

/** The window whose first line is `wanted`; never past the end. */
export function pane(lines: readonly Line[], width: number, height: number, wanted = 0): Pane {
  return { lines, width, height, offset: Math.min(scrollLimit({ lines, height }), Math.max(0, wanted)) };
}

/** The first line of a window that shows `focus` in its middle. */
export function centredOn(focus: number, height: number): number {
  return focus - Math.floor(height / 2);
}

/** The last line at which a pane can start. */
export function scrollLimit({ lines, height }: Pick<Pane, "lines" | "height">): number {
  return Math.max(0, lines.length - height);
}

export function visibleLines({ lines, offset, height }: Pane): readonly Line[] {
  return lines.slice(offset, offset + height);
}

/** The pane that the scrolling keys move. */
export function scrollingPane(plan: FramePlan): Pane | undefined {
  return plan.panes[plan.panes.length - 1];
}
