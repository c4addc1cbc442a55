import { type Animation, picture } from "arena/grader";
import { linalg, meshes, plots, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-mesh-lambert/solution.ts";
import { posterOf } from "./poster.ts";
import { refined, render, type View } from "./view.ts";

const VIEW: View = { distance: 6, limit: 0.24, width: 360, height: 450, up: "z" };
const LARGE: View = { ...VIEW, width: 720, height: 900 };
const FILM: View = { ...VIEW, width: 160, height: 200 };
/** The cup looks the same after half a turn, so that half a turn makes a film without an end. */
const FRAMES = 12;
const AMBIENT = 0.08;

export default picture<typeof Solution>({
  title: "The cup of this dungeon, lit by your own rays",
  paper: { width: VIEW.width, height: VIEW.height },
  async draw({ answer, large }): Promise<plots.Plot | Animation> {
    const towards = tf.tensor1d([-0.7, -0.6, 0.75]); // [xyz]
    const light = towards.div(linalg.norm(towards)) as tf.Tensor1D; // [xyz]
    const lit = async (cup: tf.Tensor3D, view: View): Promise<plots.Plot> => {
      const trace = (rays: tf.Tensor3D, triangles: tf.Tensor3D) =>
        answer.raytraceMeshLambert(rays, triangles, light, AMBIENT);
      const brightness = await render(cup, view, trace, 0); // of one ray a pixel
      const finer = await refined(brightness, cup, view, trace, 0.07); // of four at edges
      return plots.image(posterOf(finer, view), { range: [0, 1] });
    };
    if (!large) return lit(meshes.trophy({ detail: 2 }), VIEW);
    const frames: plots.Plot[] = [];
    for (let i = 0; i < FRAMES; i++)
      frames.push(await lit(turned(meshes.trophy({ detail: 2 }), (Math.PI * i) / FRAMES), FILM));
    return {
      frames: frames.map((frame) => frame.paper(FILM.width, FILM.height)),
      milliseconds: 110,
      poster: await lit(meshes.trophy({ detail: 4 }), LARGE),
    };
  },
});

/** A mesh turned about the z axis. */
function turned(mesh: tf.Tensor3D, angle: number): tf.Tensor3D {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const R = tf.tensor2d([c, s, 0, -s, c, 0, 0, 0, 1], [3, 3]); // [xyz, xyz]
  return mesh.reshape([-1, 3]).matMul(R).reshape(mesh.shape) as tf.Tensor3D; // [triangle, corner, xyz]
}
