import stringWidth from "string-width";
import { expect, test } from "vitest";
import { textWidth } from "../../src/pages/text/width.ts";

test.each([
  "plain",
  "",
  "é ü ß",
  "Aᵢⱼ = ∑ᵢ₌₁ⁿ xᵢ² ⊙ √dₖ",
  "𝔼 ℝ ℒ 𝒩 ⎛⎜⎝ ⎧⎨⎩",
  "┌─┬┐│├┼┤└┴┘═",
  "x̄ Â ẍ x⃗",
  "→ ← ⇒ ≤ ≥ ≠ ∞ ∂ ∇",
  "…–—“”‘’",
  "日本語 한국어 ｆｕｌｌ",
  "✅ ⚡ 😀",
  "✓ ✗ ★ ●",
  "zero\u200bwidth",
])("%s is as wide as string-width says", (text) => {
  expect(textWidth(text)).toBe(stringWidth(text));
});

test("a cluster of emoji is never said to be narrower than it is", () => {
  for (const text of ["👨‍👩‍👧", "🇩🇪", "❤️", "👍🏽"])
    expect(textWidth(text)).toBeGreaterThanOrEqual(stringWidth(text));
});
