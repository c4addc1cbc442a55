import { withoutMath } from "../render/pieces.ts";
import { INLINE_MATH, outsideCode } from "../render/prose.ts";
import { texToMathml } from "./mathml.ts";

/** A formula of a page that KaTeX cannot read, and why. */
export interface UnreadableFormula {
  readonly tex: string;
  readonly why: string;
}

/** The formulas of a page that a reader would see as raw TeX. */
export function unreadableFormulas(markdown: string): readonly UnreadableFormula[] {
  return formulas(markdown).flatMap((tex) => {
    try {
      texToMathml(tex);
      return [];
    } catch (error) {
      return [{ tex: tex.trim(), why: error instanceof Error ? error.message : String(error) }];
    }
  });
}

function formulas(markdown: string): readonly string[] {
  const found: string[] = [];
  for (const part of withoutMath(markdown)) {
    if (part.kind === "math") found.push(part.tex);
    else outsideCode(part.markdown, (text) => {
      found.push(...[...text.matchAll(INLINE_MATH)].map(([, tex = ""]) => tex));
      return text;
    });
  }
  return found;
}
