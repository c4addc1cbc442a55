import { Text } from "ink";
import { memo } from "react";
import type { Line } from "../text/line.ts";
import { painted } from "./palette.ts";

interface Props {
  readonly line: Line;
  readonly colour: boolean;
}

/**
 * One line of the screen, its colours already in the text: a node a span would make each frame half as slow
 * again.
 */
export function StyledLine({ line, colour }: Props) {
  return <Row text={painted(line, colour)} />;
}

/**
 * Made to fit already; cutting is the last resort. A row that says the same as before is left alone: most of
 * a frame is.
 */
const Row = memo(function Row({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{text === "" ? " " : text}</Text>;
});
