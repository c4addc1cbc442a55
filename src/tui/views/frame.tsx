import { Box } from "ink";
import { Fragment } from "react";
import type { FramePlan } from "../layout/plan.ts";
import type { Appearance } from "../terminal.ts";
import type { Line } from "../text/line.ts";
import { PaneView } from "./pane-view.tsx";
import { StyledLine } from "./styled-line.tsx";
import { Wall } from "./wall.tsx";

interface Props {
  readonly plan: FramePlan;
  readonly appearance: Appearance;
}

/** One frame: header, panes side by side, footer. */
export function Frame({ plan, appearance: { glyphs, colour } }: Props) {
  return (
    <Box flexDirection="column" width={plan.width}>
      <Lines lines={plan.top} colour={colour} />
      <Box>
        {plan.panes.map((pane, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: panes are known by their place
          <Fragment key={i}>
            {i > 0 && <Wall height={pane.height} glyph={glyphs.wall} colour={colour} />}
            <PaneView pane={pane} colour={colour} />
          </Fragment>
        ))}
      </Box>
      <Lines lines={plan.bottom} colour={colour} />
    </Box>
  );
}

function Lines({ lines, colour }: { readonly lines: readonly Line[]; readonly colour: boolean }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
  return lines.map((line, i) => <StyledLine key={i} line={line} colour={colour} />);
}
