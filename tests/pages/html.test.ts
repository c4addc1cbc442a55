import { expect, test } from "vitest";
import { pageHtml } from "../../src/pages/html/page-html.ts";

const html = pageHtml(
  "x < y",
  "# Title\n\nA *word*, $a^2$.\n\n```ts\nconst a = 1 < 2;\n```\n```output\n<1>\n```\n",
);

test("a page is one file that loads nothing", () => {
  expect(html).toMatch(/^<!doctype html>/);
  expect(html).not.toMatch(/\b(src|href)=|<script|@import|url\(/);
  expect(html).toContain("<title>x &lt; y</title>");
});

test("code is highlighted, output stays text, a formula is MathML", () => {
  expect(html).toContain('<span class="hljs-keyword">const</span>');
  expect(html).toContain('<pre class="output"><code>&lt;1&gt;</code></pre>');
  expect(html).toMatch(/<math.*<msup>/);
});
