import { createRequire } from "node:module";
import { withoutEntities } from "../text/entities.ts";

/** An element of MathML, or its text. Attributes keep their spelling. */
export interface MathElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly MathElement[];
  /** The text of mi, mn, mo, mtext; empty elsewhere. */
  readonly text: string;
}

// Loaded on first use: most pages hold no formula, and KaTeX takes a twentieth of a second.
let katex: { renderToString(tex: string, options: object): string } | undefined;

/** TeX as MathML, the form that goes into HTML unchanged. Throws KaTeX's ParseError, which says where it stopped. */
export function texToMathml(tex: string, displayMode = false): string {
  katex ??= createRequire(import.meta.url)("katex") as typeof import("katex").default;
  return katex.renderToString(tex, { output: "mathml", strict: "ignore", throwOnError: true, displayMode });
}

const TOKEN = /<(\/?)([a-z]+)([^>]*?)(\/?)>|([^<]+)/g;

/** The tree of KaTeX's MathML, below `<math>`. Reads what KaTeX writes, which is less than XML allows. */
export function parseMathml(mathml: string): MathElement {
  const stack: Draft[] = [draft("root", "")];
  for (const [, closing, name = "", attributes = "", empty, text] of mathml.matchAll(TOKEN)) {
    const parent = stack.at(-1) as Draft;
    if (text !== undefined) parent.text += withoutEntities(text);
    else if (closing === "/") stack.pop();
    else {
      const element = draft(name, attributes);
      parent.children.push(element);
      if (empty !== "/") stack.push(element);
    }
  }
  return stack[0] as Draft;
}

interface Draft extends MathElement {
  readonly children: Draft[];
  text: string;
}

function draft(name: string, attributes: string): Draft {
  const pairs = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [
    key,
    value,
  ]);
  return { name, attributes: Object.fromEntries(pairs), children: [], text: "" };
}
