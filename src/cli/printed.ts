import { cleanLines } from "../tui/text/clean.ts";

/** Lines of what an answer printed that are shown: the last ones, since a loop prints its end last. */
const SHOWN = 40;
const WIDEST = 200;

/** What an answer printed, for the error stream: the report alone goes to a pipe. Empty where it printed nothing. */
export function printedText(printed: string): string {
  if (printed === "") return "";
  const lines = cleanLines(printed.replace(/\n$/, ""));
  const leftOut = lines.length - SHOWN;
  const head =
    leftOut > 0 ? `Your code printed ${lines.length} lines; the last ${SHOWN}:` : "Your code printed:";
  const rows = lines
    .slice(-SHOWN)
    .map((line) => `| ${line.length > WIDEST ? `${line.slice(0, WIDEST)}...` : line}`);
  return `${[head, ...rows].join("\n")}\n\n`;
}
