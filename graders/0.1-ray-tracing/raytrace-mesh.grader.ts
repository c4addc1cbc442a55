import { room } from "arena/grader";
import { meshes, stack, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-mesh/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.1/raytrace-mesh");

/** A triangle across the x axis at this x: [3, 3]. */
const wall = (x: number) => [
  [x, -1, -1],
  [x, 3, -1],
  [x, -1, 3],
];
const ray = (direction: number[], origin = [0, 0, 0]) => [origin, direction];

/** Rays from (-2, 0, 0) through a screen of n by n points, or from another x: [n * n, 2, 3]. */
function screen(n: number, limit: number, x = -2, scale = 1): number[][][] {
  const places = Array.from({ length: n }, (_, i) => -limit + (2 * limit * i) / (n - 1));
  return places.flatMap((y) => places.map((z) => ray([scale, scale * y, scale * z], [x, 0, 0])));
}

subProblem("pairs", () => {
  test("one ray and one triangle", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([1, 0, 0])]) as tf.Tensor3D; // [1, 2, 3]
    const triangles = given.tensor([wall(2)]) as tf.Tensor3D; // [1, 3, 3]
    await expectSame("raytraceMesh", () => answer.raytraceMesh(rays, triangles), tf.tensor1d([2]));
  });
  test("more rays than triangles", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([
      ray([1, 0.1, 0.2]),
      ray([1, 0.5, -0.9]),
      ray([1, 0.2, 0.1], [1, 0, 0]),
    ]) as tf.Tensor3D; // [3, 2, 3]
    const triangles = given.tensor([wall(2)]) as tf.Tensor3D; // [1, 3, 3]
    const expected = tf.tensor1d([2, Infinity, 1]); // [3]
    await expectSame("raytraceMesh", () => answer.raytraceMesh(rays, triangles), expected);
  });
  test("a parallel pair beside one that meets", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([1, 0, 0]), ray([0, 1, 0], [0, -3, 0.25])]) as tf.Tensor3D; // [2, 2, 3]
    const floor = [
      [-1, 0.5, 0],
      [1, 0.5, 0],
      [-1, 2.5, 0],
    ]; // parallel to both rays, above neither
    const triangles = given.tensor([floor, wall(4)]) as tf.Tensor3D; // [2, 3, 3]
    await expectSame("raytraceMesh", () => answer.raytraceMesh(rays, triangles), tf.tensor1d([4, Infinity]));
  });
  test("a picture of 2,500 rays", async ({ answer, given, solution, expectSame }) => {
    const rays = given.tensor(screen(50, 0.77)) as tf.Tensor3D; // [2500, 2, 3]
    const triangles = meshes.icosphere({ subdivisions: 0 }); // [20, 3, 3]
    await expectSame(
      "raytraceMesh of 2,500 rays",
      () => answer.raytraceMesh(rays, triangles),
      solution.raytraceMesh(rays, triangles),
      { atol: 1e-4 },
    );
  });
  test("a ring of 192 triangles", async ({ answer, given, solution, expectSame }) => {
    const rays = given.tensor(screen(12, 0.95)) as tf.Tensor3D; // [144, 2, 3]
    const triangles = meshes.torus(); // [192, 3, 3]
    await expectSame(
      "raytraceMesh of the ring",
      () => answer.raytraceMesh(rays, triangles),
      solution.raytraceMesh(rays, triangles),
      { atol: 1e-4 },
    );
  });
});

subProblem("hits", () => {
  test("a triangle behind the camera", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([-1, 0, 0]), ray([1, 0, 0])]) as tf.Tensor3D; // [2, 2, 3]
    const triangles = given.tensor([wall(2)]) as tf.Tensor3D; // [1, 3, 3]
    await expectSame("raytraceMesh", () => answer.raytraceMesh(rays, triangles), tf.tensor1d([Infinity, 2]));
  });
  test("beside the triangle, within its parallelogram", async ({ answer, given, expectSame }) => {
    // u = v = 0.7
    const rays = given.tensor([ray([1, 0.9, 0.9])]) as tf.Tensor3D; // [1, 2, 3]
    const triangles = given.tensor([wall(2)]) as tf.Tensor3D; // [1, 3, 3]
    await expectSame("raytraceMesh", () => answer.raytraceMesh(rays, triangles), tf.tensor1d([Infinity]));
  });
  test("beside each of the other edges", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([1, -0.7, 0]), ray([1, 0, -0.7])]) as tf.Tensor3D; // [2, 2, 3]
    const triangles = given.tensor([wall(2)]) as tf.Tensor3D; // [1, 3, 3]
    await expectSame(
      "raytraceMesh",
      () => answer.raytraceMesh(rays, triangles),
      tf.tensor1d([Infinity, Infinity]),
    );
  });
  test("close before the camera and close behind it", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([1, 0, 0], [1.5, 0, 0]), ray([1, 0, 0], [2.5, 0, 0])]) as tf.Tensor3D; // [2, 2, 3]
    const triangles = given.tensor([wall(2)]) as tf.Tensor3D; // [1, 3, 3]
    await expectSame(
      "raytraceMesh",
      () => answer.raytraceMesh(rays, triangles),
      tf.tensor1d([0.5, Infinity]),
    );
  });
  test("touching counts", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([
      ray([1, -0.5, -0.5]), // a corner
      ray([1, 0.5, 0.5]), // the long edge
      ray([1, 0, 0], [2, 0, 0]), // starts on the triangle
    ]) as tf.Tensor3D; // [3, 2, 3]
    const triangles = given.tensor([wall(2)]) as tf.Tensor3D; // [1, 3, 3]
    await expectSame("raytraceMesh", () => answer.raytraceMesh(rays, triangles), tf.tensor1d([2, 2, 0]));
  });
  test("a small triangle is one too", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([1, 0, 0])]) as tf.Tensor3D; // [1, 2, 3]
    const small = wall(2).map((corner) => corner.map((value) => value / 1000));
    const triangles = given.tensor([small]) as tf.Tensor3D; // [1, 3, 3]
    await expectSame("raytraceMesh", () => answer.raytraceMesh(rays, triangles), tf.tensor1d([0.002]));
  });
  test("a parallel pair whose right side looks like a hit", async ({ answer, given, expectSame }) => {
    // O - A = (0.5, 0.25, 0.25), which the identity would turn into s, u and v
    const rays = given.tensor([ray([1, 0, 0], [0.5, 0.25, 0.25])]) as tf.Tensor3D; // [1, 2, 3]
    const level = [
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
    ];
    const triangles = given.tensor([level]) as tf.Tensor3D; // [1, 3, 3]
    await expectSame("raytraceMesh", () => answer.raytraceMesh(rays, triangles), tf.tensor1d([Infinity]));
  });
});

subProblem("nearest", () => {
  test("the nearest of two triangles", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([1, 0, 0])]) as tf.Tensor3D; // [1, 2, 3]
    const triangles = given.tensor([wall(5), wall(2)]) as tf.Tensor3D; // [2, 3, 3]
    await expectSame("raytraceMesh", () => answer.raytraceMesh(rays, triangles), tf.tensor1d([2]));
  });
  test("nothing is hit", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([-1, 0, 0]), ray([0, 1, 0]), ray([0, 0, 1])]) as tf.Tensor3D; // [3, 2, 3]
    const triangles = given.tensor([wall(5), wall(2)]) as tf.Tensor3D; // [2, 3, 3]
    await expectSame(
      "raytraceMesh",
      () => answer.raytraceMesh(rays, triangles),
      tf.fill([3], Number.POSITIVE_INFINITY),
    );
  });
  test("directions twice as long", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([2, 0, 0]), ray([0.5, 0.1, 0])]) as tf.Tensor3D; // [2, 2, 3]
    const triangles = given.tensor([wall(5), wall(2)]) as tf.Tensor3D; // [2, 3, 3]
    await expectSame("raytraceMesh", () => answer.raytraceMesh(rays, triangles), tf.tensor1d([2, 2]));
  });
  test("the camera within a sphere", async ({ answer, given, solution, expectSame }) => {
    const rays = given.tensor(screen(6, 0.83, 0)) as tf.Tensor3D; // [36, 2, 3]
    const triangles = meshes.icosphere({ subdivisions: 1, radius: 3 }); // [80, 3, 3]
    await expectSame(
      "raytraceMesh from within",
      () => answer.raytraceMesh(rays, triangles),
      solution.raytraceMesh(rays, triangles),
      { atol: 1e-4 },
    );
  });
  test("the far side of the ring stays hidden", async ({ answer, given, expectThat }) => {
    const rays = given.tensor(screen(16, 0.95)) as tf.Tensor3D; // [256, 2, 3]
    const shown = () => stack([answer.raytraceMesh(rays, meshes.torus())]); // [1, 256]
    const visible = async (distances: tf.Tensor) => {
      const hits = [...(await distances.data<"float32">())].filter(Number.isFinite);
      const mean = hits.reduce((sum, hit) => sum + hit, 0) / hits.length;
      return hits.length > 100 && Math.min(...hits) > 1 && mean < 1.6;
    };
    await expectThat(
      "raytraceMesh of the ring",
      shown,
      visible,
      "the depths of its near side, 1.5 on average",
    );
  });
});
