import type { Place, Span } from "./syntax.ts";

/** One change of the text. Text that an edit takes from elsewhere is the solution's own. */
export interface Edit extends Span {
  readonly text: string;
  /** What it does in a few words, where the texts before and after would say it badly. */
  readonly told?: string;
}

/** A typical mistake: what it changes at one place of a program, each edit a mutant of its own. */
export interface Operator {
  readonly name: string;
  readonly edits: (place: Place) => Iterable<Edit>;
}

/** `span` becomes `text`. */
export function replaced({ start, end }: Span, text: string): Edit {
  return { start, end, text };
}

/** The two change places; whatever stands between them stays. */
export function swapped(first: Span, second: Span, text: Place["text"]): Edit {
  const between = text({ start: first.end, end: second.start });
  return { start: first.start, end: second.end, text: text(second) + between + text(first) };
}

/** Each neighbouring pair of a list. */
export function* neighbours<T>(list: readonly T[]): Generator<readonly [T, T]> {
  for (const [i, first] of list.entries()) {
    const second = list[i + 1];
    if (second !== undefined) yield [first, second];
  }
}
