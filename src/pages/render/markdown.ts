import type { MarkedToken, Token, Tokens } from "marked";
import { displayMath } from "../math/index.ts";
import { BLANK, type Line, lineText, type Span, span } from "../text/line.ts";
import { lineWidth } from "../text/width.ts";
import { cut, wrap } from "../text/wrap.ts";
import { code } from "./code.ts";
import { inline } from "./inline.ts";
import { narrower, type RenderOptions } from "./options.ts";
import { asMath, parseMarkdown } from "./parse.ts";
import { table } from "./table.ts";

/** Narrower than this nothing can be read; the text is then laid out for so many columns. */
const NARROWEST = 10;

/**
 * A page for the terminal: wrapped prose, coloured code, framed tables, formulas in characters. No line is wider than
 * `width` columns (10 at least). Without `colour` there is no escape code in it, not even a link.
 */
export function renderMarkdown(markdown: string, { width, colour }: RenderOptions): string {
  const options = { width: Math.max(NARROWEST, Math.floor(width)), colour };
  const lines = drawAll(parseMarkdown(markdown), options, true);
  return lines.map((line) => lineText(line, colour)).join("\n");
}

/** Blocks below each other, with a blank line between them where they are `loose`. */
function drawAll(tokens: readonly Token[], options: RenderOptions, loose: boolean): readonly Line[] {
  const blocks = tokens
    .map((token) => draw(token, options))
    .filter((lines) => lines.some((line) => line.length > 0));
  return blocks.flatMap((lines, at) => (at > 0 && loose ? [BLANK, ...lines] : lines));
}

function draw(each: Token, options: RenderOptions): readonly Line[] {
  const { width } = options;
  const math = asMath(each);
  if (math !== undefined) return formula(math.tex, width);
  const token = each as MarkedToken;
  switch (token.type) {
    case "heading":
      return heading(token, width);
    case "code":
      return code(token.text, /^\S*/.exec(token.lang ?? "")?.[0] ?? "", options);
    case "table":
      return table(token, width);
    case "list":
      return token.items.flatMap((item, at) => listItem(token, item, at, options));
    case "blockquote":
      return drawAll(token.tokens ?? [], narrower(options, 2), true).map((line) => [
        span("│ ", { dim: true }),
        ...line,
      ]);
    case "hr":
      return [[span("─".repeat(Math.min(width, 40)), { dim: true })]];
    case "paragraph":
    case "text":
      return wrap(inline("tokens" in token && token.tokens !== undefined ? token.tokens : [token]), width);
    default:
      return []; // blank lines, definitions of links, comments and other HTML
  }
}

/** Headings of the first two orders are underlined, so that a page without colour has a shape too. */
function heading({ tokens, depth }: Tokens.Heading, width: number): readonly Line[] {
  const lines = wrap(inline(tokens, { bold: true }), width);
  if (depth > 2) return lines;
  const longest = Math.max(...lines.map(lineWidth));
  return [...lines, [span((depth === 1 ? "═" : "─").repeat(longest), { bold: true })]];
}

/** A list's item behind its marker; what belongs to it, other lists too, stands below its text. */
function listItem(
  list: Tokens.List,
  item: Tokens.ListItem,
  at: number,
  options: RenderOptions,
): readonly Line[] {
  const marker = item.task
    ? item.checked
      ? "[x]"
      : "[ ]"
    : list.ordered
      ? `${Number(list.start) + at}.`
      : "-";
  const indent = marker.length + 1;
  const first: Span = span(`${marker} `, { colour: "cyan" });
  const lines = drawAll(
    item.tokens.filter(({ type }) => type !== "checkbox"),
    narrower(options, indent),
    list.loose,
  );
  const placed = lines.map((line, index) => [index === 0 ? first : span(" ".repeat(indent)), ...line]);
  return list.loose && at > 0 ? [BLANK, ...placed] : placed;
}

/** A formula by itself, set in by four columns. */
function formula(tex: string, width: number): readonly Line[] {
  const room = Math.max(1, width - 4);
  return displayMath(tex, room)
    .flatMap((text) => cut([span(text)], room, 4))
    .map((line) => [span("    "), ...line]);
}
