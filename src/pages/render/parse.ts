import { Marked, type Token, type Tokens } from "marked";
import { texToMathml } from "../math/mathml.ts";
import { escaped, highlightedHtml } from "./highlight.ts";

/** A formula: `$…$` in running text, `$$…$$` at the beginning of a line. */
export interface MathToken {
  readonly type: "math" | "displayMath";
  readonly raw: string;
  readonly tex: string;
}

/** The dollars touch what they enclose and no digit follows: `5$ and 6$` is money. */
const INLINE = /^\$(?=[^\s$])((?:\\.|[^\\$\n])*?[^\s\\$])\$(?![\d$])/;
const DISPLAY = /^\$\$([\s\S]+?)\$\$[ \t]*(?:\n|$)/;

const markdown = new Marked({
  gfm: true,
  extensions: [
    {
      name: "math",
      level: "inline",
      start: (source) => /(?<![\d\\])\$/.exec(source)?.index,
      tokenizer: (source): MathToken | undefined => token("math", INLINE.exec(source)),
      renderer: ({ tex }) => texToMathml(tex),
    },
    {
      name: "displayMath",
      level: "block",
      start: (source) => /^\$\$/m.exec(source)?.index,
      tokenizer: (source): MathToken | undefined => token("displayMath", DISPLAY.exec(source)),
      renderer: ({ tex }) => `<p>${texToMathml(tex, true)}</p>\n`,
    },
  ],
  renderer: {
    code: ({ text, lang = "" }) => {
      const language = lang.split(" ")[0] ?? "";
      const kind = language === "output" ? ' class="output"' : "";
      return `<pre${kind}><code>${highlightedHtml(text, language) ?? escaped(text)}</code></pre>\n`;
    },
  },
});

/** A page as HTML, code in classes of highlight.js, formulas as MathML. */
export function markdownToHtml(text: string): string {
  return markdown.parser(markdown.lexer(text));
}

function token(type: MathToken["type"], match: RegExpExecArray | null): MathToken | undefined {
  return match === null ? undefined : { type, raw: match[0], tex: match[1] ?? "" };
}

/** A page's blocks. */
export function parseMarkdown(text: string): readonly Token[] {
  return markdown.lexer(text);
}

/** Every formula of a page, wherever it stands. */
export function formulasIn(text: string): readonly string[] {
  const found: string[] = [];
  markdown.walkTokens(markdown.lexer(text), (each) => {
    const formula = asMath(each);
    if (formula !== undefined) found.push(formula.tex);
  });
  return found;
}

/** The token as a formula, where it is one. */
export function asMath(each: Token): MathToken | undefined {
  return each.type === "math" || each.type === "displayMath"
    ? (each as Tokens.Generic & MathToken)
    : undefined;
}
