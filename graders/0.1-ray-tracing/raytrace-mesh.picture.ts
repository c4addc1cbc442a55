import { picture } from "arena/grader";
import { meshes, plots, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-mesh/solution.ts";
import { render, type View } from "./view.ts";

const VIEW: View = { distance: 4, limit: 0.46, width: 168, height: 168, up: "y" };

export default picture<typeof Solution>({
  title: "What your rays hit, and how far away it is",
  paper: { width: 752, height: 446 },
  async draw({ answer }) {
    const ring = meshes.torus({ around: 24, across: 12 }); // [576, 3, 3]
    const distances = await render(ring, VIEW, answer.raytraceMesh, Number.POSITIVE_INFINITY);
    const depth = tf.tensor2d(distances, [VIEW.height, VIEW.width]); // [row, column]
    const mask = depth.isFinite().cast("float32"); // [row, column]
    return plots.panels([
      await plots.image(mask, { title: "Hits", range: [0, 1] }),
      await plots.heatMap(depth, { title: "Distance along x", colours: "embers", reversed: true }),
    ]);
  },
});
