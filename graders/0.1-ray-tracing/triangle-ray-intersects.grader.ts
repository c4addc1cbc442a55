import { room } from "arena/grader";
import { index, type tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/triangle-ray-intersects/solution.ts";
import { EXACT, NEEDLE, RAY, SHIELD, SMALL_SHIELD } from "./scenes.ts";

const { subProblem, test } = room<typeof Solution>("0.1/triangle-ray-intersects");

/** One case: the ray meets the triangle, or does not. */
function shot(title: string, ray: readonly (readonly number[])[], triangle: number[][], hits: boolean): void {
  test(title, async ({ answer, given, expectSame }) => {
    const [A, B, C, O, D] = [...triangle, ...ray].map((point) => given.tensor([...point]) as tf.Tensor1D) as [
      tf.Tensor1D,
      tf.Tensor1D,
      tf.Tensor1D,
      tf.Tensor1D,
      tf.Tensor1D,
    ]; // each [xyz]
    await expectSame(
      "triangleRayIntersects(A, B, C, O, D)",
      () => answer.triangleRayIntersects(A, B, C, O, D),
      hits,
    );
  });
}

subProblem("system", () => {
  shot("through the middle", RAY.middle, SHIELD, true);
  shot("past the side", RAY.aside, SHIELD, false);
  shot("from another origin and the other side", RAY.turned, SHIELD, true);
  shot("a long direction", RAY.long, SHIELD, true);
  test("moved anywhere in space", async ({ answer, random, expectSame }) => {
    const shift = random.uniform([3], -4, 4); // [xyz]
    const point = (values: readonly number[]) =>
      shift.add([...values] as [number, number, number]) as tf.Tensor1D; // [xyz]
    const [A, B, C] = SHIELD.map(point) as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
    const [O, D] = [point(RAY.middle[0]), index(point(RAY.middle[1]).sub(shift), ":") as tf.Tensor1D];
    await expectSame(
      "triangleRayIntersects(A, B, C, O, D)",
      () => answer.triangleRayIntersects(A, B, C, O, D),
      true,
    );
  });
});

subProblem("inside", () => {
  shot("behind the camera", RAY.behind, SHIELD, false);
  shot("just behind the camera", RAY.justBehind, SHIELD, false);
  shot("in the parallelogram but not in the triangle", RAY.parallelogram, SHIELD, false);
  shot("beyond a corner", RAY.beyond, SHIELD, false);
  shot("a negative u", RAY.pastU, SHIELD, false);
  shot("a negative v", RAY.pastV, SHIELD, false);
  shot("a touched corner counts", RAY.corner, EXACT, true);
  shot("a touched edge counts", RAY.edge, EXACT, true);
  shot("a ray that starts on the triangle", RAY.startsOn, EXACT, true);
});

subProblem("singular", () => {
  shot("along the triangle's plane", RAY.parallel, SHIELD, false);
  shot("within the triangle's plane", RAY.within, SHIELD, false);
  shot("three corners on a line", RAY.middle, NEEDLE, false);
  shot("a small triangle is one too", RAY.middle, SMALL_SHIELD, true);
});
