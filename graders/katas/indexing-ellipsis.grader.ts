import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/indexing-ellipsis/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/indexing-ellipsis");

subProblem("last", () => {
  test("a batch", async ({ answer, solution, random, expectSame }) => {
    const logits = random.normal([2, 3, 4]); // [batch, position, token]
    await expectSame(
      "lastPosition(logits)",
      () => answer.lastPosition(logits),
      solution.lastPosition(logits),
    );
  });
  test("one example", async ({ answer, solution, random, expectSame }) => {
    const logits = random.normal([3, 4]); // [position, token]
    await expectSame(
      "lastPosition(logits)",
      () => answer.lastPosition(logits),
      solution.lastPosition(logits),
    );
  });
  test("two axes in front", async ({ answer, solution, random, expectSame }) => {
    const logits = random.normal([2, 3, 3, 2]); // [prompt, batch, position, token]
    await expectSame(
      "lastPosition(logits)",
      () => answer.lastPosition(logits),
      solution.lastPosition(logits),
    );
  });
});

subProblem("rest", () => {
  test("every head of a batch", async ({ answer, solution, random, expectSame }) => {
    const pattern = tf.softmax(random.normal([2, 3, 4, 4])); // [batch, head, query, key]
    await expectSame(
      "withoutFirstKey(pattern)",
      () => answer.withoutFirstKey(pattern),
      solution.withoutFirstKey(pattern),
      { reductionLength: 4 },
    );
  });
  test("one head by hand", async ({ answer, given, expectSame }) => {
    const pattern = given.tensor([0.5, 0.25, 0.25, 0, 0.25, 0.75], [2, 3]); // [query, key]
    await expectSame(
      "withoutFirstKey(pattern)",
      () => answer.withoutFirstKey(pattern),
      tf.tensor2d([
        [0.5, 0.5],
        [0.25, 0.75],
      ]),
    );
  });
});

subProblem("gate", () => {
  test("features of a batch", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 6]); // [batch, position, 2·d]
    await expectSame("gated(x)", () => answer.gated(x), solution.gated(x));
  });
  test("one row", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([4]); // [2·d]
    await expectSame("gated(x)", () => answer.gated(x), solution.gated(x));
  });
});

subProblem("previous", () => {
  test("one head by hand", async ({ answer, given, expectSame }) => {
    const pattern = given.tensor([1, 0, 0, 0.5, 0.5, 0, 0, 1, 0], [3, 3]); // [query, key]
    await expectSame(
      "previousTokenScore(pattern)",
      () => answer.previousTokenScore(pattern),
      tf.scalar(0.75),
    );
  });
  test("every head of a batch", async ({ answer, solution, random, expectSame }) => {
    const pattern = tf.softmax(random.normal([2, 3, 5, 5])); // [batch, head, query, key]
    await expectSame(
      "previousTokenScore(pattern)",
      () => answer.previousTokenScore(pattern),
      solution.previousTokenScore(pattern),
      { reductionLength: 4 },
    );
  });
});
