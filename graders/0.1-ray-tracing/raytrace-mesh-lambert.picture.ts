import { picture } from "arena/grader";
import { linalg, meshes, plots, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-mesh-lambert/solution.ts";
import { posterOf } from "./poster.ts";
import { refined, render, type View } from "./view.ts";

const VIEW: View = { distance: 6, limit: 0.24, width: 360, height: 450, up: "z" };
const AMBIENT = 0.08;

export default picture<typeof Solution>({
  title: "The cup of this dungeon, lit by your own rays",
  paper: { width: VIEW.width, height: VIEW.height },
  async draw({ answer }) {
    const towards = tf.tensor1d([-0.7, -0.6, 0.75]); // [xyz]
    const light = towards.div(linalg.norm(towards)) as tf.Tensor1D; // [xyz]
    const trace = (rays: tf.Tensor3D, triangles: tf.Tensor3D) =>
      answer.raytraceMeshLambert(rays, triangles, light, AMBIENT);
    const cup = meshes.trophy({ detail: 3 }); // [4284, 3, 3]
    const brightness = await render(cup, VIEW, trace, 0); // of one ray a pixel
    const finer = await refined(brightness, cup, VIEW, trace, 0.1); // of four at edges
    return plots.image(posterOf(finer, VIEW), { range: [0, 1] });
  },
});
