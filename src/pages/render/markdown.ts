import { Chalk } from "chalk";
import stringWidth from "string-width";
import { displayMath } from "../math/index.ts";
import { renderCode } from "./code.ts";
import { fit } from "./fit.ts";
import { type Item, type Piece, pieces } from "./pieces.ts";
import { type RenderOptions, renderProse } from "./prose.ts";
import { renderTable } from "./table.ts";

export type { RenderOptions } from "./prose.ts";

/** Narrower than this nothing can be read; the text is then laid out for so many columns. */
const NARROWEST = 10;

/**
 * A page for the terminal: wrapped prose, coloured code, framed tables, formulas in characters. No line is wider than
 * `width` columns (10 at least). Without `colour` there is no escape code in it, not even a link.
 */
export function renderMarkdown(markdown: string, { width, colour }: RenderOptions): string {
  return drawAll(markdown, { width: Math.max(NARROWEST, Math.floor(width)), colour }, [""]).join("\n");
}

/** Every piece of a text, with the lines `between` after each but the last. */
function drawAll(markdown: string, options: RenderOptions, between: readonly string[]): readonly string[] {
  const blocks = pieces(markdown).map((piece) => draw(piece, options)).filter((lines) => lines.some((line) => line !== ""));
  return blocks.flatMap((lines, at) => [...(at > 0 ? between : []), ...lines.flatMap((line) => fit(line, options.width))]);
}

function draw(piece: Piece, options: RenderOptions): readonly string[] {
  switch (piece.kind) {
    case "heading":
      return heading(piece.markdown, piece.depth, options);
    case "quote":
      return drawAll(piece.markdown, narrower(options, 2), [""]).map((line) => `${dim("│", options)} ${line}`);
    case "list":
      return piece.items.flatMap((item, at) => [...(at > 0 && piece.loose ? [""] : []), ...listItem(item, piece.loose, options)]);
    case "code":
      return renderCode(piece.code, piece.language, options);
    case "table":
      return renderTable(piece, options);
    case "math":
      return displayMath(piece.tex, options.width - 4).flatMap((line) => fit(line, options.width - 4, 4)).map((line) => `    ${line}`);
    case "prose":
      return renderProse(piece.markdown, options);
  }
}

/** A list's item with its marker; what belongs to it, other lists too, stands below its text. */
function listItem({ marker, markdown }: Item, loose: boolean, options: RenderOptions): readonly string[] {
  const indent = marker.length + 1;
  const lines = drawAll(markdown, narrower(options, indent), loose ? [""] : []);
  return lines.map((line, at) => (at === 0 ? `${marker} ${line}` : `${" ".repeat(indent)}${line}`.trimEnd()));
}

/** What is set in by so many columns; deep in a narrow terminal it is cut rather than never drawn. */
function narrower(options: RenderOptions, columns: number): RenderOptions {
  return { ...options, width: Math.max(1, options.width - columns) };
}

function dim(text: string, { colour }: RenderOptions): string {
  return new Chalk({ level: colour ? 1 : 0 }).dim(text);
}

/** Headings of the first two orders are underlined, so that a page without colour has a shape too. */
function heading(markdown: string, depth: number, options: RenderOptions): readonly string[] {
  const lines = renderProse(markdown, options);
  const longest = Math.max(...lines.map((line) => stringWidth(line)));
  const ruled = depth > 2 ? lines : [...lines, (depth === 1 ? "═" : "─").repeat(longest)];
  const { bold } = new Chalk({ level: options.colour ? 1 : 0 });
  return ruled.map((line) => bold(line));
}
