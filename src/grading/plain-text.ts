/** Characters of one text: an answer may throw a message of any length. */
const LONGEST = 4000;

/** What terminals obey instead of showing, and what turns the order of letters round. Line breaks and tabs are text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** An answer's text as it may be shown: a title, a clipboard or a cursor that it would set becomes `\x1b…` to read. */
export function plainText(text: string): string {
  const kept = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const shown = kept.replaceAll("\r\n", "\n").replace(OBEYED, escapeOf);
  return kept === text ? shown : `${shown}… (${text.length - LONGEST} more characters)`;
}

function escapeOf(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
}

/** The same data with each text in it made plain. */
export function plainTexts<T>(data: T): T {
  if (typeof data === "string") return plainText(data) as T;
  if (Array.isArray(data)) return data.map((item) => plainTexts(item)) as T;
  if (typeof data !== "object" || data === null || ArrayBuffer.isView(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, plainTexts(value)])) as T;
}
