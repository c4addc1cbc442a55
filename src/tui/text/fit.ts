import { type Line, type Span, span } from "./line.ts";
import { lineWidth, splitAtWidth, textWidth } from "./width.ts";

/** The line, cut to `width` columns and ended with `ellipsis` where something was lost. */
export function clip(of: Line, width: number, ellipsis = "…"): Line {
  if (lineWidth(of) <= width) return of;
  const mark = width > textWidth(ellipsis) ? ellipsis : "";
  let left = width - textWidth(mark);
  const kept: Span[] = [];
  for (const part of of) {
    const [head] = splitAtWidth(part.text, left);
    if (head !== "") kept.push(span(head, part.tone));
    left -= textWidth(head);
    if (head !== part.text) break;
  }
  return mark === "" ? kept : [...kept, span(mark, kept[kept.length - 1]?.tone ?? "faint")];
}

/** The line, filled with `filler` up to `width` columns. */
export function pad(of: Line, width: number, filler: Span = span(" ")): Line {
  const missing = width - lineWidth(of);
  return missing > 0 ? [...of, span(filler.text.repeat(missing), filler.tone)] : of;
}

/**
 * `left` and `right` at the two ends of a line. Where both do not fit, `left` is cut, but never below half.
 */
export function spread(
  left: Line,
  right: Line,
  width: number,
  ellipsis = "…",
  filler: Span = span(" "),
): Line {
  const wanted = lineWidth(right);
  if (wanted === 0) return clip(left, width, ellipsis);
  const room = width - wanted - 1;
  if (room < Math.min(lineWidth(left), Math.floor(width / 2))) return clip(left, width, ellipsis);
  return [...pad(clip(left, room, ellipsis), room, filler), filler, ...right];
}

/** The line in the middle of `width` columns. */
export function centre(of: Line, width: number): Line {
  const lead = Math.floor((width - lineWidth(of)) / 2);
  return lead > 0 ? [span(" ".repeat(lead)), ...of] : of;
}

/** A path cut at its front, since its end says more. */
export function clipPath(path: string, width: number, ellipsis = "…"): string {
  if (textWidth(path) <= width) return path;
  let tail = path;
  while (tail !== "" && textWidth(tail) + textWidth(ellipsis) > width) tail = tail.slice(1);
  return ellipsis + tail;
}
