/** How a piece of text looks. Colours are the sixteen that each terminal's own theme defines. */
export interface Style {
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strike?: true;
  readonly colour?: Colour;
  /** An address the text leads to. */
  readonly link?: string;
}

type Colour = keyof typeof COLOUR_CODES;

export interface Span {
  readonly text: string;
  readonly style: Style;
}

/** One line of a terminal. */
export type Line = readonly Span[];

export const BLANK: Line = [];

export function span(text: string, style: Style = {}): Span {
  return { text, style };
}

const COLOUR_CODES = { green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 } as const;

/** The line as a terminal takes it: with escape codes, each closed before the line ends, or only its text. */
export function lineText(line: Line, colour: boolean): string {
  const last = line.findLastIndex(({ text }) => text.trim() !== "");
  const text = line
    .slice(0, last + 1)
    .map((part) => (colour ? painted(part) : part.text))
    .join("");
  return text.trimEnd();
}

function painted({ text, style }: Span): string {
  if (text.trim() === "") return text;
  const { bold, dim, italic, underline, strike, colour, link } = style;
  const codes: readonly (readonly [on: number, off: number] | false | undefined)[] = [
    bold && [1, 22],
    dim && [2, 22],
    italic && [3, 23],
    underline && [4, 24],
    strike && [9, 29],
    colour && [COLOUR_CODES[colour], 39],
  ];
  const used = codes.filter((code) => code !== undefined && code !== false);
  const on = used.map(([code]) => `\u001b[${code}m`).join("");
  const off = used
    .toReversed()
    .map(([, code]) => `\u001b[${code}m`)
    .join("");
  const whole = `${on}${text}${off}`;
  return link === undefined ? whole : `\u001b]8;;${link}\u0007${whole}\u001b]8;;\u0007`;
}
