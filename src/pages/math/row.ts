import { type Box, textBox } from "./box.ts";
import type { MathElement } from "./mathml.ts";

/** A box in a row; `stretches` marks a bracket that grows with its neighbours. */
export interface RowBox {
  readonly box: Box;
  readonly stretches: boolean;
}

const OPENING = /^[([{⟨⌊⌈|∥]$/;
const SPACED = /^[=+−⋅×≤≥<>≠≈∼∈∉→←↦≔∣⊙⊗⊕∘∗:±∝≡∪∩⊂⊆∧∨↔⇒⇔]$|^:=$/;
const FUNCTION_APPLICATION = "\u2061";
const INVISIBLE = /^[\u2061\u2062\u2063\u2064\u200b]$/;

/** The boxes of a row's elements, with the blanks that make operators and functions readable. */
export function rowBoxes(
  elements: readonly MathElement[],
  layout: (element: MathElement, next: MathElement | undefined) => Box,
): readonly RowBox[] {
  return elements.map((element, at) => {
    if (element.name !== "mo") return { box: layout(element, elements[at + 1]), stretches: false };
    const text = operator(element.text, elements[at - 1], elements[at + 1]);
    return { box: textBox(text), stretches: element.attributes.fence === "true" };
  });
}

/** An operator with a blank on each side where it stands between two operands; a sign stays with its number. */
function operator(text: string, before: MathElement | undefined, after: MathElement | undefined): string {
  if (text === FUNCTION_APPLICATION) return after === undefined || isOpening(after) ? "" : " ";
  if (INVISIBLE.test(text)) return "";
  if (text === ",") return ", ";
  if (!SPACED.test(text)) return text;
  const isSign =
    /^[−+±]$/.test(text) && (before === undefined || (before.name === "mo" && before.text !== ")"));
  return isSign ? text : ` ${text} `;
}

function isOpening(element: MathElement): boolean {
  if (element.name === "mo") return OPENING.test(element.text);
  return element.name === "mrow" && element.children[0]?.attributes.fence === "true";
}
