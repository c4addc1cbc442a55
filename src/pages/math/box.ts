import { textWidth } from "../text/width.ts";

/** A rectangle of characters. All lines are equally wide; `baseline` is the index of the line its neighbours align to. */
export interface Box {
  readonly lines: readonly string[];
  readonly baseline: number;
}

export const EMPTY: Box = { lines: [""], baseline: 0 };

export function textBox(text: string): Box {
  return { lines: [text], baseline: 0 };
}

export function boxWidth(box: Box): number {
  return textWidth(box.lines[0] ?? "");
}

/** Boxes side by side on one baseline. */
export function beside(boxes: readonly Box[]): Box {
  const above = Math.max(0, ...boxes.map(({ baseline }) => baseline));
  const below = Math.max(0, ...boxes.map(({ baseline, lines }) => lines.length - 1 - baseline));
  const lines = Array.from({ length: above + 1 + below }, (_, row) =>
    boxes.map((box) => box.lines[row - above + box.baseline] ?? " ".repeat(boxWidth(box))).join(""),
  );
  return { lines, baseline: above };
}

export type Alignment = "left" | "center" | "right";

/** Boxes below each other; the baseline is that of the one with index `on`. */
export function stacked(boxes: readonly Box[], on: number, alignment: Alignment = "center"): Box {
  const width = Math.max(...boxes.map(boxWidth));
  const before = boxes.slice(0, on).reduce((sum, { lines }) => sum + lines.length, 0);
  return {
    lines: boxes.flatMap((box) => padded(box, width, alignment).lines),
    baseline: before + (boxes[on]?.baseline ?? 0),
  };
}

/** The same box, `width` columns wide. */
export function padded(box: Box, width: number, alignment: Alignment): Box {
  const missing = Math.max(0, width - boxWidth(box));
  const left = alignment === "left" ? 0 : alignment === "right" ? missing : Math.floor(missing / 2);
  return { ...box, lines: box.lines.map((line) => " ".repeat(left) + line + " ".repeat(missing - left)) };
}

const TALL: Readonly<Record<string, readonly [top: string, middle: string, bottom: string]>> = {
  "(": ["⎛", "⎜", "⎝"],
  ")": ["⎞", "⎟", "⎠"],
  "[": ["⎡", "⎢", "⎣"],
  "]": ["⎤", "⎥", "⎦"],
  "{": ["⎧", "⎨", "⎩"],
  "}": ["⎫", "⎬", "⎭"],
};

/** A bracket or bar as tall as `beside`. */
export function fence(mark: string, content: Box): Box {
  const height = content.lines.length;
  if (height === 1 || mark === "") return textBox(mark);
  const [top, middle, bottom] = TALL[mark] ?? [mark, mark, mark];
  const between = Array.from({ length: height - 2 }, () => (mark === "{" || mark === "}" ? "⎪" : middle));
  const lines = [top, ...between, bottom];
  if ((mark === "{" || mark === "}") && height > 2) lines[content.baseline] = middle;
  return { lines, baseline: content.baseline };
}
