import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/make-rays-2d/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.1/make-rays-2d");

/** [ray, point, xyz] of every y with every z, y slow. */
const screen = (ys: readonly number[], zs: readonly number[]) =>
  tf.tensor3d(
    ys.flatMap((y) =>
      zs.map((z) => [
        [0, 0, 0],
        [1, y, z],
      ]),
    ),
  );

subProblem("cross", () => {
  test("two by three by hand", async ({ answer, expectSame }) => {
    await expectSame(
      "makeRays2d(2, 3, 1, 10)",
      () => answer.makeRays2d(2, 3, 1, 10),
      screen([-1, 1], [-10, 0, 10]),
    );
  });
  test("five by three", async ({ answer, expectSame }) => {
    await expectSame(
      "makeRays2d(5, 3, 1, 2)",
      () => answer.makeRays2d(5, 3, 1, 2),
      screen([-1, -0.5, 0, 0.5, 1], [-2, 0, 2]),
    );
  });
  test("as many y as z", async ({ answer, expectSame }) => {
    await expectSame(
      "makeRays2d(3, 3, 0.5, 4)",
      () => answer.makeRays2d(3, 3, 0.5, 4),
      screen([-0.5, 0, 0.5], [-4, 0, 4]),
    );
  });
  test("a single column, a single ray", async ({ answer, expectSame }) => {
    await expectSame("makeRays2d(3, 1, 2, 1)", () => answer.makeRays2d(3, 1, 2, 1), screen([-2, 0, 2], [-1]));
    await expectSame("makeRays2d(1, 1, 2, 3)", () => answer.makeRays2d(1, 1, 2, 3), screen([-2], [-3]));
  });
});

subProblem("assemble", () => {
  test("two by two, number by number", async ({ answer, expectSame }) => {
    await expectSame("makeRays2d(2, 2, 3, 7)", () => answer.makeRays2d(2, 2, 3, 7), screen([-3, 3], [-7, 7]));
  });
});
