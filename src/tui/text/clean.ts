import { stripVTControlCharacters } from "node:util";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is removed here
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Foreign text (a learner's error, what their code printed) as lines that cannot move the cursor, change
 * colours or turn the direction of writing. Tabs become two spaces.
 */
export function cleanLines(text: string): string[] {
  const plain = stripVTControlCharacters(text).replaceAll("\r\n", "\n").replaceAll("\t", "  ");
  return plain.replace(CONTROLS, "").split("\n");
}

/** Foreign text on one line. */
export function cleanLine(text: string): string {
  return cleanLines(text).join(" ").trim();
}
