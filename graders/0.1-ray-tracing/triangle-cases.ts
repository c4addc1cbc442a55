import type { room } from "arena/grader";
import { concatenate, index, tf } from "arena/tools";
import { countOf, EXACT, HITS, NEEDLE, RAY, SHIELD, SMALL_SHIELD, screen, TRIANGLE } from "./scenes.ts";

type Raytracer = (rays: tf.Tensor3D, triangle: tf.Tensor2D) => tf.Tensor1D;
type Rays = readonly (readonly (readonly number[])[])[];
type Grader<Name extends string> = ReturnType<typeof room<{ [Each in Name]: Raytracer }>>;

/** Cases of a room that exports a ray tracer for one triangle under `name`. */
export function triangleCases<Name extends string>({ test }: Grader<Name>, name: Name) {
  const label = `${name}(rays, triangle)`;

  /** Some rays at one triangle, and which of them hit. */
  function shots(title: string, rays: Rays, triangle: number[][], hits: readonly boolean[]): void {
    test(title, async ({ answer, given, expectSame }) => {
      const [lines, corners] = [given.tensor(rays as number[][][]), given.tensor(triangle)]; // [ray, 2, xyz], [3, xyz]
      const expected = tf.tensor1d([...hits], "bool"); // [ray]
      await expectSame(label, () => answer[name](lines as tf.Tensor3D, corners as tf.Tensor2D), expected);
    });
  }

  return {
    threeByHand: () =>
      shots("three rays by hand", [RAY.middle, RAY.behind, RAY.parallelogram], SHIELD, [true, false, false]),
    one: () => shots("a single ray", [RAY.middle], SHIELD, [true]),
    two: () => shots("two rays", [RAY.aside, RAY.middle], SHIELD, [false, true]),
    origins: () =>
      shots("origins of their own", [RAY.turned, RAY.middle, RAY.aside, RAY.turned], SHIELD, [
        true,
        true,
        false,
        true,
      ]),
    lengths: () => shots("long directions", [RAY.long, RAY.aside, RAY.middle], SHIELD, [true, false, true]),
    behind: () =>
      shots("behind the camera", [RAY.behind, RAY.middle, RAY.justBehind, RAY.aside], SHIELD, [
        false,
        true,
        false,
        false,
      ]),
    thirdSide: () =>
      shots("past the third side", [RAY.parallelogram, RAY.beyond, RAY.middle, RAY.aside], SHIELD, [
        false,
        false,
        true,
        false,
      ]),
    otherSides: () =>
      shots("past the other two sides", [RAY.pastU, RAY.pastV, RAY.middle, RAY.pastV], SHIELD, [
        false,
        false,
        true,
        false,
      ]),
    touching: () =>
      shots("touching counts", [RAY.corner, RAY.edge, RAY.aside, RAY.startsOn], EXACT, [
        true,
        true,
        false,
        true,
      ]),
    singular: () =>
      shots("rays along the plane among others", [RAY.parallel, RAY.middle, RAY.within], SHIELD, [
        false,
        true,
        false,
      ]),
    small: () => shots("a small triangle is one too", [RAY.middle, RAY.aside], SMALL_SHIELD, [true, false]),
    needle: () => shots("three corners on a line", [RAY.middle, RAY.aside], NEEDLE, [false, false]),
    allMiss: () =>
      test("nothing is hit", async ({ answer, given, expectSame }) => {
        const rays = given.tensor(screen(4, 7)) as tf.Tensor3D; // [ray, 2, xyz]
        const away = given.tensor(TRIANGLE.map(([x = 0, y = 0, z = 0]) => [x, y + 3, z])) as tf.Tensor2D; // [3, xyz]
        await expectSame(label, () => answer[name](rays, away), tf.zeros([28], "bool"));
      }),
    scene: () =>
      test("a screen of 15 by 15 with 64 hits", async ({ answer, solution, given, expectSame }) => {
        const rays = given.tensor(screen(15, 15)) as tf.Tensor3D; // [ray, 2, xyz]
        const triangle = given.tensor(TRIANGLE) as tf.Tensor2D; // [3, xyz]
        await expectSame(label, () => answer[name](rays, triangle), solution[name](rays, triangle));
        await expectSame("the number of hits", () => countOf(answer[name](rays, triangle)), HITS);
      }),
    moved: () =>
      test("moved anywhere in space", async ({ answer, solution, random, given, expectSame }) => {
        const shift = random.uniform([3], -4, 4); // [xyz]
        const still = given.tensor(screen(15, 15)); // [ray, 2, xyz]
        const origins = index(still, ":", "0:1").add(shift); // [ray, 1, xyz]
        const rays = concatenate([origins, index(still, ":", "1:2")], 1) as tf.Tensor3D; // [ray, 2, xyz]
        const triangle = tf.tensor2d(TRIANGLE).add(shift) as tf.Tensor2D; // [3, xyz]
        await expectSame(label, () => answer[name](rays, triangle), solution[name](rays, triangle));
      }),
  };
}
