import type { Failure, ValueSummary } from "../../grading/verdict.ts";
import { cleanLines } from "../text/clean.ts";
import { clip, pad } from "../text/fit.ts";
import { BLANK, type Line, line, type Span, span } from "../text/line.ts";
import { textWidth } from "../text/width.ts";
import { wrapText } from "../text/wrap.ts";
import type { Look } from "./look.ts";

/**
 * The expected value and the learner's: side by side where both fit, else one below the other. Rows that
 * differ are marked.
 */
export function comparison(failure: Failure, look: Look): Line[] {
  const { expected, actual } = failure;
  if (expected === undefined && actual === undefined) return [];
  if (expected === undefined || actual === undefined) {
    return expected
      ? stackedValue("expected", expected, undefined, look)
      : stackedValue("yours", actual, undefined, look);
  }
  return fitsBeside(expected, actual, look)
    ? beside(expected, actual, look)
    : stacked(expected, actual, look);
}

function halfOf(look: Look): number {
  return Math.floor((look.width - 3) / 2);
}

function fitsBeside(expected: ValueSummary, actual: ValueSummary, look: Look): boolean {
  const widest = [
    captionOf("expected", expected),
    captionOf("yours", actual),
    ...rowsOf(expected),
    ...rowsOf(actual),
  ];
  return look.width >= 44 && widest.every((row) => textWidth(row) <= halfOf(look));
}

function beside(expected: ValueSummary, actual: ValueSummary, look: Look): Line[] {
  const half = halfOf(look);
  const left = rowsOf(expected);
  const right = rowsOf(actual);
  const caption = [
    ...pad(captionLine("expected", expected), half),
    span("   "),
    ...captionLine("yours", actual),
  ];
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, i) => {
    const same = left[i] === right[i];
    return [
      ...pad(line(left[i] ?? ""), half),
      seam(same, look),
      ...line(span(right[i] ?? "", same ? "plain" : "bad")),
    ];
  });
  return [caption, ...rows];
}

function seam(same: boolean, { glyphs }: Look): Span {
  return same ? span(` ${glyphs.wall} `, "faint") : span(` ${glyphs.unequal} `, "bad");
}

function stacked(expected: ValueSummary, actual: ValueSummary, look: Look): Line[] {
  return [
    ...stackedValue("expected", expected, undefined, look),
    BLANK,
    ...stackedValue("yours", actual, expected, look),
  ];
}

function stackedValue(
  name: string,
  value: ValueSummary | undefined,
  other: ValueSummary | undefined,
  look: Look,
): Line[] {
  if (value === undefined) return [];
  const others = other && rowsOf(other);
  const rows = rowsOf(value).flatMap((row, i) => {
    const same = others === undefined || others[i] === row;
    const mark = same ? span("  ") : span(`${look.glyphs.unequal} `, "bad");
    return wrapText([row], look.width - 2, same ? "plain" : "bad").map((of, k) => [
      k === 0 ? mark : span("  "),
      ...of,
    ]);
  });
  return [clip(captionLine(name, value), look.width, look.glyphs.ellipsis), ...rows];
}

function captionOf(name: string, value: ValueSummary): string {
  return [name, value.shape && `[${value.shape.join(", ")}]`, value.dtype].filter(Boolean).join(" ");
}

function captionLine(name: string, value: ValueSummary): Line {
  return line(
    span(name, name === "yours" ? "bad" : "good"),
    span(captionOf(name, value).slice(name.length), "faint"),
  );
}

function rowsOf(value: ValueSummary): string[] {
  return cleanLines(value.text);
}
