import { picture } from "arena/grader";
import { avgPool2d, meshes, plots, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/wireframe/solution.ts";
import { refined, render, type View } from "./view.ts";

const VIEW: View = { distance: 3.2, limit: 0.36, width: 300, height: 300, up: "y" };

export default picture<typeof Solution>({
  title: "A ball of triangles as your lines draw it",
  paper: { width: VIEW.width, height: VIEW.height },
  async draw({ answer }) {
    const ball = meshes.icosphere({ subdivisions: 1 }); // [80, 3, 3]
    const trace = (rays: tf.Tensor3D, triangles: tf.Tensor3D) => answer.wireframe(rays, triangles, 0.025);
    const hits = await render(ball, VIEW, trace, 0); // of one ray a pixel
    const finer = await refined(hits, ball, VIEW, trace, 0.5); // of four at edges
    const lines = avgPool2d(tf.tensor4d(finer, [1, 1, 2 * VIEW.height, 2 * VIEW.width]), 2); // [1, 1, row, column]
    return plots.image(blueprint(lines.squeeze([0])), { range: [0, 1] }); // [colour, row, column]
  },
});

/** White lines on blue: [1, row, column] -> [colour, row, column] */
function blueprint(lines: tf.Tensor): tf.Tensor {
  const ground = tf.tensor3d([0.06, 0.18, 0.4], [3, 1, 1]); // [colour, 1, 1]
  return ground.add(lines.mul(tf.sub(1, ground))); // [colour, row, column]
}
