import { picture } from "arena/grader";
import { flip, meshes, plots, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-mesh-video/solution.ts";
import { rotateTriangles, rotationMatrix } from "../../exercises/0.1-ray-tracing/rotate-mesh/solution.ts";
import { quickTracer } from "./quick-tracer.ts";

const SIDE = 72;
const FRAMES = 24;

/** Rays from (-4, 0, 0) at a ball of radius 1, y slow and z fast: [SIDE * SIDE, 2, 3]. */
function screen(): tf.Tensor3D {
  const place = (i: number) => -0.26 + (0.52 * i) / (SIDE - 1);
  const rays = Array.from({ length: SIDE * SIDE }, (_, k) => [
    [-4, 0, 0],
    [1, place(Math.floor(k / SIDE)), place(k % SIDE)],
  ]);
  return tf.tensor3d(rays);
}

export default picture<typeof Solution>({
  title: "Your film: the trophy turns",
  async draw({ answer }) {
    const upright = tf.gather(meshes.trophy(), [1, 2, 0], 2) as tf.Tensor3D; // [triangle, corner, 3], z becomes y
    const facing = rotateTriangles(upright, rotationMatrix(Math.PI / 2)); // its handles left and right
    const settings = { numFrames: FRAMES, height: SIDE, width: SIDE, raysAtOnce: 1024 };
    const mesh = meshes.fitted(facing); // [triangle, corner, 3]
    const frames = await answer.raytraceMeshVideo(screen(), mesh, rotationMatrix, quickTracer, settings);
    return plots.film(flip(frames, [1]), { range: [3, 5], milliseconds: 80 }); // [frame, y, z], y upwards
  },
});
