import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { renderMarkdown } from "../../src/pages/index.ts";

const plain = (markdown: string, width = 60) => renderMarkdown(markdown, { width, colour: false });
const coloured = (markdown: string, width = 60) => renderMarkdown(markdown, { width, colour: true });

const PAGE = `# Einsum: \`name\` the axes

Attention computes $\\mathrm{softmax}(QK^\\top/\\sqrt{d_k})V$ and *each* row sums to **one**.
See [broadcasting](broadcasting.md), or [the paper](https://example.org/a-very-long-address-without-any-blank-in-it.html).

## Code

\`\`\`ts
const scores = einsum("batch query head width, batch key head width -> batch head query key", q, k); // wide
/* two
   lines */
\`\`\`

\`\`\`output
[ 2, 3 ]
\`\`\`

$$
A_{ij} = \\frac{\\exp(q_i \\cdot k_j / \\sqrt{d_{head}})}{\\sum_{j' \\le i} \\exp(q_i \\cdot k_{j'} / \\sqrt{d_{head}})}
$$

| tensor | shape | note |
|---|---|--:|
| q | \`[batch, seq, nHeads, dHead]\` | queries, after the projection by $W_Q$ |

- one
  - two, which is a longer item that has to be wrapped somewhere on its way
    - three
1. first

   \`\`\`ts
   if (x) {
     y();
   }
   \`\`\`

> a quote that is long enough to be wrapped at least once before it comes to its end, I should think
`;

describe("the width", () => {
  test.each([10, 11, 17, 24, 40, 60, 80, 120])("%i columns are never passed", (width) => {
    for (const colour of [false, true]) {
      const lines = renderMarkdown(PAGE, { width, colour }).split("\n");
      expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
    }
  });

  test("nothing is lost when lines are broken", () => {
    const words = (text: string) => text.replace(/[\s│|]+/g, "");
    expect(words(plain("> one two three four five six seven eight", 12))).toBe(
      "onetwothreefourfivesixseveneight",
    );
    expect(words(plain("```ts\nconst abcdefghijklmnop = 1;\n```", 12))).toBe("constabcdefghijklmnop=1;");
  });
});

describe("colour", () => {
  test("without it there is no escape code, not even a link", () => {
    expect(plain(PAGE)).toBe(stripVTControlCharacters(plain(PAGE)));
    expect(plain("[the paper](https://example.org)")).toBe("the paper (https://example.org)");
  });

  test("with it the text is the same, but for links", () => {
    const withoutLinks = PAGE.replace(/\[the paper\]\([^)]*\)/, "the paper");
    expect(stripVTControlCharacters(coloured(withoutLinks))).toBe(plain(withoutLinks));
  });

  test("code is coloured, and each line by itself", () => {
    const [first, second] = coloured("```ts\n/* two\n   lines */\n```").split("\n");
    expect(first).toBe("  \u001b[2m/* two\u001b[22m");
    expect(second).toBe("  \u001b[2m   lines */\u001b[22m");
    expect(coloured("```python\nimport torch\n```")).toContain("\u001b[35mimport\u001b[39m");
    expect(coloured("```cobol\nMOVE A TO B\n```")).toBe("  MOVE A TO B");
  });
});

describe("blocks", () => {
  test("a blank line stands between them, headings are underlined", () => {
    expect(plain("# Title\none\n\ntwo\n## Next\n### Small\nthree")).toBe(
      "Title\n═════\n\none\n\ntwo\n\nNext\n────\n\nSmall\n\nthree",
    );
  });

  test("code is set in and what it prints is marked, so that both can be copied", () => {
    expect(plain("```ts\nif (a) {\n  b();\n}\n```\n```output\n1 < 2\n```")).toBe(
      "  if (a) {\n    b();\n  }\n\n│ 1 < 2",
    );
  });

  test("lists keep their depth and their code", () => {
    expect(plain("- one\n  - two\n    - three\n- four")).toBe("- one\n  - two\n    - three\n- four");
    expect(plain("2. first\n\n   ```ts\n   if (a) {\n     b();\n   ```\n3. second")).toBe(
      "2. first\n\n     if (a) {\n       b();\n\n3. second",
    );
    expect(plain("- [x] done\n- [ ] open")).toBe("[x] done\n[ ] open");
  });

  test("a table has a frame where it fits, and is a list of its rows where it does not", () => {
    const table = "| name | shape |\n|---|---|\n| query | `[batch, head]` |\n| key | $W_K$ |";
    expect(plain(table)).toBe(
      [
        "┌───────┬───────────────┐",
        "│ name  │ shape         │",
        "├───────┼───────────────┤",
        "│ query │ [batch, head] │",
        "│ key   │ W_K           │",
        "└───────┴───────────────┘",
      ].join("\n"),
    );
    expect(plain(table, 14)).toBe("name: query\nshape: [batch,\nhead]\n\nname: key\nshape: W_K");
  });

  test("links to other pages are only their text: a terminal cannot follow them", () => {
    expect(plain("See [broadcasting](../broadcasting.md#rules).")).toBe("See broadcasting.");
  });

  test("comments and other HTML are not shown", () => {
    expect(plain("one\n\n<!-- a note -->\n\ntwo")).toBe("one\n\ntwo");
  });

  test("an empty page is empty", () => {
    expect(plain("")).toBe("");
  });
});

describe("formulas", () => {
  test("stand in running text as characters", () => {
    expect(plain("so $x_i^2 \\in \\mathbb{R}$ and $\\hat{A}_t * 2$")).toBe("so xᵢ² ∈ ℝ and Âₜ ∗ 2");
  });

  test("money and code are no formulas", () => {
    expect(plain("5$ or 6$, `$x$`, and \\$y$")).toBe("5$ or 6$, $x$, and $y$");
  });

  test("are drawn as on paper between double dollars, also with lines that begin with a minus", () => {
    expect(plain("before\n\n$$\n\\frac{QK^\\top}{\\sqrt{d_k}}\n- b\n$$\n\nafter")).toBe(
      "before\n\n      QKᵀ\n     ─────  − b\n      √dₖ\n\nafter",
    );
  });

  test("become one line where they are too wide, and stay TeX where they cannot be read", () => {
    expect(plain("$$\\frac{a}{b}$$", 10)).toBe("      a\n     ───\n      b");
    expect(plain("$$\\frac{alpha + beta}{b}$$", 16)).toBe("    (alpha + bet\n        a)/b");
    expect(plain("$$\\frac{a$$")).toBe("    \\frac{a");
  });

  test("a dollar sign in a block of code begins none", () => {
    expect(plain("```bash\n$$\n```\n\ntext\n\n```bash\n$$\n```")).toBe("  $$\n\ntext\n\n  $$");
  });
});

describe("code that is wider than the screen", () => {
  test("breaks before its comment, or at a blank, and not within a word", () => {
    const line = 'const scores = einsum("b q d, b k d -> b q k", q, k); // [batch, query, key]';
    const drawn = (width: number) => renderMarkdown(`\`\`\`ts\n${line}\n\`\`\``, { width, colour: false });
    expect(drawn(70).trimEnd().split("\n")).toEqual([
      '  const scores = einsum("b q d, b k d -> b q k", q, k);',
      "      // [batch, query, key]",
    ]);
    for (const row of drawn(40).split("\n")) expect(row.length).toBeLessThanOrEqual(40);
    expect(drawn(40).replace(/\s+/g, " ").trim()).toBe(line);
  });
});
