import { Box, Text } from "ink";
import { styleOf } from "./palette.ts";

interface Props {
  readonly height: number;
  readonly glyph: string;
  readonly colour: boolean;
}

/** The wall between two panes. */
export function Wall({ height, glyph, colour }: Props) {
  return (
    <Box width={3} height={height} flexShrink={0}>
      <Text {...styleOf("faint", colour)}>{Array.from({ length: height }, () => ` ${glyph}`).join("\n")}</Text>
    </Box>
  );
}
