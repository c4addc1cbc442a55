import { type Animation, picture } from "arena/grader";
import { meshes, plots, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/rotate-mesh/solution.ts";

const FRAMES = 24;

export default picture<typeof Solution>({
  title: "The cup, turned by your matrix",
  paper: { width: 760, height: 430 },
  async draw({ answer }): Promise<Animation> {
    const standing = meshes.trophy(); // [triangle, corner, xyz], along z
    const cup = tf.gather(standing, [0, 2, 1], 2).mul([1, 1, -1]) as tf.Tensor3D; // [triangle, corner, xyz], along y
    const turns: plots.Plot[] = [];
    for (let i = 0; i < FRAMES; i++) {
      const R = answer.rotationMatrix((2 * Math.PI * i) / FRAMES); // [3, 3]
      const turned = (await answer.rotateTriangles(cup, R).array()) as number[][][];
      turns.push(plots.diagram(facesOf(turned), { title: `${(360 * i) / FRAMES}°`, ...EDGES, axes: false }));
    }
    return {
      frames: turns.map((turn) => turn.screen(200, 220)),
      milliseconds: 80,
      poster: plots.panels(
        turns.filter((_, i) => i % 3 === 0),
        { perRow: 4 },
      ),
    };
  },
});

const EDGES = { x: [-1.05, 1.05], y: [-1.1, 1] } as const;

/** The triangles as seen from where x is small, the farthest first; the more they face the eye, the brighter. */
function facesOf(triangles: readonly number[][][]): plots.Shape[] {
  const farness = (corners: number[][]) => corners.reduce((sum, [x = 0]) => sum + x, 0);
  return triangles
    .filter((corners) => facing(corners) > 0)
    .sort((a, b) => farness(b) - farness(a))
    .map((corners): plots.Shape => {
      const light = 0.25 + 0.75 * facing(corners);
      const pen = [255 * light, 196 * light, 90 * light].map(Math.round) as [number, number, number];
      return { polygon: corners.map(([, y = 0, z = 0]): plots.Point => [z, y]), pen };
    });
}

/** How much a triangle's outer side faces against x, from -1 to 1. */
function facing([a = [], b = [], c = []]: number[][]): number {
  const minus = (p: number[], q: number[]) => p.map((value, i) => value - (q[i] ?? 0));
  const [[ux = 0, uy = 0, uz = 0], [vx = 0, vy = 0, vz = 0]] = [minus(b, a), minus(c, a)];
  const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  return -(normal[0] ?? 0) / Math.hypot(...normal);
}
