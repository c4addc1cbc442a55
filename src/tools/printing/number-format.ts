import { fixed, scientific } from "./round-half-even.ts";

/**
 * How the entries of one tensor are written: each gets the same width, so that columns stand below each
 * other.
 */
export interface NumberFormat {
  readonly width: number;
  /** The entry's text, padded on the left. */
  write(value: number): string;
}

const DECIMALS = 4;

/**
 * Picks PyTorch's format for these values (torch/_tensor_str.py, default print options): whole numbers as
 * `3.`, fractions with four decimals, scientific notation if the largest magnitude is above 1e8, more than
 * 1000 times the smallest, or the smallest of a fraction's is below 1e-4. Zeros, NaN and infinities have no
 * say in that.
 */
export function formatFor(values: readonly number[], dtype: string): NumberFormat {
  if (dtype === "bool") return aligned(values, (value) => (value ? "True" : "False"));
  if (dtype !== "float32") return aligned(values, String);
  const counted = values.filter((value) => Number.isFinite(value) && value !== 0);
  return aligned(counted, floatWriter(counted), 1);
}

function floatWriter(counted: readonly number[]): (value: number) => string {
  const magnitudes = counted.map(Math.abs);
  const largest = magnitudes.reduce((a, b) => Math.max(a, b), 0);
  const smallest = magnitudes.reduce((a, b) => Math.min(a, b), Infinity);
  const whole = counted.every(Number.isInteger);
  const spread = counted.length > 0 && (largest / smallest > 1000 || largest > 1e8);
  if (spread || (!whole && smallest < 1e-4)) return (value) => scientific(value, DECIMALS);
  if (whole) return (value) => (Number.isFinite(value) ? `${fixed(value, 0)}.` : fixed(value, 0));
  return (value) => fixed(value, DECIMALS);
}

function aligned(values: readonly number[], text: (value: number) => string, least = 0): NumberFormat {
  const width = values.reduce((widest, value) => Math.max(widest, text(value).length), least);
  return { width, write: (value) => text(value).padStart(width) };
}
