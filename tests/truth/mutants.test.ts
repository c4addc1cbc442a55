import { expect, test } from "vitest";
import { diffOf, mutantsOf } from "./mutants.ts";
import { arithmetic } from "./operators/arithmetic.ts";
import { axis } from "./operators/axis.ts";
import { number } from "./operators/number.ts";

const source = `const y = x.sum(1); // [row]
const z = y.add(1).add(1);
`;

test("a mutant is the whole text with one change, and says where and what", () => {
  const [first] = mutantsOf(source, [axis]);
  expect(first).toEqual({
    operator: "axis",
    line: 1,
    code: "const y = x.sum(1); // [row]",
    change: "1 → 2",
    text: source.replace("sum(1)", "sum(2)"),
  });
});

test("no text comes twice, and none is the solution's", () => {
  const texts = mutantsOf(source).map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts).not.toContain(source);
});

test("changes that read the same on one line are numbered, in the order of the text", () => {
  const changes = mutantsOf(source, [arithmetic]).map(({ change, text }) => [change, text.split("\n")[1]]);
  expect(changes).toEqual([
    ["add → sub", "const z = y.sub(1).add(1);"],
    ["add → sub #2", "const z = y.add(1).sub(1);"],
  ]);
});

test("a name does not depend on where in the file its line stands", () => {
  const told = (text: string) =>
    mutantsOf(text, [number]).map(({ operator, code, change }) => [operator, code, change]);
  expect(told(`// a comment\n\n${source}`)).toEqual(told(source));
});

test("types and imports are left as they are", () => {
  expect(mutantsOf(`import { a } from "1";\nconst b: [1, 2] = a as 3;\ntype C = -1;`)).toEqual([]);
});

test("the diff shows the lines that differ, and only those", () => {
  expect(diffOf("a\nb\nc\n", { text: "a\nB\nc\n" })).toEqual({ before: "b", after: "B" });
  expect(diffOf("a\nb\nc\nd\n", { text: "a\nb c\nd\n" })).toEqual({ before: "b c", after: "b c" });
});
