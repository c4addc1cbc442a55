import { marked, type Tokens } from "marked";

/** A page in the pieces that are drawn in different ways. */
export type Piece =
  | { readonly kind: "prose"; readonly markdown: string }
  | { readonly kind: "heading"; readonly markdown: string; readonly depth: number }
  | { readonly kind: "quote"; readonly markdown: string }
  | { readonly kind: "list"; readonly items: readonly Item[]; readonly loose: boolean }
  | { readonly kind: "code"; readonly code: string; readonly language: string }
  | { readonly kind: "table"; readonly markdown: string; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "math"; readonly tex: string };

export interface Item {
  /** `-`, `2.` or `[x]`. */
  readonly marker: string;
  readonly markdown: string;
}

/** Cuts a page at its outermost blocks. */
export function pieces(markdown: string): readonly Piece[] {
  return withoutMath(markdown).flatMap((part) => (part.kind === "math" ? [part] : markdownPieces(part.markdown)));
}

function markdownPieces(markdown: string): readonly Piece[] {
  return marked.lexer(markdown, { gfm: true }).flatMap((token): readonly Piece[] => {
    switch (token.type) {
      case "space":
      case "html":
        return [];
      case "heading":
        return [{ kind: "heading", markdown: token.text, depth: token.depth }];
      case "blockquote":
        return [{ kind: "quote", markdown: token.text }];
      case "list":
        return [{ kind: "list", items: items(token as Tokens.List), loose: token.loose }];
      case "code":
        return [{ kind: "code", code: token.text, language: /^\S*/.exec(token.lang ?? "")?.[0] ?? "" }];
      case "table":
        return [{ kind: "table", markdown: token.raw, header: texts(token.header), rows: token.rows.map(texts) }];
      default:
        return [{ kind: "prose", markdown: token.raw }];
    }
  });
}

function items({ items: all, ordered, start }: Tokens.List): readonly Item[] {
  return all.map(({ text, task, checked }, at) => ({
    marker: task ? (checked ? "[x]" : "[ ]") : ordered ? `${Number(start) + at}.` : "-",
    markdown: text,
  }));
}

function texts(cells: readonly { readonly text: string }[]): readonly string[] {
  return cells.map(({ text }) => text);
}

type Part = { readonly kind: "markdown"; readonly markdown: string } | { readonly kind: "math"; readonly tex: string };

/**
 * Takes out the formulas between `$$` at the beginning of a line and the next `$$`, before Markdown makes lists of their
 * minus signs.
 */
export function withoutMath(markdown: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of markdown.matchAll(/^(`{3,}|~{3,})[\s\S]*?^\1|^\$\$([\s\S]+?)\$\$[ \t]*$/gm)) {
    const tex = match[2];
    if (tex === undefined) continue; // a block of code, whatever dollars are in it
    parts.push({ kind: "markdown", markdown: markdown.slice(from, match.index) }, { kind: "math", tex });
    from = match.index + match[0].length;
  }
  return [...parts, { kind: "markdown", markdown: markdown.slice(from) }];
}
