import { Box, Text } from "ink";
import { span } from "../text/line.ts";
import { painted } from "./palette.ts";

interface Props {
  readonly height: number;
  readonly glyph: string;
  readonly colour: boolean;
}

/** The wall between two panes. */
export function Wall({ height, glyph, colour }: Props) {
  const brick = painted([span(` ${glyph} `, "faint")], colour);
  return (
    <Box width={3} height={height} flexShrink={0}>
      <Text>{Array.from({ length: height }, () => brick).join("\n")}</Text>
    </Box>
  );
}
