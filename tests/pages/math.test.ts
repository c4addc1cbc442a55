import { describe, expect, test } from "vitest";
import { displayMath, inlineMath } from "../../src/pages/math/index.ts";

describe("a formula on one line", () => {
  test.each([
    ["\\mathrm{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V", "softmax(QKᵀ/√dₖ)V"],
    [
      "L = \\mathbb{E}_t[\\min(r_t, \\mathrm{clip}(r_t, 1-\\epsilon, 1+\\epsilon))]",
      "L = 𝔼ₜ[min(rₜ, clip(rₜ, 1 − ϵ, 1 + ϵ))]",
    ],
    ["-\\frac{1}{2}\\sum_{i=1}^{n} x_i^2", "−(1/2)∑ᵢ₌₁ⁿ xᵢ²"],
    ["\\frac{a+b}{2} = \\sqrt{x+1}", "(a + b)/2 = √(x + 1)"],
    ["x \\in \\mathbb{R}^{n \\times d}", "x ∈ ℝ^(n × d)"],
    ["\\log p + \\exp(x)", "log p + exp(x)"],
    ["d_{head} + W_Q + W^{(1)}", "d_head + W_Q + W⁽¹⁾"],
    ["\\lVert x \\rVert_2 \\le \\bar{x}", "∥x∥₂ ≤ x̄"],
    ["\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "(1, 2; 3, 4)"],
    ["\\mathcal{L}(\\theta)", "ℒ(θ)"],
    ["a < b > c \\ge \\text{d \\& e}", "a < b > c ≥ d & e"],
  ])("%s", (tex, expected) => {
    expect(inlineMath(tex).replace(/ +/g, " ")).toBe(expected);
  });
});

describe("a formula as on paper", () => {
  test("fractions have a bar and brackets grow", () => {
    expect(displayMath("\\left(\\frac{a}{b}\\right) + 1", 80)).toEqual(["⎛  a  ⎞", "⎜ ─── ⎟ + 1", "⎝  b  ⎠"]);
  });

  test("limits stand below and above a sum", () => {
    expect(displayMath("\\sum_{i=1}^{n} x_i", 80)).toEqual(["  n", "  ∑   xᵢ", "i = 1"]);
  });

  test("a matrix has rows and columns", () => {
    expect(displayMath("\\begin{bmatrix} 1 & -2 \\\\ 10 & 4 \\end{bmatrix}", 80)).toEqual([
      "⎡1   −2⎤",
      "⎣10  4 ⎦",
    ]);
  });

  test("lines of an aligned formula stand below each other", () => {
    expect(displayMath("\\begin{aligned} a &= b \\\\ cd &= e \\end{aligned}", 80)).toEqual([
      " a = b",
      "cd = e",
    ]);
  });

  test("scripts Unicode has no letters for are raised", () => {
    expect(displayMath("\\mathbb{R}^{n \\times d}", 80)).toEqual([" n × d", "ℝ"]);
  });
});
