import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import type { Room } from "../../src/curriculum/model.ts";
import { Grader } from "../../src/grading/grader.ts";
import { techniquesUsed } from "../../src/review/index.ts";

/*
 * Texts that are too deep or too long for whoever reads them. Parsers end the whole process at some thousand levels: were
 * they given these, this test would end, too.
 */

const root = join(import.meta.dirname, "..", "..");
const room = readCatalogue(root)
  .sections.flatMap(({ rooms }) => rooms)
  .find(({ id }) => id === "0.2/relu") as Room;
const folder = mkdtempSync(join(tmpdir(), "arena-oversized-"));
let grader: Grader;
beforeAll(async () => {
  grader = await Grader.start({ root, rooms: [room], backend: "wasm" });
});
afterAll(() => grader.close());

async function grade(text: string) {
  const { verdict, failure } = await grader.grade({ room, path: join(folder, "01-relu.ts"), text });
  return { verdict, message: failure?.message ?? "" };
}

const right = (more = "") => `import { nn, tf } from "arena/tools";
${more}
export class ReLU extends nn.Module { forward(x: tf.Tensor): tf.Tensor { return tf.maximum(x, 0); } }`;

const TOO_DEEP = "nests its code deeper than a parser can follow. Write it flatter.";

const deep: readonly (readonly [string, (levels: number) => string])[] = [
  ["brackets", (n) => `export const a = ${"[".repeat(n)}${"]".repeat(n)};`],
  ["brackets that stay open", (n) => `export const a = ${"[".repeat(n)}`],
  ["parentheses", (n) => `export const a = ${"(".repeat(n)}1${")".repeat(n)};`],
  ["blocks", (n) => "{".repeat(n) + "}".repeat(n)],
  ["functions", (n) => "function f(){".repeat(n) + "}".repeat(n)],
  ["types", (n) => `export type A = ${"B<".repeat(n)}1${">".repeat(n)};`],
  ["keyof", (n) => `export type A = ${"keyof ".repeat(n)}1;`],
  ["new", (n) => `export const a = ${"new ".repeat(n)}B;`],
  ["branches", (n) => `${"if(1)".repeat(n)};`],
  ["templates", (n) => `export const a = ${"`${".repeat(n)}1${"}`".repeat(n)};`],
  ["sums", (n) => `export const a = ${"1+".repeat(n)}1;`],
];

describe("code that nests without end", () => {
  test.each(deep)("%s, 30,000 levels deep", async (_, make) => {
    const { verdict, message } = await grade(right(make(30_000)));
    expect([verdict, message]).toEqual(["could-not-load", expect.stringContaining(TOO_DEEP)]);
    writeFileSync(join(folder, "helper.ts"), make(30_000));
    expect(await grade(right('import "./helper.ts";'))).toEqual({
      verdict: "could-not-load",
      message: `helper.ts ${TOO_DEEP}`,
    });
  });

  test("words that a parser stumbles over again and again do not hold it up", async () => {
    const { verdict, message } = await grade(right(`${"declare ".repeat(100_000)}let a: 1;`));
    expect([verdict, message]).toEqual([
      "could-not-load",
      expect.stringMatching(/^01-relu\.ts (takes a parser longer than ten seconds|nests its code deeper)/),
    ]);
  });

  test("what a parser just survives leaves the tutor alive", async () => {
    for (const [, make] of deep) {
      const { verdict, message } = await grade(right(make(2400)));
      expect([verdict, message === ""]).toEqual(
        verdict === "passed" ? ["passed", true] : ["could-not-load", false],
      );
    }
  });

  test("after all of that a right answer passes", async () => {
    expect(await grade(right())).toEqual({ verdict: "passed", message: "" });
  });
});

describe("long files", () => {
  test("an answer of ten megabytes is refused with its size", async () => {
    const long = right(`// ${"x".repeat(10_000_000)}`);
    expect(await grade(long)).toEqual({
      verdict: "could-not-load",
      message: `01-relu.ts has ${long.length} characters; 1048576 are the most.`,
    });
  });

  test("a long table and a long helper pass", async () => {
    writeFileSync(join(folder, "table.ts"), `export const table = [${"0.5, ".repeat(100_000)}];`);
    writeFileSync(
      join(folder, "long.ts"),
      "export const f = (x: number) => Math.max(x, 0);\n"
        .replace("f", "f0")
        .repeat(1)
        .concat(
          Array.from(
            { length: 5000 },
            (_, n) => `export const f${n + 1} = (x: number): number => f${n}(x);`,
          ).join("\n"),
        ),
    );
    expect(
      await grade(
        right(
          'import { table } from "./table.ts"; import { f9 } from "./long.ts"; if (f9(table[1]) !== 0.5) throw new Error("lost");',
        ),
      ),
    ).toEqual({ verdict: "passed", message: "" });
  });

  test("the review of a long answer does not take long", () => {
    const start = performance.now();
    const used = techniquesUsed(
      `${"Math.max(1, 2);\n".repeat(50_000)}${right().replace("tf.maximum(x, 0)", "x.maximum(0)")}`,
    );
    expect(used.map(({ line }) => line)).toContain(50_003);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
