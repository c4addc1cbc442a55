import { picture } from "arena/grader";
import { flip, plots, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-triangle/solution.ts";
import { screen, TRIANGLE } from "./scenes.ts";

const SIDE = 41;

export default picture<typeof Solution>({
  title: "Where your rays hit the triangle",
  async draw({ answer }) {
    const rays = tf.tensor3d(screen(SIDE, SIDE)); // [ray, 2, xyz]
    const hits = answer.raytraceTriangle(rays, tf.tensor2d(TRIANGLE)); // [ray]
    const mask = flip(hits.cast("float32").reshape([SIDE, SIDE]), [0]); // [y, z], y upwards
    return plots.image(mask, { title: "White: the ray hits", range: [0, 1] });
  },
});
