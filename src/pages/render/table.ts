import stringWidth from "string-width";
import { type RenderOptions, renderProse } from "./prose.ts";

export interface Table {
  readonly markdown: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table with its frame where that fits; in a narrower place each row as a list of `column: entry`. */
export function renderTable({ markdown, header, rows }: Table, options: RenderOptions): readonly string[] {
  const framed = renderProse(markdown, options);
  const widths = new Set(framed.map((line) => stringWidth(line)));
  if (widths.size === 1 && Math.max(...widths) <= options.width) return framed;
  return rows.flatMap((row, at) => {
    const entries = row.map((cell, column) => renderProse(`**${header[column] ?? ""}**: ${cell}`, options));
    return [...(at > 0 ? [""] : []), ...entries.flat()];
  });
}
