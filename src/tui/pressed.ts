import type { Key } from "ink";

const NAMED = [
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["pageUp", "pageup"],
  ["pageDown", "pagedown"],
  ["home", "home"],
  ["end", "end"],
  ["return", "return"],
  ["escape", "escape"],
] as const;

/**
 * The names, as the key table knows them, of what Ink reports as one input: fast typing arrives several keys
 * at a time.
 */
export function pressedKeys(input: string, key: Key): string[] {
  const named = NAMED.find(([property]) => key[property]);
  if (named !== undefined) return [named[1]];
  if (key.ctrl) return input === "c" ? ["ctrl+c"] : [];
  if (key.meta || key.tab || key.backspace || key.delete) return [];
  return [...input];
}
