import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/curriculum/content-error.ts";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { splitFrontMatter } from "../../src/curriculum/reading/front-matter.ts";
import { separateHints } from "../../src/curriculum/reading/hint-blocks.ts";
import { YamlMemory } from "../../src/curriculum/reading/yaml-memory.ts";
import { mangled } from "../fuzz/mangle.ts";
import { copyOfSound, SOUND } from "./support.ts";

/** What is written where it hurts in YAML and Markdown. */
const TOKENS = [
  ...["---", ": ", "- ", "  ", "\t", "\n", "\r", "'", '"', "[", "]", "{", "}", "#", "|", ">", "%", "@", "`"],
  ...[
    "*a",
    "&a ",
    "<<: *a",
    "!!js/function ",
    "!!binary ",
    "? ",
    "null",
    "~",
    "1e999",
    "__proto__: ",
    "\u0000",
  ],
  ...[
    "<details data-sub-problem=",
    "</details>",
    "<summary>",
    "```",
    "\ud800",
    "\ufeff",
    "💥",
    "x".repeat(5000),
  ],
];

const FILES = [
  "exercises/9.8-rows/row-means/exercise.md",
  "exercises/9.8-rows/section.md",
  "techniques/reduce.md",
  "techniques/sub-problems/scale.md",
];

describe.each(FILES)("%s, mangled", (file) => {
  const sound = readFileSync(join(SOUND, file), "utf8");

  test("is read, or refused with file and line", () => {
    const root = copyOfSound();
    fc.assert(
      fc.property(mangled(sound, TOKENS), (text) => {
        writeFileSync(join(root, file), text);
        expect(refusalOf(() => everything(root))).toMatch(/^$|^[^\n]*\.md:\d+: ./);
      }),
      { numRuns: 300 },
    );
  });
});

test("YAML that means to hurt is refused, and quickly", () => {
  const root = copyOfSound();
  const path = join(root, "techniques/reduce.md");
  const laughs = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
  for (let i = 1; i < 12; i++)
    laughs.push(
      `a${i}: &a${i} [${Array(10)
        .fill(i === 1 ? "*a" : `*a${i - 1}`)
        .join(", ")}]`,
    );
  for (const yaml of [
    laughs.join("\n"),
    "title: *missing",
    "a: &a\n  b: *a",
    `${"[".repeat(5000)}`,
    "- ".repeat(20_000),
  ]) {
    writeFileSync(path, `---\n${yaml}\n---\nbody\n`);
    const start = performance.now();
    expect(
      refusalOf(() => everything(root)),
      yaml.slice(0, 40),
    ).toMatch(/reduce\.md:\d+: ./);
    expect(performance.now() - start).toBeLessThan(3_000);
  }
});

test("any text is cut into front matter and body, or refused", () => {
  fc.assert(
    fc.property(mangled("---\na: b\n---\nbody", TOKENS), (text) => {
      expect(refusalOf(() => splitFrontMatter(text, "a.md"))).toMatch(/^$|^a\.md:\d+: ./);
    }),
    { numRuns: 1000 },
  );
});

test("hints are taken out of any Markdown, quickly", () => {
  const block = '<details data-sub-problem="a" data-rung="idea"><summary>s</summary>b</details>\n';
  fc.assert(
    fc.property(mangled(`# t\n${block}${block}`, TOKENS), (text) => void separateHints(text)),
    { numRuns: 1000 },
  );
  const start = performance.now();
  separateHints("<details data-rung=".repeat(500));
  separateHints(`<details ${"data-rung=".repeat(500)}`);
  separateHints("\n# a".repeat(2_000));
  expect(performance.now() - start).toBeLessThan(2_000);
});

test("a memory of front matter that is damaged is forgotten", () => {
  const file = join(mkdtempSync(join(tmpdir(), "arena-memory-")), "front-matter.json");
  const entry = { path: "a.md", yaml: "title: b", body: "", bodyLine: 3 };
  const written = JSON.stringify([["title: b", { title: "b" }]]);
  fc.assert(
    fc.property(
      mangled(written, ["[", "]", "{", "}", ",", "null", "1", '"x"', "[1,2]", '["title: b",null]']),
      (text) => {
        writeFileSync(file, text);
        expect(() => new YamlMemory(file).parse(entry)).not.toThrow();
      },
    ),
    { numRuns: 500 },
  );
  for (const text of [
    "[1]",
    "[null]",
    '[["title: b"]]',
    '[["title: b", 5]]',
    '[["title: b", null]]',
    "{}",
    "null",
    "[[]]",
  ]) {
    writeFileSync(file, text);
    expect(new YamlMemory(file).parse(entry), text).toEqual({ title: "b" });
  }
});

/** Pages are read when they are first asked for. */
function everything(root: string): unknown {
  const { sections, techniques, subProblemTypes } = readCatalogue(root);
  return [sections, techniques, subProblemTypes];
}

/** The words in which content is refused; empty where it is not. Anything but a refusal is thrown on. */
function refusalOf(read: () => unknown): string {
  try {
    read();
    return "";
  } catch (error) {
    if (error instanceof ContentError) return error.message;
    throw error;
  }
}
