import { type Glyphs, UNICODE } from "../text/glyphs.ts";

const BARS = "▁▂▃▄▅▆▇█";
const PLAIN = "_.-=^";

/** Numbers as one row of bars, the newest last: at most `width` of them, each the mean of its share of the list. */
export function sparkline(values: readonly number[], width: number, glyphs: Glyphs): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return "";
  const signs = glyphs === UNICODE ? BARS : PLAIN;
  const means = chunks(finite, Math.min(width, finite.length));
  const [low, high] = [Math.min(...means), Math.max(...means)];
  return means
    .map((mean) => {
      const share = high === low ? 0.5 : (mean - low) / (high - low);
      return signs[Math.min(signs.length - 1, Math.floor(share * signs.length))];
    })
    .join("");
}

function chunks(values: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const part = values.slice(
      Math.floor((i * values.length) / count),
      Math.floor(((i + 1) * values.length) / count),
    );
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}
