import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { contentProblems, contentWarnings } from "../../src/curriculum/rules/index.ts";
import { changed, copyOfSound, lineOf, SOUND } from "./support.ts";

const SUMS = "exercises/9.8-rows/row-sums";
const MEANS = "exercises/9.8-rows/row-means";

/** `rule file:line` of every problem, and the messages. */
function problemsIn(root: string) {
  const problems = contentProblems(readCatalogue(root));
  return {
    places: problems.map(({ rule, file, line }) => `${rule} ${file}:${line}`),
    messages: problems.map(({ message }) => message),
  };
}

test("the sound curriculum breaks no rule", () => {
  expect(contentProblems(readCatalogue(SOUND))).toEqual([]);
});

describe("references-resolve", () => {
  test.each([
    [
      "a room that is required",
      `${MEANS}/exercise.md`,
      "requires: [9.8/row-sums]",
      "requires: [9.8/nowhere]",
      "nowhere",
    ],
    [
      "an old id",
      `${MEANS}/exercise.md`,
      "requires: [9.8/row-sums]",
      "requires: [9.8/sum-of-rows]",
      "sum-of-rows",
    ],
    [
      "a neighbour",
      "techniques/reduce.md",
      "neighbours: [broadcasting]",
      "neighbours: [casting]",
      "[casting]",
    ],
    [
      "a type that is solved",
      "techniques/reduce.md",
      "solves: [reduce-over-axes]",
      "solves: [folding]",
      "folding",
    ],
    [
      "a technique of a type",
      "techniques/sub-problems/scale.md",
      "techniques: [broadcasting]",
      "techniques: [scaling]",
      "scaling",
    ],
    [
      "a technique of a sub-problem",
      `${MEANS}/exercise.md`,
      "techniques: [broadcasting, reduce]",
      "techniques: [broadcasting, guess]",
      "guess",
    ],
  ])("catches %s that does not exist", (_what, file, from, to, name) => {
    const root = changed(file, from, to);
    expect(problemsIn(root).places).toEqual([`references-resolve ${file}:${lineOf(root, file, name)}`]);
  });
});

test("no-cycles catches rooms that wait for each other and says the way round", () => {
  const root = changed(`${SUMS}/exercise.md`, "requires: []", "requires: [9.8/row-means]");
  const { places, messages } = problemsIn(root);
  expect(places).toEqual([`no-cycles ${SUMS}/exercise.md:12`]);
  expect(messages[0]).toContain("9.8/row-sums requires 9.8/row-means requires 9.8/row-sums");
});

test("pages-used catches a technique and a type that no room needs", () => {
  const root = changed(
    `${MEANS}/exercise.md`,
    "type: scale\n    techniques: [broadcasting, reduce]",
    "type: reduce-over-axes\n    techniques: [reduce]",
  );
  expect(problemsIn(root).places).toEqual([
    "pages-used techniques/broadcasting.md:1",
    "pages-used techniques/sub-problems/scale.md:1",
  ]);
});

test("pages-used lets a page be reached through another page", () => {
  const root = changed(`${MEANS}/exercise.md`, "techniques: [broadcasting, reduce]", "techniques: [reduce]");
  // No sub-problem names broadcasting, but the page of the type "scale" lists it.
  expect(problemsIn(root).places).toEqual([]);
});

describe("ladders-complete", () => {
  test("catches a missing, a doubled and an empty rung", () => {
    const missing = changed(
      `${MEANS}/exercise.md`,
      'data-sub-problem="divide" data-rung="shapes"',
      'data-sub-problem="divide" data-rung="idea"',
    );
    const { places, messages } = problemsIn(missing);
    const line = lineOf(missing, `${MEANS}/exercise.md`, "id: divide");
    expect(places).toEqual([
      `ladders-complete ${MEANS}/exercise.md:${line}`,
      `ladders-complete ${MEANS}/exercise.md:${line}`,
    ]);
    expect(messages[0]).toContain('no hint on the rung "shapes"');
    expect(messages[1]).toContain('the rung "idea" more than once');
    const empty = changed(`${SUMS}/exercise.md`, "An axis that disappears was reduced.", "");
    expect(problemsIn(empty).messages).toEqual([
      'Sub-problem "reduce" has nothing written on the rung "idea".',
    ]);
  });

  test("catches a sub-problem without a technique", () => {
    const root = changed("exercises/katas/reduce/exercise.md", "techniques: [reduce]", "techniques: []");
    expect(problemsIn(root).messages).toContain('Sub-problem "total" names no technique.');
  });
});

test("code-fits catches a wide line of code, and no wide line of prose", () => {
  const root = copyOfSound();
  const wide = "x".repeat(77);
  appendFileSync(
    join(root, "techniques/reduce.md"),
    `\n${wide}\n\n\`\`\`ts\n${"x".repeat(76)}\n${wide}\n\`\`\`\n\n${wide}\n`,
  );
  const { places, messages } = problemsIn(root);
  expect(places).toEqual([
    `code-fits techniques/reduce.md:${lineOf(root, "techniques/reduce.md", "x".repeat(76)) + 4}`,
  ]);
  expect(messages[0]).toContain("77 columns");
});

test("files-exist names the file that is missing", () => {
  const root = copyOfSound();
  rmSync(join(root, "graders/9.8-rows/row-sums.decoys.ts"));
  rmSync(join(root, `${MEANS}/stub.ts`));
  expect(problemsIn(root).messages).toEqual([
    "The room's decoys is missing: graders/9.8-rows/row-sums.decoys.ts.",
    `The room's stub is missing: ${MEANS}/stub.ts.`,
  ]);
});

test("files-exist has nothing against weights beside a room", () => {
  const root = copyOfSound();
  writeFileSync(join(root, `${MEANS}/weights.safetensors`), "");
  expect(problemsIn(root).messages).toEqual([]);
});

describe("ids-unique", () => {
  test.each([
    [
      "an old id that is a room's",
      `${SUMS}/exercise.md`,
      "aliases: [9.8/sum-of-rows]",
      "aliases: [9.8/row-means]",
    ],
    ["a file of two rooms", `${MEANS}/exercise.md`, "file: 02-row-means.ts", "file: 01-row-sums.ts"],
    ["a place taken twice", `${MEANS}/exercise.md`, "order: 2", "order: 1"],
    [
      "an alias that is another technique",
      "techniques/reduce.md",
      "aliases: [sum over axes]",
      "aliases: [broadcasting]",
    ],
  ])("catches %s", (_what, file, from, to) => {
    const { places } = problemsIn(changed(file, from, to));
    expect(places).toHaveLength(1);
    expect(places[0]).toMatch(/^ids-unique /);
  });

  test("catches a sub-problem named twice in its room", () => {
    const { messages } = problemsIn(changed(`${MEANS}/exercise.md`, "- id: divide", "- id: reduce"));
    expect(messages[0]).toBe('The sub-problem "reduce" is taken: in the same file.');
  });
});

test("names-agree catches an id that is not its folder's", () => {
  const root = changed("exercises/katas/reduce/exercise.md", "id: katas/reduce", "id: katas/fold");
  expect(problemsIn(root).messages).toEqual([
    'The id "katas/fold" must be "katas/reduce", as its folders say.',
  ]);
  const moved = changed("exercises/9.8-rows/section.md", "id: 9.8", "id: 9.9");
  expect(problemsIn(moved).messages[0]).toBe(
    'The folder "9.8-rows" must begin with the section\'s id "9.9".',
  );
});

describe("katas-apart", () => {
  const KATA = "exercises/katas/reduce/exercise.md";
  test.each([
    ["a door that waits for a kata", `${MEANS}/exercise.md`, "[9.8/row-sums]", "[katas/reduce]"],
    ["a kata that waits for a door", KATA, "requires: []", "requires: [9.8/row-sums]"],
    ["a room among the katas", KATA, "kind: kata", "kind: room"],
    ["a kata in the dungeon", `${SUMS}/exercise.md`, "kind: room", "kind: kata"],
    ["a kata that does something else", KATA, "techniques: [reduce]", "techniques: [broadcasting]"],
  ])("catches %s", (_what, file, from, to) => {
    const { places } = problemsIn(changed(file, from, to));
    expect(places.some((place) => place.startsWith(`katas-apart ${file}:`))).toBe(true);
  });
});

test("techniques-drilled warns of a technique that has no kata, and only of such", () => {
  const drilled = contentWarnings(readCatalogue(SOUND)).filter(({ rule }) => rule === "techniques-drilled");
  expect(drilled).toMatchObject([
    { file: "techniques/broadcasting.md", line: 1, message: expect.stringContaining("katas/broadcasting") },
  ]);
});

test("our own curriculum breaks no rule, and each of its techniques has a kata", () => {
  const catalogue = readCatalogue(join(import.meta.dirname, "..", ".."));
  expect(contentProblems(catalogue)).toEqual([]);
  expect(contentWarnings(catalogue)).toEqual([]);
});

describe("answers-hidden", () => {
  test.each([
    [
      "the statement",
      `${SUMS}/exercise.md`,
      "the sum of each row of `x`.",
      "the sum of each row of `x`, which is `tf.sum(x,1)`.",
    ],
    [
      "a rung before `line`",
      `${SUMS}/exercise.md`,
      "An axis that disappears was reduced.",
      "Try\n\n    const y = tf.sum( x, 1 );",
    ],
    ["a comment of the stub", `${SUMS}/stub.ts`, "/** The sum of each row. */", "// return tf.sum(x, 1);"],
    [
      "the open function of a stub",
      `${MEANS}/stub.ts`,
      "  return notYet",
      "  const total = tf.sum<tf.Tensor1D>(x, 1);\n  return notYet",
    ],
  ])("catches a line of the solution in %s", (_where, file, from, to) => {
    const { places } = problemsIn(changed(file, from, to));
    expect(places).toHaveLength(1);
    expect(places[0]).toContain(`answers-hidden ${file}:`);
  });

  test("lets sizes and calls without arguments be spoken of", () => {
    const root = changed(
      `${SUMS}/solution.ts`,
      "  return tf.sum",
      "  x.print();\n  const wide =\n    left + width + right;\n  return tf.sum",
    );
    const path = join(root, `${SUMS}/exercise.md`);
    appendFileSync(path, "\nIt is `left + width + right` wide; do `x.print()`.\n");
    expect(problemsIn(root).places).toEqual([]);
  });

  test("lets a function that the stub gives whole be the solution's", () => {
    const helper = "\nfunction doubled(x: tf.Tensor): tf.Tensor {\n  return tf.mul(x, 2).add(1);\n}\n";
    const root = changed(`${SUMS}/stub.ts`, /$/, helper);
    appendFileSync(join(root, `${SUMS}/solution.ts`), helper);
    expect(problemsIn(root).places).toEqual([]);
  });
});
