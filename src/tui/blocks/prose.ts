import { cleanLines } from "../text/clean.ts";
import { BLANK, type Line, type Span, span, type Tone } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import type { Look } from "./look.ts";

const FENCE = /^\s*(```|~~~)/;
const LIST_ITEM = /^(\s*(?:[-*]|\d+\.)\s+)/;

/** A hint's Markdown as lines: paragraphs wrapped, fenced code as it stands. Enough for a few sentences. */
export function prose(markdown: string, look: Look): Line[] {
  const lines: Line[] = [];
  let paragraph: string[] = [];
  let fenced = false;
  const flush = () => {
    if (paragraph.length > 0) lines.push(...paragraphLines(paragraph.join(" "), look.width));
    paragraph = [];
  };
  for (const text of cleanLines(markdown.trim())) {
    if (FENCE.test(text)) {
      flush();
      fenced = !fenced;
    } else if (fenced) lines.push(...wrap([span(`  ${text}`, "door")], look.width, 6));
    else if (text.trim() === "") {
      flush();
      if (lines.length > 0) lines.push(BLANK);
    } else {
      if (LIST_ITEM.test(text)) flush();
      paragraph.push(paragraph.length > 0 ? text.trim() : text);
    }
  }
  flush();
  return lines;
}

function paragraphLines(text: string, width: number): Line[] {
  const hanging = LIST_ITEM.exec(text)?.[1]?.length ?? 0;
  return wrap(inline(text), width, hanging);
}

/** A sentence with its `code` and its **stress** toned. The backticks stay: colour is never alone. */
export function inline(text: string, tone: Tone = "plain"): Span[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter((part) => part !== "")
    .map((part) => {
      if (part.length > 2 && part.startsWith("`")) return span(part, "door");
      return part.length > 4 && part.startsWith("**") ? span(part.slice(2, -2), "strong") : span(part, tone);
    });
}
