/** The signs of the screen. Each is one column wide, so that neither alphabet moves anything. */
export interface Glyphs {
  readonly pass: string;
  readonly fail: string;
  readonly error: string;
  readonly timeout: string;
  readonly fault: string;
  readonly notYet: string;
  readonly waiting: string;
  readonly running: string;
  readonly here: string;
  readonly lock: string;
  readonly tool: string;
  readonly spark: string;
  readonly full: string;
  readonly empty: string;
  readonly rule: string;
  readonly wall: string;
  /** A rule from which a wall goes down, and one on which a wall stands. */
  readonly jointBelow: string;
  readonly jointAbove: string;
  readonly bar: string;
  readonly between: string;
  readonly up: string;
  readonly down: string;
  readonly unequal: string;
  readonly ellipsis: string;
  readonly dot: string;
  /** Corners and joints of a chamber: top left, top right, bottom left, bottom right, left, right. */
  readonly corners: readonly [string, string, string, string, string, string];
}

export const UNICODE: Glyphs = {
  pass: "✓",
  fail: "✗",
  error: "!",
  timeout: "◷",
  fault: "?",
  notYet: "○",
  waiting: "·",
  running: "…",
  here: "▸",
  lock: "▣",
  tool: "◆",
  spark: "✦",
  full: "●",
  empty: "○",
  rule: "─",
  wall: "│",
  bar: "┃",
  between: "›",
  up: "↑",
  down: "↓",
  unequal: "≠",
  ellipsis: "…",
  dot: "·",
  jointBelow: "┬",
  jointAbove: "┴",
  corners: ["╭", "╮", "╰", "╯", "├", "┤"],
};

export const ASCII: Glyphs = {
  pass: "+",
  fail: "x",
  error: "!",
  timeout: "T",
  fault: "?",
  notYet: "o",
  waiting: ".",
  running: "~",
  here: ">",
  lock: "#",
  tool: "*",
  spark: "*",
  full: "#",
  empty: "-",
  rule: "-",
  wall: "|",
  bar: "|",
  between: ">",
  up: "^",
  down: "v",
  unequal: "!",
  ellipsis: "~",
  dot: "-",
  jointBelow: "+",
  jointAbove: "+",
  corners: ["+", "+", "+", "+", "+", "+"],
};
