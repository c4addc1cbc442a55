import type { Edit, Operator } from "./operator.ts";
import { OPERATORS } from "./operators/index.ts";
import { placesOf } from "./syntax.ts";

/** A solution with one mistake in it. */
export interface Mutant {
  readonly operator: string;
  /** From 1: the line in which the change begins. */
  readonly line: number;
  /** That line of the solution, without the blanks around it. */
  readonly code: string;
  /** What became of what: `sum → mean`. A second change that reads the same on such a line ends in ` #2`. */
  readonly change: string;
  /** The whole text. */
  readonly text: string;
}

/** All mutants of a solution, in the order of its lines. Two operators that make the same text make one mutant. */
export function mutantsOf(source: string, operators: readonly Operator[] = OPERATORS): Mutant[] {
  const seen = new Set([source]);
  const count = new Map<string, number>();
  const mutants: (Mutant & { readonly start: number })[] = [];
  for (const place of placesOf(source)) {
    for (const operator of operators) {
      for (const edit of operator.edits(place)) {
        const text = source.slice(0, edit.start) + edit.text + source.slice(edit.end);
        if (seen.has(text)) continue;
        seen.add(text);
        mutants.push({ ...told(source, edit, operator.name), text, start: edit.start });
      }
    }
  }
  mutants.sort((a, b) => a.start - b.start);
  return mutants.map(({ start: _, ...mutant }) => {
    const key = `${mutant.operator}\n${mutant.code}\n${mutant.change}`;
    const nth = (count.get(key) ?? 0) + 1;
    count.set(key, nth);
    return nth === 1 ? mutant : { ...mutant, change: `${mutant.change} #${nth}` };
  });
}

function told(source: string, edit: Edit, operator: string): Omit<Mutant, "text"> {
  const line = source.slice(0, edit.start).split("\n").length;
  const code = source.split("\n")[line - 1]?.trim() ?? "";
  const before = source.slice(edit.start, edit.end);
  return { operator, line, code, change: edit.told ?? `${shown(before)} → ${shown(edit.text)}` };
}

const shown = (text: string): string => text.replace(/\s+/g, " ").trim() || "nothing";

/** The first line that a mutant changes: as it was, and as it is now. */
export function diffOf(source: string, { text }: Pick<Mutant, "text">): { before: string; after: string } {
  const [old, now] = [source.split("\n"), text.split("\n")];
  const at = old.findIndex((line, i) => line !== now[i]);
  const end = (lines: readonly string[], others: readonly string[]) => {
    let last = lines.length;
    while (last > at && lines[last - 1] === others[last - 1 + others.length - lines.length]) last--;
    return lines
      .slice(at, Math.max(last, at))
      .map((line) => line.trim())
      .join(" ");
  };
  return { before: end(old, now), after: end(now, old) };
}
