import type { MarkedToken, Token, Tokens } from "marked";
import { inlineMath } from "../math/index.ts";
import { withoutEntities } from "../text/entities.ts";
import { type Line, type Span, type Style, span } from "../text/line.ts";
import { asMath } from "./parse.ts";

/** Running text as spans. A hard line break is a span `\n`; HTML is left out. */
export function inline(tokens: readonly Token[] = [], style: Style = {}): Line {
  return tokens.flatMap((token) => spans(token, style));
}

function spans(each: Token, style: Style): readonly Span[] {
  const formula = asMath(each);
  if (formula !== undefined) return [span(inlineMath(formula.tex), style)];
  const token = each as MarkedToken;
  switch (token.type) {
    case "em":
      return inline(token.tokens, { ...style, italic: true });
    case "strong":
      return inline(token.tokens, { ...style, bold: true });
    case "del":
      return inline(token.tokens, { ...style, strike: true });
    case "codespan":
      return [span(token.text, { ...style, colour: "cyan" })];
    case "br":
      return [span("\n")];
    case "link":
      return link(token, style);
    case "image":
      return [span(token.text, style)];
    case "html":
      return [];
    case "text":
      if ("tokens" in token && token.tokens !== undefined) return inline(token.tokens, style);
      return [span(withoutEntities(token.text).replaceAll("\n", " "), style)];
    default:
      return [span("text" in token ? String(token.text) : "", style)];
  }
}

/** An address is shown, because paper and pipes have no links; one of another page is not: a terminal cannot go there. */
function link({ href, text, tokens }: Tokens.Link, style: Style): readonly Span[] {
  if (!/^[a-z]+:/i.test(href)) return inline(tokens, style);
  const blue: Style = { ...style, colour: "blue", underline: true, link: href };
  if (text === href || href === `mailto:${text}`) return [span(text, blue)];
  return [...inline(tokens, blue), span(" "), span(`(${href})`, { ...style, dim: true, link: href })];
}
