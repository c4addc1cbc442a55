import { picture } from "arena/grader";
import { plots, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/triangle-ray-intersects/solution.ts";
import { TRIANGLE } from "./scenes.ts";

const [ROWS, COLUMNS] = [13, 19];

export default picture<typeof Solution>({
  title: "Green: your function says that the ray hits the triangle",
  async draw({ answer }) {
    const [A, B, C] = TRIANGLE.map((corner) => tf.tensor1d(corner)) as [
      tf.Tensor1D,
      tf.Tensor1D,
      tf.Tensor1D,
    ]; // each [xyz]
    const O = tf.tensor1d([0, 0, 0]); // [xyz]
    const dots: plots.Shape[] = [];
    for (let i = 0; i < ROWS * COLUMNS; i++) {
      const [z, y] = [(i % COLUMNS) / 10 - 0.9, Math.floor(i / COLUMNS) / 10 - 0.6];
      const hit = await answer.triangleRayIntersects(A, B, C, O, tf.tensor1d([1, y, z]));
      dots.push({ dot: [z, y], pen: hit ? "hit" : "miss", size: hit ? 6 : 3 });
    }
    return plots.diagram([...net(), ...dots], {
      title: "The net: u and v in steps of a quarter",
      x: [-0.95, 0.95],
      y: [-0.65, 0.65],
      legend: ["z to the right, y upwards. Green: hit, red: no hit."],
    });
  },
});

/** The triangle and the lines on which u or v is a quarter, a half, three quarters. */
function net(): plots.Shape[] {
  const line = (from: [number, number], to: [number, number], width: number): plots.Shape => ({
    line: [at(...from), at(...to)],
    pen: width > 2 ? "first" : "faint",
    width,
  });
  const inner = [0.25, 0.5, 0.75].flatMap((step) => [
    line([step, 0], [step, 1 - step], 1.5),
    line([0, step], [1 - step, step], 1.5),
  ]);
  return [...inner, line([0, 0], [1, 0], 3), line([1, 0], [0, 1], 3), line([0, 1], [0, 0], 3)];
}

/** The point A + u (B - A) + v (C - A) as it is seen: z across, y up. */
function at(u: number, v: number): plots.Point {
  const [A = [], B = [], C = []] = TRIANGLE;
  const along = (axis: number) => (1 - u - v) * (A[axis] ?? 0) + u * (B[axis] ?? 0) + v * (C[axis] ?? 0);
  return [along(2), along(1)];
}
