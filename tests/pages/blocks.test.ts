import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { runPageBlocks } from "../../src/pages/blocks/problems.ts";
import { runBlocks } from "../../src/pages/blocks/run.ts";
import { runnableBlocks } from "../../src/pages/blocks/runnable.ts";
import { typeProblems } from "../../src/pages/blocks/types.ts";
import { checkPages } from "../../src/pages/check-pages.ts";
import { changed, copyOfSound, lineOf, SOUND } from "../curriculum/support.ts";

/** arena's own folder: the built tools are there. */
const ARENA = join(import.meta.dirname, "..", "..");

describe("which blocks of a page run", () => {
  test("those marked `ts run`, with the output block that comes next", () => {
    const page =
      "text\n\n```ts run\na\n```\n\nIt prints\n\n```output\n1\n2\n```\n\n```ts run\nb\n```\n\n```ts\nc\n```\n\n```output\n3\n```\n";
    expect(runnableBlocks(page)).toEqual([
      { code: "a", expected: "1\n2", line: 4 },
      { code: "b", expected: undefined, line: 15 },
    ]);
  });

  test("none inside another block", () => {
    expect(runnableBlocks("````markdown\n```ts run\na\n```\n````\n")).toEqual([]);
  });
});

describe("running blocks", () => {
  test("gives what each printed, and no block sees another", async () => {
    const outcomes = await runBlocks(ARENA, [
      'import { tf } from "arena/tools";\nconst x: number = 2;\nconsole.log(tf.ones([x, 3]).shape, "and");\nprocess.stdout.write("more");',
      "console.log(typeof x);",
      'console.log(await (await import("arena/tools")).tf.tensor1d([1, 2]).data());',
    ]);
    expect(outcomes).toEqual([
      { kind: "printed", text: "[ 2, 3 ] and\nmore" },
      { kind: "printed", text: "undefined\n" },
      { kind: "printed", text: "Float32Array(2) [ 1, 2 ]\n" },
    ]);
  });

  test("one that throws, cannot be read, hangs or exits does not stop the others", async () => {
    const outcomes = await runBlocks(
      ARENA,
      [
        'const a: number = 1;\n\nthrow new Error("at " + a);',
        "const = 1;",
        "for (;;);",
        "process.exit(0);",
        "console.log(5);",
      ],
      6,
    );
    expect(outcomes).toEqual([
      { kind: "threw", message: "Error: at 1", line: 3 },
      { kind: "threw", message: 'Expected identifier but found "="', line: 1 },
      { kind: "not-finished" },
      { kind: "not-finished" },
      { kind: "printed", text: "5\n" },
    ]);
  });

  test("fields are assigned as in an answer: a declared one does not overwrite what super() set", async () => {
    const code =
      "class A { constructor() { (this as any).x = 1; } }\nclass B extends A { x!: number; }\nconsole.log(new B().x);";
    expect(await runBlocks(ARENA, [code])).toEqual([{ kind: "printed", text: "1\n" }]);
  });
});

describe("checking pages", () => {
  test("the sound pages print what they say", async () => {
    expect(await checkPages(ARENA, readCatalogue(SOUND))).toEqual([]);
  });

  test("another output, an output that is not said and an error are reported on the line of the code", async () => {
    const file = "techniques/reduce.md";
    const root = changed(file, "[ 2 ]", "[ 3 ]");
    const more =
      '\n```ts run\nconsole.log(1);\n```\n\n## Next\n\n```ts run\nconst b = 1;\nthrow new TypeError("no");\n```\n';
    const path = join(root, file);
    writeFileSync(
      path,
      `${readCatalogue(root).techniques[1]?.body}`.replace(
        /^/,
        "---\ntitle: t\nsummary: s\nsolves: []\n---\n",
      ) + more,
    );
    const problems = await runPageBlocks(ARENA, [{ path }]);
    expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      `${lineOf(root, file, 'from "arena/tools"')}: Line 1 of what this code prints is "[ 2 ]", but the page says "[ 3 ]".`,
      `${lineOf(root, file, "console.log(1)")}: This code prints "1", and no block marked \`output\` follows it.`,
      `${lineOf(root, file, "throw new")}: This code stops with an error: TypeError: no`,
    ]);
  });

  test("code to which an editor objects is reported on its line, unless the page says so itself", async () => {
    const path = join(copyOfSound(), "techniques/broadcasting.md");
    const wrong = "const n: number = 1;\nconst rank: string = n;\nvoid rank;";
    const admitted = "const n = 1;\n// @ts-expect-error: shown on purpose\nvoid n.rank;";
    const fenced = [wrong, admitted].map((code) => `\`\`\`ts run\n${code}\n\`\`\`\n`).join("\n");
    writeFileSync(path, `---\ntitle: t\nsummary: s\nsolves: [scale]\n---\n\n${fenced}`);
    const problems = await typeProblems(ARENA, [{ path }]);
    expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      "9: TypeScript objects to this code: Type 'number' is not assignable to type 'string'.",
    ]);
  });

  test("a formula that cannot be read is reported", async () => {
    const root = copyOfSound();
    const path = join(root, "techniques/broadcasting.md");
    writeFileSync(
      path,
      "---\ntitle: t\nsummary: s\nsolves: [scale]\n---\n\nGood $x^2$, bad $\\frac{1$ and `$\\no` code.\n",
    );
    const problems = await checkPages(ARENA, readCatalogue(root));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /broadcasting\.md:7: This formula cannot be read: \\frac\{1 \(KaTeX parse error/,
    );
  });
});
