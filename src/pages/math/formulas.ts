import { formulasIn } from "../render/parse.ts";
import { texToMathml } from "./mathml.ts";

/** A formula of a page that KaTeX cannot read, and why. */
export interface UnreadableFormula {
  readonly tex: string;
  readonly why: string;
}

/** The formulas of a page that a reader would see as raw TeX. */
export function unreadableFormulas(markdown: string): readonly UnreadableFormula[] {
  return formulasIn(markdown).flatMap((tex) => {
    try {
      texToMathml(tex);
      return [];
    } catch (error) {
      return [{ tex: tex.trim(), why: error instanceof Error ? error.message : String(error) }];
    }
  });
}
