import chalk from "chalk";
import { renderToString } from "ink";
import type { Shading } from "../../src/pictures/half-blocks.ts";
import { GATE_STAGES } from "../../src/tui/blocks/gate.ts";
import { composeFrame } from "../../src/tui/layout/compose.ts";
import type { WatchState } from "../../src/tui/state.ts";
import { ASCII, UNICODE } from "../../src/tui/text/glyphs.ts";
import { Frame } from "../../src/tui/views/frame.tsx";

export interface Drawing {
  readonly colour?: boolean;
  readonly ascii?: boolean;
  readonly elapsed?: number;
  readonly gateStage?: number;
  readonly shading?: Shading;
  readonly filmFrame?: number;
}

/** The frame a terminal of this size shows, as Ink draws it. */
export function frame(state: WatchState, columns: number, rows: number, drawing: Drawing = {}): string {
  const { colour = false, ascii = false, elapsed = 0, gateStage = GATE_STAGES - 1 } = drawing;
  const { shading = ascii ? "ascii" : "shades", filmFrame = 0 } = drawing;
  const appearance = { glyphs: ascii ? ASCII : UNICODE, colour, shading };
  const before = chalk.level;
  chalk.level = colour ? 1 : 0;
  try {
    const plan = composeFrame(state, { columns, rows, appearance, elapsed, gateStage, filmFrame });
    return renderToString(<Frame plan={plan} appearance={appearance} />, { columns });
  } finally {
    chalk.level = before;
  }
}
