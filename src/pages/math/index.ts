import { textWidth } from "../text/width.ts";
import { layout } from "./layout.ts";
import { parseMathml, texToMathml } from "./mathml.ts";

/** A formula as one line of text. TeX that cannot be read comes back as it is; `arena dev check` reports it. */
export function inlineMath(tex: string): string {
  return layoutOf(tex, "line")?.[0] ?? tex;
}

/** A formula as lines of text at most `width` columns wide: as on paper, else on one line for the caller to break. */
export function displayMath(tex: string, width: number): readonly string[] {
  const lines = layoutOf(tex, "tall") ?? tex.trim().split("\n");
  return lines.every((line) => textWidth(line) <= width) ? lines : [inlineMath(tex)];
}

function layoutOf(tex: string, mode: "line" | "tall"): readonly string[] | undefined {
  try {
    const { lines } = layout(parseMathml(texToMathml(tex, mode === "tall")), mode);
    return lines.map((line) => line.trimEnd());
  } catch (error) {
    if (error instanceof Error && error.name === "ParseError") return undefined;
    throw error;
  }
}
