import { linesOf, type Rule, roomsOf } from "./rule.ts";

/**
 * Widest line of code that a terminal of 80 columns shows without breaking it: `arena watch` leaves a column at either side,
 * and pages set code in by two.
 */
const WIDEST_CODE = 76;

/** No line of code in a page or a statement is wider than 76 columns: it would be broken in the middle of a name. */
export const codeFits: Rule = (catalogue) => {
  const pages = [...catalogue.techniques, ...catalogue.subProblemTypes].map(({ path }) => path);
  const statements = roomsOf(catalogue).map(({ files }) => files.statement);
  return [...pages, ...statements].flatMap((file) =>
    wideCode(linesOf(file)).map(({ line, width }) => ({
      file,
      line,
      message: `This line of code is ${width} columns wide; at most ${WIDEST_CODE} fit.`,
    })),
  );
};

function wideCode(lines: readonly string[]): readonly { readonly line: number; readonly width: number }[] {
  let fence: string | undefined;
  return lines.flatMap((text, index) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(text)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) {
      fence = fence === undefined ? mark : undefined;
      return [];
    }
    const width = [...text].length;
    return fence !== undefined && width > WIDEST_CODE ? [{ line: index + 1, width }] : [];
  });
}
