import { stripVTControlCharacters } from "node:util";
import { Text } from "ink";
import { memo } from "react";
import type { Line, Span } from "../text/line.ts";
import { styleOf } from "./palette.ts";

interface Props {
  readonly line: Line;
  readonly colour: boolean;
}

/** One line of the screen. It was made to fit; cutting is only the last resort against a terminal that changed its mind. */
export const StyledLine = memo(function StyledLine({ line, colour }: Props) {
  if (line.length === 0) return <Text> </Text>;
  return (
    <Text wrap="truncate">
      {line.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line's spans have no other identity than their place
        <Text key={i} {...styleOf(part.tone, colour)}>{textOf(part, colour)}</Text>
      ))}
    </Text>
  );
});

function textOf(part: Span, colour: boolean): string {
  return part.tone === "ansi" && !colour ? stripVTControlCharacters(part.text) : part.text;
}
