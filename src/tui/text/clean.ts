import { stripVTControlCharacters } from "node:util";
import { OBEYED } from "../../grading/plain-text.ts";

/**
 * Foreign text (a learner's error, what their code printed) as lines that cannot move the cursor, change
 * colours or turn the direction of writing. Tabs become two spaces.
 */
export function cleanLines(text: string): string[] {
  const plain = stripVTControlCharacters(text).replaceAll("\r\n", "\n").replaceAll("\t", "  ");
  return plain.replace(OBEYED, "").split("\n");
}

/** Foreign text on one line. */
export function cleanLine(text: string): string {
  return cleanLines(text).join(" ").trim();
}
