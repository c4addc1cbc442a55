import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { reviewRoom, techniquesUsed } from "../../src/review/index.ts";
import { SIGNS } from "../../src/review/signs.ts";

const root = join(import.meta.dirname, "..", "..");
const catalogue = readCatalogue(root);
const namesIn = (answer: string) => techniquesUsed(answer).map(({ technique }) => technique);

describe("what an answer uses", () => {
  test("is found in calls, not in comments, strings or functions of one's own name", () => {
    expect(namesIn(`// einsum(x, "b i -> b")\nexport const note = 'rearrange(x, "a b -> b a")';`)).toEqual(
      [],
    );
    expect(
      namesIn("const reduce = (x: number[]) => x[0];\nreduce([1]);\n[1, 2].reduce((a, b) => a + b);"),
    ).toEqual([]);
    expect(namesIn(`import { einsum as contract } from "arena/tools";\ncontract("i, i ->", a, b);`)).toEqual([
      "einsum",
    ]);
    expect(namesIn(`tf.einsum("ij,jk->ik", a, b)`)).toEqual(["einsum"]);
    expect(namesIn("Math.max(1, 2); Promise.all([]); Object.assign({}, x);")).toEqual([]);
  });

  test("comes with the line on which it stands, also within a chain", () => {
    const answer = 'import { tf } from "arena/tools";\nconst y = x\n  .relu()\n  .squeeze([1]);';
    expect(techniquesUsed(answer)).toEqual([
      { technique: "squeeze-unsqueeze", line: 4, code: ".squeeze([1]);" },
    ]);
  });

  test("tells ways of indexing apart", () => {
    const of = (specs: string) =>
      namesIn(`import { index, arange } from "arena/tools";\nindex(x, ${specs});`);
    expect(of('":", "1:3"')).toEqual(["indexing-colon"]);
    expect(of('"...", 0')).toEqual(["indexing-ellipsis"]);
    expect(of("arange(4), labels")).toEqual(["arange", "indexing-arange"]);
  });

  test("row numbers are row numbers under a name of their own, too", () => {
    const head = 'import { arange, index } from "arena/tools";\n';
    expect(namesIn(`${head}const rows = arange(2);\nindex(x, rows, labels);`)).toEqual([
      "arange",
      "indexing-arange",
    ]);
    expect(namesIn(`${head}const rows = arange(2);\nindex(x, ids, labels);`)).toEqual(["arange"]);
  });

  test("a function of tf is told from a method where it is handed on, or given an array", () => {
    expect(namesIn("const rectified = layers.map(tf.relu);")).toEqual(["function-vs-method"]);
    expect(namesIn("const best = tf.mean([0.5, 0.7]);")).toEqual(["function-vs-method"]);
    expect(namesIn("const mean = x.mean([0, 1]); tf.mean(x, [0, 1]);")).toEqual([]);
  });

  test("a run that is written down, and a tensor that is kept as it is", () => {
    expect(namesIn('await using run = runlog.init({ project: "digits" });')).toContain("experiment-tracking");
    expect(namesIn("const before = layer.weight.clone();")).toEqual(["detach-and-clone"]);
  });

  test("a buffer and a frozen model show by either way of making them", () => {
    expect(namesIn("this.scale = new nn.Buffer(initial);")).toContain("buffers");
    expect(namesIn('this.registerBuffer("scale", initial);')).toEqual(["buffers"]);
    expect(namesIn("layer.weight.requiresGrad = false;")).toEqual(["freezing"]);
    expect(namesIn("model.body.requiresGrad_(false);")).toEqual(["freezing"]);
  });

  test("a training loop is a loop in which gradients are taken and steps made", () => {
    expect(
      namesIn("for (const b of loader) { backward(lossOf, model.parameters()); optimizer.step(); }"),
    ).toEqual(["training-loop"]);
    expect(namesIn("for (const b of loader) { total += b; }")).toEqual([]);
  });

  test("an answer that does not parse shows nothing, and does no harm", () => {
    expect(namesIn("export function ( {")).toEqual([]);
  });

  test("every technique that has a page can be earned", () => {
    expect(catalogue.techniques.map(({ name }) => name).filter((name) => !(name in SIGNS))).toEqual([]);
  });
});

describe("the review of a room", () => {
  const linear = catalogue.sections.flatMap(({ rooms }) => rooms).find(({ id }) => id === "0.2/linear");
  if (linear === undefined) throw new Error("internal: there is no room 0.2/linear");
  const solution = readFileSync(linear.files.solution, "utf8");

  test("says so where answer and solution use the same tools", () => {
    const { subProblems } = reviewRoom(linear, solution, solution, catalogue);
    expect(subProblems.map(({ comparison }) => comparison)).toEqual(subProblems.map(() => "the-same"));
  });

  test("tells the truth about an answer that multiplies another way", () => {
    const byMatMul = solution.replace(/einsum\([^)]*\)/, "tf.matMul(x, this.weight, false, true)");
    expect(byMatMul).not.toBe(solution);
    const multiply = reviewRoom(linear, byMatMul, solution, catalogue).subProblems.find(
      ({ subProblem }) => subProblem.id === "multiply",
    );
    expect(multiply?.comparison).toBe("another-way");
    expect(multiply?.yours).toEqual([]);
    expect(multiply?.solutions.map(({ technique }) => technique)).toEqual(["einsum"]);
  });

  test("looks for each step of a kata in its own function", () => {
    const kata = catalogue.sections
      .flatMap(({ rooms }) => rooms)
      .find(({ id }) => id === "katas/gather") as Parameters<typeof reviewRoom>[0];
    const solution = readFileSync(kata.files.solution, "utf8");
    const answer = solution.replace(
      "squeeze(gather(resid, 1, places), 1)",
      "index(resid, arange(resid.shape[0]), last)",
    );
    const { subProblems } = reviewRoom(kata, answer, solution, catalogue);
    const lines = subProblems.map(({ yours }) => yours.map(({ line }) => line));
    expect(new Set(lines.flat()).size).toBeGreaterThan(3); // not the first place of the file for all
    expect(subProblems.map(({ comparison }) => comparison)).toEqual([
      "the-same",
      "the-same",
      "another-way",
      "the-same",
    ]);
  });
});
