import { picture } from "arena/grader";
import { plots, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/intersect-ray-1d/solution.ts";
import { crossing, type Pair, pastScreen } from "./plane.ts";

const AHEAD: Pair = [
  [0, 0],
  [1, 0.5],
];
/** Rays and segments, the meetings and the misses that are told apart. */
const SCENES: readonly (readonly [name: string, ray: Pair, segment: Pair])[] = [
  [
    "through it",
    AHEAD,
    [
      [1.4, -0.3],
      [1, 1.4],
    ],
  ],
  [
    "past the end",
    AHEAD,
    [
      [1.4, 0.9],
      [1.1, 1.5],
    ],
  ],
  [
    "behind the camera",
    [
      [1.2, 0.6],
      [0.5, 0.25],
    ],
    [
      [0.4, -0.3],
      [0.2, 0.9],
    ],
  ],
  [
    "touching an end",
    AHEAD,
    [
      [1.5, 0.75],
      [1.9, -0.2],
    ],
  ],
  [
    "parallel",
    AHEAD,
    [
      [0.4, 0.7],
      [1.4, 1.2],
    ],
  ],
  [
    "before the screen",
    AHEAD,
    [
      [0.5, -0.2],
      [0.3, 0.8],
    ],
  ],
];

export default picture<typeof Solution>({
  title: "Green: your function says that the ray meets the segment",
  async draw({ answer }) {
    const drawn: plots.Plot[] = [];
    for (const [name, ray, segment] of SCENES) {
      const hit = await answer.intersectRay1d(inSpace(ray), inSpace(segment));
      drawn.push(scene(name, ray, segment, hit));
    }
    return plots.panels(drawn, {
      perRow: 3,
      legend: ["Green: meets, red: does not. u counts along the ray, v along the segment."],
    });
  },
});

function scene(name: string, ray: Pair, segment: Pair, hit: boolean): plots.Plot {
  const [origin, direction] = ray;
  const pen = hit ? "hit" : "miss";
  const met = crossing(ray, segment);
  const shapes: plots.Shape[] = [
    { line: [origin, pastScreen(origin, direction, 9)], pen: "faint" },
    { line: [origin, pastScreen(origin, direction, 1)], pen: "first", width: 3 },
    { dot: origin, pen: "first", size: 6 },
    { line: segment, pen, width: 4 },
  ];
  if (met !== undefined) {
    const at = pastScreen(origin, direction, met.u);
    shapes.push({ dot: at, pen, size: 6 });
    shapes.push({ word: `u ${met.u.toFixed(1)} v ${met.v.toFixed(1)}`, at: [0.1, -0.4], pen: "plain" });
  }
  return plots.diagram(shapes, { title: name, x: [-0.1, 2.1], y: [-0.5, 1.5], axes: false });
}

/** Two points of the plane as [2, xyz], z = 0. */
const inSpace = (pair: Pair): tf.Tensor2D => tf.tensor2d(pair.map(([x, y]) => [x, y, 0]));
