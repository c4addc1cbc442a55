import { cleanLines } from "../text/clean.ts";
import { BLANK, type Line, type Span, span, type Tone } from "../text/line.ts";
import { clip } from "../text/fit.ts";
import { wrap } from "../text/wrap.ts";
import type { Look } from "./look.ts";

const FENCE = /^\s*(```|~~~)/;
const LIST_ITEM = /^(\s*(?:[-*]|\d+\.)\s+)/;

/** A hint's Markdown as lines: paragraphs wrapped, fenced code as it stands, `code` marked. Enough for a few sentences. */
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
    } else if (fenced) lines.push(clip([span(`  ${text}`, "door")], look.width, look.glyphs.ellipsis));
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
  return wrap(inlineCode(text), width, hanging);
}

/** A sentence in which what stands between backticks is toned as code. The backticks stay: colour is never alone. */
export function inlineCode(text: string, tone: Tone = "plain"): Span[] {
  return text.split(/(`[^`]+`)/).filter((part) => part !== "")
    .map((part) => span(part, part.startsWith("`") && part.length > 2 ? "door" : tone));
}
