import { picture } from "arena/grader";
import { flip, linalg, plots, tf, unbind } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-triangle-fixed/solution.ts";
import { screen, TRIANGLE } from "./scenes.ts";

const SIDE = 41;

export default picture<typeof Solution>({
  title: "Hit masks before your repair and after it",
  paper: { width: 412, height: 480 },
  async draw({ answer }) {
    const rays = tf.tensor3d(screen(SIDE, SIDE)); // [ray, 2, xyz]
    const triangle = tf.tensor2d(TRIANGLE); // [3, xyz]
    const scenes = { Ahead: triangle, Behind: triangle.neg() };
    const masks: plots.Plot[] = [];
    for (const [name, scene] of Object.entries(scenes)) {
      masks.push(await maskOf(withSilentFaults(rays, scene), `${name}, before`));
      masks.push(await maskOf(answer.raytraceTriangleFixed(rays, scene as tf.Tensor2D), `${name}, after`));
    }
    return plots.panels(masks, {
      perRow: 2,
      legend: ["Left before, right after; above a triangle ahead, below the same behind the camera."],
    });
  },
});

const maskOf = (hits: tf.Tensor, title: string): Promise<plots.Plot> =>
  plots.image(flip(hits.cast("float32").reshape([SIDE, SIDE]), [0]), { title, range: [0, 1] }); // [y, z], y upwards

/** What was given, its two loud faults mended: a parallelogram, before the camera or behind it. bool [ray] */
function withSilentFaults(rays: tf.Tensor3D, triangle: tf.Tensor): tf.Tensor {
  const [A, B, C] = unbind(triangle) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [xyz]
  const [O, D] = unbind(rays, 1) as [tf.Tensor, tf.Tensor]; // each [ray, xyz]
  const columns = [D.neg(), B.sub(A), C.sub(A)].map((column) => tf.broadcastTo(column, O.shape)); // each [ray, xyz]
  const suv = linalg.solve(tf.stack(columns, -1), O.sub(A)); // [ray, suv]
  const [, u, v] = unbind(suv, -1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [ray]
  const inU = u.greaterEqual(0).logicalAnd(u.lessEqual(1)); // [ray]
  return inU.logicalAnd(v.greaterEqual(0)).logicalAnd(v.lessEqual(1)); // [ray]
}
