/**
 * What the whole screen is made of: lines of toned spans. Nothing below this folder knows about Ink or escape
 * codes.
 */

/** What a piece of text means; the views decide which colour that is. Never the only carrier of a meaning. */
export type Tone =
  | "plain"
  | "faint"
  | "strong"
  | "good"
  | "bad"
  | "warning"
  | "tool"
  | "door"
  | "boss"
  | "key"
  /** Text that brings its own escape codes, from a rendered page. */
  | "ansi";

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

export type Line = readonly Span[];

export const BLANK: Line = [];

export function span(text: string, tone: Tone = "plain"): Span {
  return { text, tone };
}

/** A line of its parts; a bare string is plain text. */
export function line(...parts: readonly (Span | string)[]): Line {
  return parts
    .map((part) => (typeof part === "string" ? span(part) : part))
    .filter((part) => part.text !== "");
}

/** The line's characters, without its tones. */
export function lineText(of: Line): string {
  return of.map((part) => part.text).join("");
}

/** Puts `prefix` before every line; `next`, where given, before all but the first. */
export function indent(lines: readonly Line[], prefix: Line, next: Line = prefix): Line[] {
  return lines.map((of, i) => [...(i === 0 ? prefix : next), ...of]);
}
