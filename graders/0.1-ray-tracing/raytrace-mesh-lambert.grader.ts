import { room } from "arena/grader";
import { meshes, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-mesh-lambert/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.1/raytrace-mesh-lambert");

/** A triangle across the x axis at this x that faces -x, its short edges of this length: [3, 3]. */
const wall = (x: number, edge = 4) => [
  [x, -edge / 4, -edge / 4],
  [x, -edge / 4, (3 * edge) / 4],
  [x, (3 * edge) / 4, -edge / 4],
];
/** As large as `wall(x)`, its normal (-1, 0, -1) / √2. */
const slope = (x: number) => [
  [x + 1, -1, -1],
  [x - 3, -1, 3],
  [x + 1, 3, -1],
];
const ray = (direction: number[], origin = [0, 0, 0]) => [origin, direction];

/** Rays from (-2, 0, 0) through a screen of n by n points: [n * n, 2, 3]. */
function screen(n: number, limit: number): number[][][] {
  const places = Array.from({ length: n }, (_, i) => -limit + (2 * limit * i) / (n - 1));
  return places.flatMap((y) => places.map((z) => ray([1, y, z], [-2, 0, 0])));
}

subProblem("normals", () => {
  test("one ray and one triangle", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([1, 0, 0])]) as tf.Tensor3D; // [1, 2, 3]
    const triangles = given.tensor([wall(2)]) as tf.Tensor3D; // [1, 3, 3]
    const light = given.tensor([-0.5, 0, 7]) as tf.Tensor1D; // [3]
    const lit = () => answer.raytraceMeshLambert(rays, triangles, light, 0.25);
    await expectSame("raytraceMeshLambert", lit, tf.tensor1d([0.75]));
  });
  test("a small triangle is as bright as a large one", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([1, 0, 0]), ray([1, 0, 0], [3, 0, 0])]) as tf.Tensor3D; // [2, 2, 3]
    const triangles = given.tensor([wall(2, 40), wall(5, 0.004)]) as tf.Tensor3D; // [2, 3, 3]
    const light = given.tensor([-0.5, 1, 0]) as tf.Tensor1D; // [3]
    const lit = () => answer.raytraceMeshLambert(rays, triangles, light, 0.125);
    await expectSame("raytraceMeshLambert", lit, tf.tensor1d([0.625, 0.625]));
  });
});

subProblem("light", () => {
  test("light from behind the triangle", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([1, 0, 0])]) as tf.Tensor3D; // [1, 2, 3]
    const triangles = given.tensor([wall(2)]) as tf.Tensor3D; // [1, 3, 3]
    const light = given.tensor([0.5, 0, 7]) as tf.Tensor1D; // [3]
    const lit = () => answer.raytraceMeshLambert(rays, triangles, light, 0.25);
    await expectSame("raytraceMeshLambert", lit, tf.tensor1d([0.25]));
  });
  test("a triangle seen from its other side", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([-1, 0, 0], [5, 0, 0])]) as tf.Tensor3D; // [1, 2, 3]
    const triangles = given.tensor([wall(2)]) as tf.Tensor3D; // [1, 3, 3]
    const light = given.tensor([-0.5, 0, 7]) as tf.Tensor1D; // [3]
    const lit = () => answer.raytraceMeshLambert(rays, triangles, light, 0.25);
    await expectSame("raytraceMeshLambert", lit, tf.tensor1d([0.75]));
  });
  test("a light that is not of length one", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([1, 0, 0])]) as tf.Tensor3D; // [1, 2, 3]
    const triangles = given.tensor([slope(2)]) as tf.Tensor3D; // [1, 3, 3]
    const light = given.tensor([-3, 0, -1]) as tf.Tensor1D; // [3]
    const lit = () => answer.raytraceMeshLambert(rays, triangles, light, 0);
    await expectSame("raytraceMeshLambert", lit, tf.tensor1d([4 / Math.SQRT2]));
  });
});

subProblem("look-up", () => {
  test("the nearest of three triangles", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([1, 0, 0]), ray([2, 0, 0], [3, 0, 0])]) as tf.Tensor3D; // [2, 2, 3]
    // the second ray starts behind the slope
    const triangles = given.tensor([wall(9), slope(2), wall(5)]) as tf.Tensor3D; // [3, 3, 3]
    const light = given.tensor([-1, 0, -1]) as tf.Tensor1D; // [3]
    const lit = () => answer.raytraceMeshLambert(rays, triangles, light, 0.5);
    await expectSame("raytraceMeshLambert", lit, tf.tensor1d([0.5 + Math.SQRT2, 1.5]));
  });
  test("a picture of 2,500 rays", async ({ answer, given, solution, expectSame }) => {
    const rays = given.tensor(screen(50, 0.77)) as tf.Tensor3D; // [2500, 2, 3]
    const light = given.tensor([-1, -1, 1]) as tf.Tensor1D; // [3]
    const ball = meshes.icosphere({ subdivisions: 0 }); // [20, 3, 3]
    const lit = () => answer.raytraceMeshLambert(rays, ball, light, 0.5);
    await expectSame("raytraceMeshLambert", lit, solution.raytraceMeshLambert(rays, ball, light, 0.5));
  });
  test("a ring in the light", async ({ answer, given, solution, expectSame }) => {
    const rays = given.tensor(screen(12, 0.95)) as tf.Tensor3D; // [144, 2, 3]
    const light = given.tensor([-1, -1, 1]) as tf.Tensor1D; // [3]
    const ring = meshes.torus(); // [192, 3, 3]
    const lit = () => answer.raytraceMeshLambert(rays, ring, light, 0.5);
    await expectSame("raytraceMeshLambert", lit, solution.raytraceMeshLambert(rays, ring, light, 0.5));
  });
});

subProblem("background", () => {
  test("nothing is hit", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([-1, 0, 0]), ray([0, 1, 0]), ray([0, 0, 1])]) as tf.Tensor3D; // [3, 2, 3]
    const triangles = given.tensor([wall(2), wall(5)]) as tf.Tensor3D; // [2, 3, 3]
    const light = given.tensor([-1, 0, 0]) as tf.Tensor1D; // [3]
    const lit = () => answer.raytraceMeshLambert(rays, triangles, light, 0.5);
    await expectSame("raytraceMeshLambert", lit, tf.zeros([3]));
  });
  test("touching is no miss", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([
      ray([1, -0.5, -0.5]), // a corner
      ray([1, 0.5, 0.5]), // the long edge
      ray([1, 0, 0], [2, 0, 0]), // starts on the triangle
    ]) as tf.Tensor3D; // [3, 2, 3]
    const triangles = given.tensor([wall(2)]) as tf.Tensor3D; // [1, 3, 3]
    const light = given.tensor([-1, 0, 0]) as tf.Tensor1D; // [3]
    const lit = () => answer.raytraceMeshLambert(rays, triangles, light, 0.5);
    await expectSame("raytraceMeshLambert", lit, tf.tensor1d([1.5, 1.5, 1.5]));
  });
  test("along the plane of a triangle", async ({ answer, given, expectSame }) => {
    // O - A = (0.5, 0.25, 0.25), which the identity would turn into s, u and v
    const rays = given.tensor([ray([1, 0, 0], [0.5, 0.25, 0.25])]) as tf.Tensor3D; // [1, 2, 3]
    const level = [
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
    ];
    const triangles = given.tensor([level]) as tf.Tensor3D; // [1, 3, 3]
    const light = given.tensor([0, 0, 1]) as tf.Tensor1D; // [3]
    const lit = () => answer.raytraceMeshLambert(rays, triangles, light, 0.5);
    await expectSame("raytraceMeshLambert", lit, tf.zeros([1]));
  });
  test("a hit beside two misses", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([ray([1, 0, 0]), ray([-1, 0, 0]), ray([1, 0.9, 0.9])]) as tf.Tensor3D; // [3, 2, 3]
    const triangles = given.tensor([wall(2)]) as tf.Tensor3D; // [1, 3, 3]
    const light = given.tensor([-1, 0, 0]) as tf.Tensor1D; // [3]
    const lit = () => answer.raytraceMeshLambert(rays, triangles, light, 0.5);
    await expectSame("raytraceMeshLambert", lit, tf.tensor1d([1.5, 0, 0]));
  });
});
