import { expect, it } from "vitest";
import { raytraceMesh } from "../../../exercises/0.1-ray-tracing/raytrace-mesh/solution.ts";
import { linspace, meshes, tf } from "../../../src/tools/index.ts";

/** 32 × 32 rays from (-2, 0, 0) through a screen of ±0.95 at distance 1: hits and depths computed in float64. */
it("the torus gives the picture that it gives in double precision", async () => {
  const places = [...(await linspace(-0.95, 0.95, 32).data())];
  const rays = places.flatMap((y) =>
    places.map((z) => [
      [-2, 0, 0],
      [1, y, z],
    ]),
  );
  const depths = [...(await raytraceMesh(tf.tensor3d(rays), meshes.torus()).data())];
  const hits = depths.filter(Number.isFinite);
  expect(hits.length).toBe(568);
  expect(Math.min(...hits)).toBeCloseTo(1.01893, 4);
  expect(Math.max(...hits)).toBeCloseTo(2.64355, 4);
  expect(hits.reduce((sum, depth) => sum + depth, 0) / hits.length).toBeCloseTo(1.47857, 4);
});
