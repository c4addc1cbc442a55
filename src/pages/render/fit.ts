import sliceAnsi from "slice-ansi";
import stringWidth from "string-width";

/** Breaks a line, coloured or not, so that no piece is wider than `width`; the rest is indented by `hanging`. */
export function fit(line: string, width: number, hanging = 0): readonly string[] {
  const total = stringWidth(line);
  if (total <= width) return [line];
  const lead = Math.min(hanging, Math.max(0, width - 8));
  const pieces = [sliceAnsi(line, 0, width)];
  const step = Math.max(1, width - lead);
  for (let from = width; from < total; from += step) pieces.push(" ".repeat(lead) + sliceAnsi(line, from, from + step));
  return pieces;
}
