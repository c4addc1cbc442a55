import { Box } from "ink";
import { type Pane, visibleLines } from "../layout/plan.ts";
import { StyledLine } from "./styled-line.tsx";

/** A pane's visible lines, and nothing of the others: what is out of sight costs nothing. */
export function PaneView({ pane, colour }: { readonly pane: Pane; readonly colour: boolean }) {
  return (
    <Box flexDirection="column" width={pane.width} height={pane.height} flexShrink={0} overflow="hidden">
      {visibleLines(pane).map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
        <StyledLine key={i} line={line} colour={colour} />
      ))}
    </Box>
  );
}
