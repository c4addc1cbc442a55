/** What Unicode offers for scripts, accents and alphabets; all of it one column wide. */

const RAISED: Readonly<Record<string, string>> = {
  ...table("0123456789+−-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
  ...table("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"),
  ...table("ABDEGHIJKLMNOPRTUVW", "ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"),
  ...table("αβγδθφ′⊤*", "ᵅᵝᵞᵟᶿᵠ′ᵀ*"),
};

const LOWERED: Readonly<Record<string, string>> = {
  ...table("0123456789+−-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
  ...table("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
  ...table("βγρφ", "ᵦᵧᵨᵩ"),
};

function table(from: string, to: string): Record<string, string> {
  const targets = [...to];
  return Object.fromEntries([...from].map((letter, index) => [letter, targets[index] ?? ""]));
}

/** `text` in superscript letters; undefined where Unicode lacks one. */
export function raised(text: string): string | undefined {
  return mapped(text, RAISED);
}

/** `text` in subscript letters; undefined where Unicode lacks one. */
export function lowered(text: string): string | undefined {
  return mapped(text, LOWERED);
}

function mapped(text: string, letters: Readonly<Record<string, string>>): string | undefined {
  const found = [...text.replaceAll(" ", "")].map((letter) => letters[letter]);
  return found.includes(undefined) ? undefined : found.join("");
}

/** The combining form of what KaTeX puts over a letter. */
export const ACCENTS: Readonly<Record<string, string>> = {
  "^": "\u0302",
  ˆ: "\u0302",
  "~": "\u0303",
  "˜": "\u0303",
  "¯": "\u0304",
  ˉ: "\u0304",
  "‾": "\u0304",
  "˙": "\u0307",
  "¨": "\u0308",
  "⃗": "\u20d7",
};

/** Letters Unicode had before it had whole alphabets of them. */
const EARLY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "double-struck": table("CHNPQRZ", "ℂℍℕℙℚℝℤ"),
  script: table("BEFHILMR", "ℬℰℱℋℐℒℳℛ"),
};

const ALPHABET: Readonly<Record<string, number>> = { "double-struck": 0x1d538, script: 0x1d49c };

/** A letter in the alphabet of MathML's `mathvariant`: ℝ, ℒ. Others stay as they are. */
export function inAlphabet(text: string, variant: string | undefined): string {
  const first = ALPHABET[variant ?? ""];
  if (first === undefined || !/^[A-Z]$/.test(text)) return text;
  return EARLY[variant ?? ""]?.[text] ?? String.fromCodePoint(first + text.charCodeAt(0) - 65);
}
