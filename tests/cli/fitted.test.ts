import { expect, test } from "vitest";
import { fitted } from "../../src/cli/fitted.ts";

test("a sentence breaks between words, and what fits stays", () => {
  expect(fitted("There is no workspace here or above.\nShort.", 20)).toBe(
    "There is no\nworkspace here or\nabove.\nShort.",
  );
});

test("a row of columns goes on below its last narrow column", () => {
  expect(fitted("  no  webgpu  finds no graphics adapter; it needs a card", 42)).toBe(
    "  no  webgpu  finds no graphics adapter;\n              it needs a card",
  );
  expect(fitted("   #  0.2/batch-norm  Batch normalisation  locked: first Linear", 40)).toBe(
    "   #  0.2/batch-norm  Batch\n      normalisation  locked: first\n      Linear",
  );
  expect(fitted("        wants arange, einsum, gather", 24)).toBe(
    "        wants arange,\n        einsum, gather",
  );
});

test("wide characters count as two columns", () => {
  expect(fitted("図図 図図 図図", 9)).toBe("図図 図図\n図図");
});

test("a word that is longer than a line stays whole", () => {
  expect(fitted("Made /data/ada/arena-workspace/0.2-cnns", 16)).toBe(
    "Made\n/data/ada/arena-workspace/0.2-cnns",
  );
});

test("code frames and coloured lines stay as they are", () => {
  for (const line of ["    > 12 | const answer = x.maximum(0);", "         |       ^ here it is, the place"])
    expect(fitted(line, 20)).toBe(line);
  expect(fitted("\u001b[1mbold words in a long line\u001b[22m", 10)).toContain("bold words in a long line");
});
