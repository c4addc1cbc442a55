import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/make-rays-1d/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.1/make-rays-1d");

/** [ray, point, xyz] with these y. */
const fan = (...ys: number[]) =>
  tf.tensor3d(
    ys.map((y) => [
      [0, 0, 0],
      [1, y, 0],
    ]),
  );

subProblem("spread", () => {
  test("five rays by hand", async ({ answer, expectSame }) => {
    await expectSame("makeRays1d(5, 10)", () => answer.makeRays1d(5, 10), fan(-10, -5, 0, 5, 10));
  });
  test("an even number of rays", async ({ answer, expectSame }) => {
    await expectSame("makeRays1d(4, 1.5)", () => answer.makeRays1d(4, 1.5), fan(-1.5, -0.5, 0.5, 1.5));
  });
  test("a single ray", async ({ answer, expectSame }) => {
    await expectSame("makeRays1d(1, 2)", () => answer.makeRays1d(1, 2), fan(-2));
  });
  test("hundreds of rays", async ({ answer, solution, expectSame }) => {
    await expectSame("makeRays1d(250, 1)", () => answer.makeRays1d(250, 1), solution.makeRays1d(250, 1));
  });
});

subProblem("assemble", () => {
  test("two rays, number by number", async ({ answer, expectSame }) => {
    await expectSame("makeRays1d(2, 3)", () => answer.makeRays1d(2, 3), fan(-3, 3));
  });
  test("origins at zero and directions up to the screen", async ({ answer, expectSame }) => {
    await expectSame("makeRays1d(3, 0.5)", () => answer.makeRays1d(3, 0.5), fan(-0.5, 0, 0.5));
  });
});
