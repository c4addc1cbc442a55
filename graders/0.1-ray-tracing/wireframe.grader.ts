import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/wireframe/solution.ts";
import { EXACT, NEEDLE, RAY, SHIELD, SMALL_SHIELD, screen, TRIANGLE } from "./scenes.ts";

const { subProblem, test } = room<typeof Solution>("0.1/wireframe");

/** SHIELD on the plane x = 4, twice as large: the same rays meet it at the same shares. */
const BEHIND_SHIELD = SHIELD.map((corner) => corner.map((value) => 2 * value));
/** SHIELD where no ray of RAY meets it. */
const AWAY = SHIELD.map(([x = 0, y = 0, z = 0]) => [x, y + 9, z]);

type Rays = readonly (readonly (readonly number[])[])[];

function drawn(
  title: string,
  rays: Rays,
  triangles: readonly number[][][],
  width: number,
  hits: readonly boolean[],
) {
  test(title, async ({ answer, given, expectSame }) => {
    const lines = given.tensor(rays as number[][][]) as tf.Tensor3D; // [ray, 2, xyz]
    const mesh = given.tensor([...triangles]) as tf.Tensor3D; // [triangle, 3, xyz]
    const expected = tf.tensor1d([...hits], "bool"); // [ray]
    await expectSame(
      `wireframe(rays, triangles, ${width})`,
      () => answer.wireframe(lines, mesh, width),
      expected,
    );
  });
}

subProblem("pairs", () => {
  drawn("three rays and two triangles", [RAY.middle, RAY.aside, RAY.pastU], [AWAY, SHIELD], 0.3, [
    true,
    false,
    false,
  ]);
  drawn("one ray and one triangle", [RAY.middle], [SHIELD], 0.3, [true]);
  drawn("origins of their own", [RAY.turned, RAY.aside], [SHIELD], 0.1, [true, false]);
  drawn("a small triangle is one too", [RAY.middle, RAY.aside], [SMALL_SHIELD], 0.3, [true, false]);
  drawn(
    "along the plane and on a line",
    [RAY.parallel, RAY.middle, RAY.within],
    [SHIELD, NEEDLE, AWAY],
    0.3,
    [false, true, false],
  );
});

subProblem("edges", () => {
  drawn("close before the camera and close behind it", [RAY.long, RAY.justBehind], [SHIELD], 0.3, [
    true,
    false,
  ]);
  drawn("touching counts", [RAY.corner, RAY.edge, RAY.aside], [EXACT], 0.1, [true, true, false]);
  drawn("exactly as far from the edge as it is wide", [RAY.startsOn], [EXACT], 0.25, [true]);
  drawn("a wide edge and a narrow one: wide", [RAY.middle, RAY.turned], [SHIELD], 0.3, [true, true]);
  drawn("a wide edge and a narrow one: narrow", [RAY.middle, RAY.turned], [SHIELD], 0.1, [false, true]);
  drawn("behind the camera", [RAY.behind, RAY.middle], [SHIELD], 0.3, [false, true]);
  drawn("outside of every side", [RAY.parallelogram, RAY.pastU, RAY.pastV, RAY.beyond], [SHIELD], 0.3, [
    false,
    false,
    false,
    false,
  ]);
  test("a screen of 15 by 15", async ({ answer, solution, given, expectSame }) => {
    const rays = given.tensor(screen(15, 15)) as tf.Tensor3D; // [ray, 2, xyz]
    const mesh = given.tensor([TRIANGLE]) as tf.Tensor3D; // [triangle, 3, xyz]
    await expectSame(
      "wireframe(rays, triangles, 0.1)",
      () => answer.wireframe(rays, mesh, 0.1),
      solution.wireframe(rays, mesh, 0.1),
    );
  });
});

subProblem("any", () => {
  drawn(
    "the nearer of two hides nothing",
    [RAY.middle, RAY.aside, RAY.turned],
    [SHIELD, BEHIND_SHIELD, AWAY],
    0.3,
    [true, false, true],
  );
  drawn("nothing is hit", [RAY.aside, RAY.behind, RAY.pastV], [AWAY, SHIELD], 0.3, [false, false, false]);
});
