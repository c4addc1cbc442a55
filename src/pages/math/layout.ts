import { type Alignment, type Box, beside, boxWidth, EMPTY, fence, padded, stacked, textBox } from "./box.ts";
import { ACCENTS, inAlphabet, lowered, raised } from "./letters.ts";
import type { MathElement } from "./mathml.ts";
import { rowBoxes } from "./row.ts";

/** `line`: everything on one line, for running text. `tall`: fractions and sums as on paper. */
export type Mode = "line" | "tall";

/** Lays an element of MathML out in characters. Elements it does not know are their children side by side. */
export function layout(element: MathElement, mode: Mode): Box {
  return (LAYOUTS[element.name] ?? row)(element, mode);
}

const LAYOUTS: Readonly<Record<string, (element: MathElement, mode: Mode) => Box>> = {
  annotation: () => EMPTY,
  none: () => EMPTY,
  mi: letters,
  mn: letters,
  mo: letters,
  mtext: letters,
  mspace: ({ attributes }) => textBox(" ".repeat(spaces(attributes.width))),
  mphantom: (element, mode) => textBox(" ".repeat(boxWidth(row(element, mode)))),
  mfrac: (element, mode) => fraction(parts(element, mode), element.attributes.linethickness === "0px", mode),
  msqrt: (element, mode) => root(row(element, mode), ""),
  mroot: (element, mode) => {
    const [inside = EMPTY, index] = parts(element, mode);
    return root(inside, raised(index?.lines[0] ?? "") ?? "");
  },
  msub: (element, mode) => {
    const [base, below] = parts(element, mode);
    return scripts(base, below, undefined, mode);
  },
  msup: (element, mode) => {
    const [base, above] = parts(element, mode);
    return scripts(base, undefined, above, mode);
  },
  msubsup: (element, mode) => {
    const [base, below, above] = parts(element, mode);
    return scripts(base, below, above, mode);
  },
  munder: (element, mode) => {
    const [base, below] = parts(element, mode);
    return limits(base, below, undefined, mode);
  },
  mover: (element, mode) => over(parts(element, mode), mode),
  munderover: (element, mode) => {
    const [base, below, above] = parts(element, mode);
    return limits(base, below, above, mode);
  },
  mtable: table,
};

function parts(element: MathElement, mode: Mode): readonly Box[] {
  return element.children.map((child) => layout(child, mode));
}

/** A name, number or operator. KaTeX' no-break spaces become blanks, its mark between a function and its argument goes. */
function letters({ text, attributes }: MathElement): Box {
  return textBox(inAlphabet(text.replaceAll("\u00a0", " ").replaceAll("\u2061", ""), attributes.mathvariant));
}

function row(element: MathElement, mode: Mode): Box {
  const { children } = element;
  const boxes = rowBoxes(children, (child, next) => {
    const box = layout(child, mode);
    const runsOn = mode === "line" && child.name === "mfrac" && next !== undefined && next.name !== "mo";
    return runsOn ? grouped(box) : box; // (1/2) x, for 1/2 x could be read as 1/(2x)
  });
  const tallest = beside(boxes.map(({ box }) => box));
  return beside(boxes.map(({ box, stretches }) => (stretches ? fence(box.lines[0] ?? "", tallest) : box)));
}

/** Columns for a width in em: thin spaces vanish, a quad is two columns. */
function spaces(width = "0em"): number {
  const em = Number.parseFloat(width);
  return em >= 1 ? Math.round(em * 2) : em >= 0.2 ? 1 : 0;
}

function fraction([numerator = EMPTY, denominator = EMPTY]: readonly Box[], bare: boolean, mode: Mode): Box {
  if (mode === "line") return beside([grouped(numerator), textBox("/"), grouped(denominator)]);
  if (bare) return stacked([numerator, textBox(""), denominator], 1);
  const width = Math.max(boxWidth(numerator), boxWidth(denominator)) + 2;
  const bar = { lines: [numerator, textBox("─".repeat(width)), denominator], on: 1 };
  return beside([textBox(" "), stacked(bar.lines, bar.on), textBox(" ")]);
}

/** In brackets, unless it is one name, number or bracketed already. */
function grouped(box: Box): Box {
  if (box.lines.length > 1) return beside([fence("(", box), box, fence(")", box)]);
  return textBox(isSimple(box.lines[0] ?? "") ? (box.lines[0] ?? "") : `(${box.lines[0]})`);
}

function isSimple(text: string): boolean {
  return !/[\s+−⋅/=,]/.test(text) || /^\([^()]*\)$/.test(text);
}

function root(inside: Box, index: string): Box {
  if (inside.lines.length === 1) return textBox(`${index}√${grouped(inside).lines[0]}`);
  const bar = textBox(`┌${"─".repeat(boxWidth(inside))}`);
  const last = inside.lines.length - 1;
  const lines = inside.lines.map(
    (line, at) => `${at === last ? `${index}√` : " ".repeat(index.length + 1)}│${line}`,
  );
  const body = { lines, baseline: inside.baseline };
  return stacked([padded(bar, boxWidth(body), "right"), body], 1);
}

function scripts(base: Box = EMPTY, below: Box | undefined, above: Box | undefined, mode: Mode): Box {
  const after = textBox(mode === "line" && IS_OPERATOR.test(base.lines[0] ?? "") ? " " : "");
  const onOneLine = [below, above].every((box) => box === undefined || fitsTheLine(box));
  if (mode === "tall" && base.lines.length === 1 && !onOneLine) return beside([base, corners(below, above)]);
  return beside([base, script("_", below, lowered), script("^", above, raised), after]);
}

/** A sum, or a function with a name: what follows needs a blank before it. */
const IS_OPERATOR = /^([∑∏∫⋃⋂]|\p{L}{2,})$/u;

/** True for a script that reads well beside its base: in small letters, or one word. */
function fitsTheLine({ lines }: Box): boolean {
  const [text = ""] = lines;
  return (
    lines.length === 1 &&
    (lowered(text) !== undefined || raised(text) !== undefined || /^[\p{L}\d′]{2,}$/u.test(text))
  );
}

function script(mark: "_" | "^", box: Box | undefined, small: (text: string) => string | undefined): Box {
  if (box === undefined) return EMPTY;
  const letters = box.lines.length === 1 ? small(box.lines[0] ?? "") : undefined;
  return letters === undefined ? beside([textBox(mark), grouped(box)]) : textBox(letters);
}

/** A script above and one below an empty baseline. */
function corners(below: Box | undefined, above: Box | undefined): Box {
  const parts = [...(above ? [above] : []), textBox(""), ...(below ? [below] : [])];
  return stacked(parts, above ? 1 : 0, "left");
}

/** What stands under and over a sum or a max. */
function limits(base: Box = EMPTY, below: Box | undefined, above: Box | undefined, mode: Mode): Box {
  if (mode === "line") return beside([scripts(base, below, above, mode), textBox(" ")]);
  const parts = [...(above ? [above] : []), base, ...(below ? [below] : [])];
  return beside([stacked(parts, above ? 1 : 0), textBox(" ")]);
}

function over([base = EMPTY, mark = EMPTY]: readonly Box[], mode: Mode): Box {
  const accent = ACCENTS[mark.lines[0] ?? ""];
  const text = base.lines[0] ?? "";
  if (accent === undefined) return limits(base, undefined, mark, mode);
  if (base.lines.length === 1 && [...text].length <= 2)
    return textBox(
      [...text]
        .map((letter) => letter + accent)
        .join("")
        .normalize("NFC"),
    );
  return mode === "tall"
    ? stacked([textBox("‾".repeat(boxWidth(base))), base], 1)
    : beside([textBox("‾"), grouped(base)]);
}

/** Rows of cells; on one line `a, b; c, d`. */
function table(element: MathElement, mode: Mode): Box {
  const cells = element.children.map(({ children }) => children.map((cell) => layout(cell, mode)));
  const aligned = (element.attributes.columnalign ?? "").split(" ") as Alignment[];
  const comma = aligned.includes("right") ? "" : ", ";
  if (mode === "line")
    return textBox(cells.map((each) => each.map((cell) => cell.lines[0]).join(comma)).join("; "));
  const columns = Math.max(...cells.map((each) => each.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...cells.map((each) => boxWidth(each[at] ?? EMPTY))),
  );
  const gap = textBox(aligned.includes("right") ? "" : "  ");
  const rows = cells.map((each) =>
    beside(
      widths.flatMap((width, at) => [
        ...(at > 0 ? [gap] : []),
        padded(each[at] ?? EMPTY, width, aligned[at] ?? "center"),
      ]),
    ),
  );
  const whole = stacked(rows, 0, "left");
  return { lines: whole.lines, baseline: Math.floor((whole.lines.length - 1) / 2) };
}
