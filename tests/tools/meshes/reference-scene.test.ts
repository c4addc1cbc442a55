import { expect, it } from "vitest";
import { raytraceMesh } from "../../../exercises/0.1-ray-tracing/raytrace-mesh/solution.ts";
import { quickTracer } from "../../../graders/0.1-ray-tracing/quick-tracer.ts";
import { linspace, meshes, tf } from "../../../src/tools/index.ts";

/** 32 × 32 rays from (-2, 0, 0) through a screen of ±0.95 at distance 1, with directions twice as long: [1024, 2, 3]. */
async function screen(): Promise<tf.Tensor3D> {
  const places = [...(await linspace(-0.95, 0.95, 32).data())];
  const rays = places.flatMap((y) =>
    places.map((z) => [
      [-2, 0, 0],
      [2, 2 * y, 2 * z],
    ]),
  );
  return tf.tensor3d(rays);
}

/** Hits and depths computed in float64. */
it.each([
  ["the solution", raytraceMesh],
  ["the quick tracer of the pictures", quickTracer],
])("the torus gives the picture that it gives in double precision, by %s", async (_name, trace) => {
  const depths = [...(await trace(await screen(), meshes.torus()).data())];
  const hits = depths.filter(Number.isFinite);
  expect(hits.length).toBe(568);
  expect(Math.min(...hits)).toBeCloseTo(1.01893, 4);
  expect(Math.max(...hits)).toBeCloseTo(2.64355, 4);
  expect(hits.reduce((sum, depth) => sum + depth, 0) / hits.length).toBeCloseTo(1.47857, 4);
});

it("the quick tracer sees nothing behind the camera, beside the mesh or along a triangle", async () => {
  const rays = tf.tensor3d([
    [
      [-9, 0, 0],
      [-1, 0, 0],
    ],
    [
      [-9, 5, 0],
      [1, 0, 0],
    ],
    [
      [0, 0, 0],
      [0, 0, 1],
    ],
  ]); // [3, 2, 3]
  const triangle = tf.tensor3d([
    [
      [0, 0, 2],
      [0, 0, 3],
      [1, 0, 2],
    ],
  ]); // [1, 3, 3]
  const both = tf.concat([meshes.torus(), triangle]) as tf.Tensor3D; // [193, 3, 3]
  expect([...(await quickTracer(rays, both).data())]).toEqual([Infinity, Infinity, Infinity]);
});
